@NullMarked
package org.pvlazy.report;

import org.jspecify.annotations.NullMarked;
