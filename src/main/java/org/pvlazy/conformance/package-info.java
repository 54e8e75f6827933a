/**
 * The only place where both sides meet: the reference implementation is driven along paths of the specification and held to it
 * at every state.
 *
 * <pre>
 *   Script    which steps, which states                  (specification)
 *   Binding   label of a step  ->  thread, step, choice
 *   Lockstep  grants the step, waits, compares           <-- Divergence
 *   World     machine, threads, environment              (implementation)
 *     Projection   real fields      ->  every variable
 *     Offers       parked threads   ->  every step that can be taken
 * </pre>
 */
@NullMarked
package org.pvlazy.conformance;

import org.jspecify.annotations.NullMarked;
