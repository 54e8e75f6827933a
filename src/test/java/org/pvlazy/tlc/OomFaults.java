package org.pvlazy.tlc;

import java.util.List;
import java.util.Map;
import org.pvlazy.tlc.SeededFault.Bounds;

/** Faults of the slice oom, in the repaired design. */
final class OomFaults {
    /** Two pages, one of which is set aside and kept by another process; nothing may be reported before a sleep. */
    private static final Bounds ROUND =
            new Bounds("oom-repaired-rounds", Map.of("NPages", "2", "SharedPages", "{2}", "CutOff", "0"));

    private OomFaults() {}

    /** The drain counts, the notifier reports, the OOM killer decides. */
    static List<SeededFault> all() {
        return List.of(
                SeededFault.of("P_Put counts a page that somebody else keeps", ROUND, "OomHonest")
                        .edit("OomCleaner", "[nfreed EXCEPT ![k] = @ + freed]", "[nfreed EXCEPT ![k] = @ + 1]"),
                SeededFault.of("K1 does not count the array page", ROUND, "NoKillWhileFreeing")
                        .edit(
                                "OomCleaner",
                                "nfreed' = IF FIX_COUNT_PER_PAGE THEN [nfreed EXCEPT ![k] = @ + 1] ELSE nfreed",
                                "UNCHANGED nfreed"),
                SeededFault.of("P_Put uncharges a page that somebody else keeps", ROUND, "MemcgExact")
                        .edit(
                                "OomCleaner",
                                "charged' = [charged EXCEPT ![p] = freed = 0]",
                                "charged' = [charged EXCEPT ![p] = FALSE]"),
                SeededFault.of("K2 does not wait for a callback", ROUND, "NotifierAlive")
                        .edit("OomCleaner", "\"K2_Unregister\") /\\ ~RoundRuns", "\"K2_Unregister\")"),
                SeededFault.of("the cut-off is one too late", ROUND, "SleepsUpToCutOff")
                        .edit(
                                "Oom",
                                "n # \"foreign\" /\\ oom.freed > CutOff",
                                "n # \"foreign\" /\\ oom.freed > CutOff + 1"),
                SeededFault.of("a control group asks the notifiers", ROUND, "MemcgAsksNobody")
                        .edit("Oom", "IF oom.memcg THEN <<>> ELSE chain", "chain"));
    }
}
