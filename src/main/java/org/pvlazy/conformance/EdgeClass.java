package org.pvlazy.conformance;

import java.util.Comparator;

/**
 * A kind of edges: which action, what the environment answers, who takes it. Pages, VMs and the states at both ends make no
 * difference.
 *
 * @param answer ok, busy, error or need_destroy
 */
public record EdgeClass(String action, String answer, String thread) implements Comparable<EdgeClass> {
    private static final Comparator<EdgeClass> ORDER = Comparator.comparing(EdgeClass::action)
            .thenComparing(EdgeClass::thread)
            .thenComparing(EdgeClass::answer);

    /** The class of an offer. */
    static EdgeClass of(Slice slice, long offer) {
        String answer = switch (Offer.answer(offer)) {
            case Offer.BUSY -> "busy";
            case Offer.ERROR -> "error";
            case Offer.NEED_DESTROY -> "need_destroy";
            default -> "ok";
        };
        return new EdgeClass(
                slice.binding().action(offer), answer, slice.threads().name(Offer.thread(offer)));
    }

    @Override
    public int compareTo(EdgeClass other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return action + " " + answer + " " + thread;
    }
}
