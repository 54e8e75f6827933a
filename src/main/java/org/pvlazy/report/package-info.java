/**
 * What people and programs read of a run: tables for a terminal, a page of HTML, an object of JSON, and the parts of the
 * documentation that are generated. Everything is a pure function from data to text; the command line prints it.
 */
@NullMarked
package org.pvlazy.report;

import org.jspecify.annotations.NullMarked;
