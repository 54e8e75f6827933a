package org.pvlazy.trace;

import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.TlaState;

/**
 * A state of a trace.
 *
 * @param step the step that led here; null in the first state
 */
public record TraceState(TlaState state, @Nullable TraceStep step) {}
