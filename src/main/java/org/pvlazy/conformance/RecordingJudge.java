package org.pvlazy.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Recording.Crash;
import org.pvlazy.conformance.Recording.Event;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.StateGraph;

/**
 * Says whether a specification explains recordings: whether it has a behaviour that takes every event between its beginning and its
 * end, and arrives where the machine came to rest. It follows all orders that the intervals allow at once, as a set of possible
 * states.
 *
 * <p>A kthread has the first name that is free when it is created, as in a {@link World}; which name that was the recording does not
 * know.
 */
public final class RecordingJudge {
    private final StateGraph graph;
    private final Slice slice;
    /** For each label of the graph. */
    private final long[] offers;

    /** With the complete graph of the model. */
    public RecordingJudge(StateGraph graph, Slice slice) {
        this.graph = graph;
        this.slice = slice;
        offers = graph.labels().stream().mapToLong(slice.binding()::offer).toArray();
    }

    /**
     * What came of a recording.
     *
     * @param matched events of the longest prefix that the specification explains
     * @param possible where it can be then
     */
    record Verdict(boolean accepted, int matched, List<Possible> possible) {}

    /**
     * A state that is possible, with how far each thread is.
     *
     * @param positions for each thread, the events taken
     * @param names for each thread, its place in the specification; -1 for a kthread that was not created
     */
    // There are millions of these in a run.
    @SuppressWarnings("ArrayRecordComponent")
    record Possible(int state, int[] positions, int[] names) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Possible that
                    && state == that.state
                    && Arrays.equals(positions, that.positions)
                    && Arrays.equals(names, that.names);
        }

        @Override
        public int hashCode() {
            return (Arrays.hashCode(positions) * 31 + Arrays.hashCode(names)) * 31 + state;
        }
    }

    StateGraph graph() {
        return graph;
    }

    Slice slice() {
        return slice;
    }

    /** Whether the specification explains a recording of a model with this graph. */
    public boolean accepts(Recording recording) {
        return judge(recording).accepted();
    }

    /** Judges a recording of a model with this graph. */
    Verdict judge(Recording recording) {
        Search search = new Search(recording);
        Set<Possible> frontier = search.initial();
        int matched = 0;
        while (!search.accepted) {
            Set<Possible> next = new HashSet<>();
            frontier.forEach(possible -> search.expand(possible, next));
            if (next.isEmpty()) {
                break;
            }
            frontier = next;
            matched++;
        }
        boolean accepted = search.accepted || (matched == recording.size() && search.rests(frontier));
        return new Verdict(accepted, matched, List.copyOf(frontier));
    }

    /** The event that a thread comes to next; null if there is none. */
    static @Nullable Event next(Recording recording, Possible possible, int thread) {
        List<Event> own = recording.events().get(thread);
        return possible.positions()[thread] < own.size() ? own.get(possible.positions()[thread]) : null;
    }

    /** The threads whose next event may come now: none has ended before it began. */
    static List<Integer> candidates(Recording recording, Possible possible) {
        long firstEnd = Moment.OPEN;
        for (int thread = 0; thread < recording.threads().size(); thread++) {
            Event event = next(recording, possible, thread);
            firstEnd = event == null ? firstEnd : Math.min(firstEnd, event.end());
        }
        List<Integer> candidates = new ArrayList<>();
        for (int thread = 0; thread < recording.threads().size(); thread++) {
            Event event = next(recording, possible, thread);
            if (event != null && event.begin() < firstEnd) {
                candidates.add(thread);
            }
        }
        return candidates;
    }

    /** The event as an offer of the thread that the specification has for it; -1 if it has none. */
    static long offer(Possible possible, int thread, Event event) {
        int place = possible.names()[thread];
        return place < 0 ? -1 : event.offer() + Offer.of(place, org.pvlazy.probe.Step.IDLE);
    }

    private final class Search {
        private final Recording recording;
        private final int fixed = slice.threads().fixed().size();
        private final int splat = graph.variables().indexOf("splat");
        private boolean accepted;

        Search(Recording recording) {
            this.recording = recording;
        }

        Set<Possible> initial() {
            int[] names = new int[recording.threads().size()];
            Arrays.setAll(names, thread -> thread < fixed ? thread : -1);
            Set<Possible> initial = new HashSet<>();
            for (int state : graph.initialStates()) {
                initial.add(new Possible(state, new int[names.length], names));
            }
            return initial;
        }

        void expand(Possible possible, Set<Possible> next) {
            for (int thread : candidates(recording, possible)) {
                Event event = RecordingJudge.next(recording, possible, thread);
                if (event != null) {
                    take(possible, thread, event, next);
                }
            }
        }

        private void take(Possible possible, int thread, Event event, Set<Possible> next) {
            if (event.maybe()) {
                next.add(after(possible, thread, event, possible.state()));
            }
            long wanted = offer(possible, thread, event);
            int state = possible.state();
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                if (offers[graph.labelId(edge)] == wanted) {
                    Possible after = after(possible, thread, event, graph.target(edge));
                    next.add(after);
                    accepted |= crashes(after, thread);
                }
            }
        }

        private Possible after(Possible before, int thread, Event event, int state) {
            int[] positions = before.positions().clone();
            positions[thread]++;
            int[] names = before.names();
            if (event.child() != 0) {
                names = names.clone();
                names[event.child()] = firstFree(positions, names);
            }
            return new Possible(state, positions, names);
        }

        private int firstFree(int[] positions, int[] names) {
            int place = fixed;
            for (int thread = fixed; thread < names.length; thread++) {
                boolean lives =
                        positions[thread] < recording.events().get(thread).size()
                                || recording.events().get(thread).isEmpty();
                if (names[thread] == place && lives) {
                    place++;
                    thread = fixed - 1;
                }
            }
            return place;
        }

        /** The specification ends with the report of a mistake; what other threads were at is not asked. */
        private boolean crashes(Possible possible, int thread) {
            Crash crash = recording.crash();
            return crash != null
                    && !crash.splat().isEmpty()
                    && thread == crash.thread()
                    && possible.positions()[thread]
                            == recording.events().get(thread).size()
                    && graph.value(possible.state(), splat)
                            .equals(TlaValue.set(TlaValue.string(crash.splat().toLowerCase(Locale.ROOT))));
        }

        boolean rests(Set<Possible> possible) {
            if (recording.crash() != null) {
                return false;
            }
            int last = graph.indexOf(last(recording));
            return possible.stream().anyMatch(each -> each.state() == last);
        }
    }

    /** The state in which the machine came to rest. */
    TlaState last(Recording recording) {
        return new TlaState(
                graph.variables(),
                graph.variables().stream()
                        .map(name -> recording.last().getOrDefault(name, TlaValue.string("not recorded")))
                        .toList());
    }
}
