package org.pvlazy.tlc;

import java.util.List;
import java.util.Map;
import org.pvlazy.tlc.SeededFault.Bounds;

/** Faults of the lifecycle, most of them in the repaired design, where everything holds. */
final class LifecycleFaults {
    /** One configuration, one page below 2 GiB and one above, a guest. */
    private static final Bounds ONE = new Bounds("reboot-repaired", Map.of("MaxConfigs", "1", "MaxReboots", "1"));

    private static final Map<String, String> HIGH_PAGE =
            Map.of("NPages", "1", "LowPages", "0", "Ends", "FALSE", "OtherHostThreads", "FALSE", "MayBeBusy", "FALSE");

    /** Two configurations of a VM that lives on, and a guest that imports. */
    private static final Bounds GUEST = new Bounds("reboot-repaired", HIGH_PAGE);

    /** One configuration, one failure of anything. */
    private static final Bounds FAILURES =
            new Bounds("reboot-repaired-failures", Map.of("MaxConfigs", "1", "MaxReboots", "1"));

    /** The same with lazy_destroy=0 and somebody else who holds mm_users. */
    private static final Bounds FENCE = new Bounds(
            "reboot-repaired-fence",
            Map.of(
                    "MaxConfigs",
                    "1",
                    "MaxReboots",
                    "1",
                    "NPages",
                    "1",
                    "LowPages",
                    "0",
                    "Holders",
                    "TRUE",
                    "MaxFailures",
                    "1"));

    /** Pages are set aside: two array pages are needed. */
    private static final Bounds SET_ASIDE = new Bounds(
            "shutdown-repaired-one", Map.of("NPages", "3", "MaxFailures", "0", "Holders", "FALSE", "Reaper", "FALSE"));

    /** Pages are set aside, perhaps by somebody else who drops the last mm_users. */
    private static final Bounds HOLDER =
            new Bounds("shutdown-repaired-one", Map.of("MaxFailures", "0", "Reaper", "FALSE"));

    /** Pages could be set aside, were it not for lazy_destroy=0. */
    private static final Bounds FENCED_LIST = new Bounds(
            "shutdown-repaired-one",
            Map.of("LazyDestroy", "FALSE", "MaxFailures", "0", "Holders", "FALSE", "Reaper", "FALSE"));

    private static final Map<String, String> ONCE =
            Map.of("MaxConfigs", "1", "MaxReboots", "1", "BatchSize", "1", "Guest", "FALSE");

    /** Everything that is donated comes back. */
    private static final Bounds PROMISED_BACK = new Bounds("live-v2-memory", ONCE, "DonatedReturned");

    /** Every kthread comes to its end. */
    private static final Bounds PROMISED_END = new Bounds("live-repaired-zombies", ONCE, "ZombiesEnd");

    private LifecycleFaults() {}

    /** One configuration after the other. */
    static List<SeededFault> reboot() {
        return List.of(
                SeededFault.of("D2 forgets mmgrab", ONE, "NoMmUseAfterFree")
                        .edit("Deinit", "count' = count + 1", "count' = count"),
                SeededFault.of("K7 drops the mm before K6 uses it", ONE, "NoMmUseAfterFree")
                        .edit(
                                "Zombie",
                                "UvDestroyed(h) /\\ Goto(k, \"K6_DecProtected\")",
                                "UvDestroyed(h) /\\ Goto(k, \"K7_DropMm\")")
                        .edit("Zombie", "/\\ Goto(k, \"K8_FreeDonated\")", "/\\ Goto(k, \"K6_DecProtected\")")
                        .edit(
                                "Zombie",
                                "IF FIX_MM_COUNT THEN \"K7_DropMm\" ELSE \"K8_FreeDonated\"",
                                "\"K8_FreeDonated\""),
                SeededFault.of("K6 counts the configuration out before K4 destroys it", GUEST, "CounterCoversConfigs")
                        .edit(
                                "ExitMmap",
                                "[] t # \"I\"          -> \"K4_DestroyConf\"",
                                "[] t # \"I\"          -> \"K6_DecProtected\"")
                        .edit(
                                "Zombie",
                                "UvDestroyed(h) /\\ Goto(k, \"K6_DecProtected\")",
                                "UvDestroyed(h) /\\ Goto(k, \"K7_DropMm\")")
                        .edit(
                                "Zombie",
                                "IF FIX_MM_COUNT THEN \"K7_DropMm\" ELSE \"K8_FreeDonated\"",
                                "\"K4_DestroyConf\""),
                SeededFault.of("C3 counts nothing", ONE, "CounterCoversConfigs")
                        .edit("Userspace", "prot' = prot + 1", "prot' = prot"),
                SeededFault.of("E2 leaves guest_handle", ONE, "ZombieDetached")
                        .edit("Deinit", "ghandle' = [ghandle EXCEPT ![cur] = 0]", "UNCHANGED ghandle"),
                SeededFault.of("N3 leaves guest_handle", ONE, "CurrentDetached")
                        .edit("DeinitNow", "ghandle' = [ghandle EXCEPT ![cur] = 0]", "UNCHANGED ghandle"),
                SeededFault.of("E5 leaves the handle in arch.pv", ONE, "DestroyOnce")
                        .edit("Deinit", "handle' = [handle EXCEPT ![cur] = 0] /\\ stor'", "UNCHANGED handle /\\ stor'"),
                SeededFault.of("F1 does not ask for a handle", ONE, "NoUvcOnHandleZero")
                        .edit(
                                "Userspace",
                                "IF handle[cur] # 0 THEN EnterDeinit ELSE Goto(\"I\", \"F2_RemoveGmap\") /\\ UNCHANGED why",
                                "EnterDeinit"),
                SeededFault.of("CP leaves the CPUs", ONE, "DestroyWithoutCpus")
                        .edit("Userspace", "DropCpus /\\ EnterDeinit", "UnchangedUv /\\ EnterDeinit"),
                SeededFault.of("E3 leaves the old table on crst_list", ONE, "DonatedSafe")
                        .edit("Tables", "(@ \\ {gtable[cur]}) \\cup {new}", "@ \\cup {new}"),
                SeededFault.of("E3 leaves the old table in use", GUEST, "AsceUnique")
                        .edit("Deinit", "/\\ ReplaceAsce(ok)", "/\\ UNCHANGED <<tables, listed, gtable, old>>"),
                SeededFault.of("D3 takes no reference on mm_users", ONE, "WalkHoldsUser")
                        .edit("Deinit", "users' = users + 1", "users' = users"),
                SeededFault.of("K3c is left out", ONE, "RefBalance")
                        .edit(
                                "DestroyRange",
                                "CASE t # \"I\"              -> \"K3b_ReadUsers\"",
                                "CASE t # \"I\"              -> \"K4_DestroyConf\""),
                SeededFault.of("D3b keeps priv", ONE, "PrivsBack")
                        .edit(
                                "Deinit",
                                "DeinitNow(\"mm_gone\") /\\ privs' = privs - 1",
                                "DeinitNow(\"mm_gone\") /\\ UNCHANGED privs"),
                SeededFault.of("the module is given back at K7", ONE, "CodeAlive")
                        .edit("Zombie", "modref' = IF FIX_MODULE_GET THEN modref - 1 ELSE modref", "UNCHANGED modref")
                        .edit(
                                "Zombie",
                                "UnchangedKvm /\\ UnchangedPools /\\ UnchangedLocals /\\ UnchangedEnv)",
                                "UnchangedKvm /\\ modref' = modref - 1 /\\ UNCHANGED <<tables, blocks, privs>>\n              /\\ UnchangedLocals /\\ UnchangedEnv)"),
                SeededFault.of("clear_2g does not stop at 2 GiB", ONE, "ReachesLowPagesOnly")
                        .edit("Deinit", "[WholeRange(1) EXCEPT !.end = LowPages]", "WholeRange(1)"),
                SeededFault.of("P_Put drops one reference of two", ONE, "PagesBack")
                        .edit("DestroyRange", "n == IF kept THEN 1 ELSE 2", "n == 1"),
                SeededFault.of("M1 does not set PG_arch_1", ONE, "FlagSound")
                        .edit(
                                "Userspace",
                                "/\\ out /\\ flag' = [flag EXCEPT ![p] = TRUE]",
                                "/\\ out /\\ UNCHANGED flag"),
                SeededFault.of("the freeze of M1 ignores references", GUEST, "FlagSound")
                        .edit("Userspace", "mapped[p] /\\ ref[p] # 1 ->", "FALSE ->")
                        .edit("Userspace", "mapped[p] /\\ ref[p] = 1 /\\ a = \"ok\" ->", "mapped[p] /\\ a = \"ok\" ->"),
                SeededFault.of("a refused destroy clears PG_arch_1", GUEST, "FlagSound")
                        .edit(
                                "DestroyRange",
                                "THEN \"P_Export\" ELSE \"P_Put\")",
                                "THEN \"P_Export\" ELSE \"P_ClearFlag\")"),
                SeededFault.of("E7 does not wake the thread", PROMISED_BACK, "DonatedReturned")
                        .edit("Deinit", "![k] = \"K1_First\"]", "![k] = \"Created\"]"),
                SeededFault.of("the walk does not advance", PROMISED_END, "ZombiesEnd")
                        .edit("DestroyRange", "!.next = b[Len(b)] + 1, !.batch = b", "!.batch = b"));
    }

    /** Paths that are taken only if something fails, or with lazy_destroy=0. */
    static List<SeededFault> failures() {
        return List.of(
                SeededFault.of("FAIL forgets mmput", FAILURES, "RefBalance")
                        .edit(
                                "Deinit",
                                "IF priv[\"I\"].hasmm THEN \"FAIL_Mmput\" ELSE \"FAIL_DropMm\"",
                                "\"FAIL_DropMm\""),
                SeededFault.of("K4 goes on after a failure", FAILURES, "CounterCoversConfigs")
                        .edit(
                                "Zombie",
                                "UvBroken(h) /\\ Goto(k, \"K5_Leak\")",
                                "UvBroken(h) /\\ Goto(k, \"K6_DecProtected\")"),
                SeededFault.of("a page whose export failed is freed", FAILURES, "NoFreeWhileSecure")
                        .edit("ExitMmap", "ref' = IF kept THEN ref ELSE [ref", "ref' = [ref"),
                SeededFault.of("N6 frees what a failed destroy left donated", FENCE, "DonatedSafe")
                        .edit("DeinitNow", "[] OTHER -> \"N6_ReplaceAsce\"\n", "[] OTHER -> \"N6_Dealloc\"\n"),
                SeededFault.of("N6 forgets the table that it got back", FENCE, "DonatedBack")
                        .edit("DeinitNow", "/\\ OldTableBack", "/\\ UNCHANGED <<tables, listed, old>>"),
                SeededFault.of("N1 does not wait for exit_mmap", FENCE, "CurrentClean")
                        .edit("DeinitNow", "FIX_WAIT_EXIT => users > 0 \\/ torn = \"done\"", "TRUE"));
    }

    /** Pages that are set aside. */
    static List<SeededFault> shutdown() {
        return List.of(
                SeededFault.of("Z2a is left out", SET_ASIDE, "ZombieClean")
                        .edit("ExitMmap", "IF full THEN \"Z2a_Export\" ELSE", "IF full THEN \"Z2c_AllocArray\" ELSE"),
                SeededFault.of("Z2 overflows the array page", SET_ASIDE, "TypeOK")
                        .edit("ExitMmap", "Len(pfns[first]) >= ListCapacity", "Len(pfns[first]) > ListCapacity"),
                SeededFault.of("Z3 keeps no reference", SET_ASIDE, "NoFreeWhileSecure")
                        .edit(
                                "ExitMmap",
                                "Append(@, p)]\n                  /\\ ref' = [ref EXCEPT ![p] = @ - 1]",
                                "Append(@, p)]\n                  /\\ ref' = [ref EXCEPT ![p] = @ - 2]"),
                SeededFault.of("K1 forgets list_del", SET_ASIDE, "ListExclusive")
                        .edit("DestroyRange", "dlist' = SelectSeq(dlist, LAMBDA x : x # b)", "UNCHANGED dlist"),
                SeededFault.of("D3 does not wait for exit_mmap", HOLDER, "ListExclusive")
                        .edit("Deinit", "FIX_WAIT_EXIT => torn = \"done\"", "TRUE"),
                SeededFault.of("destroy_context forgets put_page", HOLDER, "PagesBack")
                        .edit("ExitMmap", "IF p \\in SetAside THEN ref[p] - 1 ELSE ref[p]", "ref[p]"),
                SeededFault.of("exit_mmap ignores pv_sync_destroy", FENCED_LIST, "SyncMode")
                        .edit("ExitMmap", "prot > 0 /\\ ~sync /\\ ListCapacity > 0", "prot > 0 /\\ ListCapacity > 0"));
    }
}
