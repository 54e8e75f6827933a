package org.pvlazy.bench;

import org.pvlazy.probe.Environment.PageUvc;

/**
 * How long a UVC on a page keeps the CPU busy, in nanoseconds. The mails give the order only: a call that does nothing is cheaper than
 * a destroy, and that is cheaper than an export. The defaults are chosen.
 *
 * @param nothing a call about a page that is not secure
 * @param destroy DESTR_SEC_STOR
 * @param export CONV_FROM_SEC_STOR
 */
public record UvcCosts(long nothing, long destroy, long export) {
    /** What a benchmark takes unless it is told otherwise. */
    public static final UvcCosts DEFAULT = new UvcCosts(100, 1_000, 2_000);

    /** Refuses costs in another order. */
    public UvcCosts {
        if (nothing < 0 || nothing > destroy || destroy > export) {
            throw new IllegalArgumentException("UVC costs must be 0 <= nothing <= destroy <= export, in nanoseconds: "
                    + nothing + ", " + destroy + ", " + export);
        }
    }

    /** Reads {@code NOTHING,DESTROY,EXPORT}. */
    public static UvcCosts parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("UVC costs are three numbers, not " + text);
        }
        return new UvcCosts(
                Long.parseLong(parts[0].strip()), Long.parseLong(parts[1].strip()), Long.parseLong(parts[2].strip()));
    }

    long of(PageUvc uvc) {
        return switch (uvc) {
            case NOTHING -> nothing;
            case DESTROY -> destroy;
            case EXPORT -> export;
        };
    }
}
