@NullMarked
package org.pvlazy.report.page;

import org.jspecify.annotations.NullMarked;
