@NullMarked
package org.pvlazy.cli;

import org.jspecify.annotations.NullMarked;
