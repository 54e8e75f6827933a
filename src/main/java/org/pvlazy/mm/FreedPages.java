package org.pvlazy.mm;

/** The counter behind the last argument of an OOM notifier ({@code unsigned long *freed}); on the stack of out_of_memory. */
public final class FreedPages {
    private long pages;

    FreedPages() {}

    /** What the notifiers of this round have reported so far, in pages. */
    public long pages() {
        return pages;
    }

    /** A notifier reports so many pages more. */
    public void add(long more) {
        pages += more;
    }
}
