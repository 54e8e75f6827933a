package org.pvlazy.tlc;

import java.util.List;
import java.util.Map;
import org.pvlazy.tlc.SeededFault.Bounds;

/** Faults of the slice tables, in the repaired design. */
final class TableFaults {
    /** One guest CPU, two configurations. */
    private static final Bounds REBOOT = new Bounds("tables-repaired", Map.of());

    private static final Map<String, String> ONCE = Map.of("MaxConfigs", "1", "MaxReboots", "1");

    /** Two guest CPUs, one configuration. */
    private static final Bounds TWO_CPUS = new Bounds("tables-repaired-two-cpus", ONCE);

    /** One guest CPU, one configuration, two failures. */
    private static final Bounds FAILURES =
            new Bounds("tables-repaired-failures", Map.of("Cpus", "1", "MaxConfigs", "1", "MaxReboots", "1"));

    private TableFaults() {}

    /** The swap of the top-level table, and what guest CPUs do meanwhile. */
    static List<SeededFault> all() {
        return List.of(
                SeededFault.of("E3a leaves the old table on crst_list", REBOOT, "MarkedAllocated")
                        .edit("GuestTablesReplace", "listed' = listed \\ {gtable}", "UNCHANGED listed"),
                SeededFault.of("E3c does not list the new table", REBOOT, "TablesReturned")
                        .edit("GuestTablesReplace", "listed' = listed \\cup {newtab}", "UNCHANGED listed"),
                SeededFault.of("E3d copies nothing", REBOOT, "HostToGuestReachable")
                        .edit(
                                "GuestTablesReplace",
                                "entry' = [entry EXCEPT ![newtab] = entry[gtable]]",
                                "UNCHANGED entry"),
                SeededFault.of("E3f forgets the ASCE of the mm", REBOOT, "FlushReachesCpus")
                        .edit("GuestTablesReplace", "casce' = newtab", "UNCHANGED casce"),
                SeededFault.of("E3l does not wait for handlers", REBOOT, "NoTableUseAfterFree")
                        .edit("GuestTablesReplace", "FIX_WALK_LOCK => InHandler = {}", "TRUE"),
                SeededFault.of("LT takes no guest_table_lock", TWO_CPUS, "ListUnderLock")
                        .edit("GuestTablesLink", "\"LT_Lock\") /\\ gtlock = \"none\"", "\"LT_Lock\")"),
                SeededFault.of("E1 remembers the table in use", FAILURES, "ListedAllocated")
                        .edit("GuestTables", "table |-> IF old # 0 THEN old ELSE gtable", "table |-> gtable"));
    }
}
