@NullMarked
package org.pvlazy.conformance;

import org.jspecify.annotations.NullMarked;
