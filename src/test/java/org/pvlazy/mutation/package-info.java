@NullMarked
package org.pvlazy.mutation;

import org.jspecify.annotations.NullMarked;
