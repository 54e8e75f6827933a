@NullMarked
package org.pvlazy.testgen;

import org.jspecify.annotations.NullMarked;
