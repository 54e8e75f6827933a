package org.pvlazy.tlc;

import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;

/**
 * A step out of a state.
 *
 * @param inModel false if a CONSTRAINT or ACTION_CONSTRAINT of the configuration keeps TLC from exploring the step; TLC
 *     still checks invariants in the state it leads to
 */
public record Successor(ActionLabel label, TlaState state, boolean inModel) {}
