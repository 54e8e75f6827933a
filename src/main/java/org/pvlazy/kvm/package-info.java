@NullMarked
package org.pvlazy.kvm;

import org.jspecify.annotations.NullMarked;
