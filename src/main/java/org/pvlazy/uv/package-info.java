@NullMarked
package org.pvlazy.uv;

import org.jspecify.annotations.NullMarked;
