/**
 * The only place where both sides meet: the reference implementation is driven along paths of a specification and held to it
 * at every state.
 *
 * <pre>
 *   Script    which steps, which states                  (specification)
 *   Binding   label of a step  ->  thread, step, choice
 *   Lockstep  grants the step, waits, compares           <-- Divergence
 *   World     machine, threads, environment              (implementation)
 *     Projection   real fields      ->  every variable
 *     Offers       parked threads   ->  every step that can be taken
 *   Slice     what of all this belongs to one specification
 * </pre>
 *
 * <p>The implementation is one for all specifications and calls its probe before every atomic step. A slice says at which steps
 * threads stop; any other probe is passed at once, so that what the specification takes as one step is one grant. Questions of the
 * passed steps to the environment are answered "ok", or as the slice says.
 *
 * <h2>How to add a slice</h2>
 *
 * <ol>
 *   <li>{@code FooSlice extends Slice}. Its constructor names the module that defines Next, the {@link
 *       org.pvlazy.conformance.Threads} (name and loop of each thread that is there from the start, in the order of their places;
 *       the names of kthreads), the {@link org.pvlazy.conformance.Actions} that are no kernel step (written with their parameters,
 *       {@code "Unpack(p)"}, and what the environment says then), and the steps at which threads stop. Kernel steps need nothing
 *       else: {@code K4_DESTROY_CONF} is {@code K4_DestroyConf}; t or k is the thread, p a page, v a VM, ok or a the answer.
 *   <li>{@code parameters}: reads each constant with {@link org.pvlazy.conformance.Constants}; what only the surroundings need
 *       goes into Surroundings under the constant's name.
 *   <li>{@code offers}: for a thread that stands still, adds what it could take, with the helpers of {@link
 *       org.pvlazy.conformance.Offers}. Nothing for a thread that waits for another one.
 *   <li>{@code FooProjection extends Projection}: one line for each variable. A variable without a line, and a line without a
 *       variable, are errors.
 *   <li>{@code detectors}: for every property that some model violates, what the implementation itself notices in the last state and
 *       not before.
 *   <li>{@code stops} and {@code answerInside} where a thread, or an answer, differs from the rule.
 *   <li>A line in {@link org.pvlazy.conformance.Slices}. {@code SliceTest} does the rest, and {@code ./pvlazy replay --model}.
 * </ol>
 */
@NullMarked
package org.pvlazy.conformance;

import org.jspecify.annotations.NullMarked;
