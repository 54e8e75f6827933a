/** The documentation is complete: tests that read specifications, models and Markdown as text. */
@NullMarked
package org.pvlazy.docs;

import org.jspecify.annotations.NullMarked;
