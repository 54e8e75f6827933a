package org.pvlazy.tlc;

import java.util.List;
import java.util.Map;
import org.pvlazy.tlc.SeededFault.Bounds;

/** Faults of the slice pages, in the repaired design. */
final class PageFaults {
    private static final Map<String, String> ONE_CPU = Map.of("Cpus", "1", "MayBeBusy", "FALSE");

    /** One guest CPU; the VM is rebooted once. */
    private static final Bounds GUEST = new Bounds("pages-repaired-guest", ONE_CPU);

    /** One configuration whose page is reclaimed. */
    private static final Bounds RECLAIM =
            new Bounds("pages-repaired-reclaim", Map.of("MaxReboots", "1", "MayBeBusy", "FALSE"));

    /** One configuration, and another thread of the process. */
    private static final Bounds HOST = new Bounds(
            "pages-repaired-guest", Map.of("Cpus", "1", "HostThread", "TRUE", "MaxReboots", "1", "MayBeBusy", "FALSE"));

    /** Whoever accesses a page gets it in the end. */
    private static final Bounds PROMISED_ACCESS =
            new Bounds("pages-live-repaired-host", Map.of("OtherProcess", "FALSE"), "HostAccessSucceeds");

    private PageFaults() {}

    /** Imports, handlers, reclaim, the cleaner. */
    static List<SeededFault> all() {
        return List.of(
                SeededFault.of("RC unmaps without the export", RECLAIM, "NoFreeWhileSecure")
                        .edit("PageHandlers", "IF prot > 0 THEN \"RC_ExportUvc\" ELSE \"RC_Put\"", "\"RC_Put\""),
                SeededFault.of("M4 is left out", RECLAIM, "FlagSound")
                        .edit("PageImport", "/\\ Goto(t, \"M4_SetFlag\")", "/\\ Goto(t, \"M5_Uvc\")"),
                SeededFault.of("SV clears PG_arch_1 without a UVC", GUEST, "FlagSound")
                        .edit(
                                "PageHandlers",
                                "UvReleased(p) /\\ Get(p, 1) /\\ AndThen(t, \"SV_ClearFlag\")",
                                "UnchangedUv /\\ Get(p, 1) /\\ AndThen(t, \"SV_ClearFlag\")"),
                SeededFault.of("R_Gather takes no PTE lock", GUEST, "FrozenIsUnshared")
                        .edit("PageCleaner", "\"R_Gather\") /\\ PteUnlocked", "\"R_Gather\")"),
                SeededFault.of("M2 exports with three configurations only", GUEST, "ImportSound")
                        .edit("PageImport", "/\\ prot > 1", "/\\ prot > 2"),
                SeededFault.of("AC takes no reference", HOST, "ReferencesCounted")
                        .edit("PageHandlers", "THEN Get(p, 1) /\\ Goto(t, step)", "THEN Get(p, 0) /\\ Goto(t, step)")
                        .edit("PageHandlers", "Drop(t, 1)", "Drop(t, 0)"),
                SeededFault.of("AC exports nothing", PROMISED_ACCESS, "HostAccessSucceeds")
                        .edit("PageHandlers", "IF flag[arg[t]] THEN \"AC_ExportUvc\" ELSE \"AC_Put\"", "\"AC_Put\""));
    }
}
