package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Participant.Phase;
import org.pvlazy.kvm.Gmap;
import org.pvlazy.kvm.Kvm;
import org.pvlazy.kvm.LeakDetector;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.TableLink;
import org.pvlazy.kvm.TableSwitch;
import org.pvlazy.kvm.Vcpu;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

/** How the implementation notices that a property of the slice tables is violated. */
final class GuestTablesDetectors {
    static final Map<String, Detector> ALL = Map.ofEntries(
            Map.entry("ListUnderLock", GuestTablesDetectors::changesListUnlocked),
            Map.entry("ListChangedAlone", GuestTablesDetectors::changeListTogether),
            Map.entry("HostToGuestReachable", GuestTablesDetectors::unreachable),
            Map.entry("HostToGuestAllocated", GuestTablesDetectors::dangling),
            Map.entry("NoFreedTableLoaded", GuestTablesDetectors::usesFreedTable),
            Map.entry("FlushReachesCpus", GuestTablesDetectors::flushMisses),
            Map.entry("LinkSucceeds", GuestTablesDetectors::linkFails),
            Map.entry("MarkedRemembered", GuestTablesDetectors::forgotten),
            Map.entry("TablesReturned", GuestTablesDetectors::leaks),
            Map.entry("NoTableUseAfterFree", Detector.report(Splat.TABLE_USE_AFTER_FREE)),
            Map.entry("NoTableDoubleFree", Detector.report(Splat.DOUBLE_FREE)));

    private GuestTablesDetectors() {}

    /** Who is about to change crst_list, outside of a section that its step takes by itself. */
    private static boolean changesList(World world, Participant thread) {
        return thread.parked()
                && switch (thread.step) {
                    case E3A_UNLIST, E3C_LIST_ADD, LT_LIST_ADD -> true;
                    case N6_LIST_AGAIN -> !world.machine().switches().fixTableLock();
                    default -> false;
                };
    }

    /** lockdep_assert_held(guest_table_lock) in front of every list_add and list_del. */
    private static @Nullable String changesListUnlocked(World world) {
        for (Participant thread : world.participants()) {
            boolean held = thread.frame instanceof TableSwitch local
                    ? local.tableLocked()
                    : thread.frame instanceof TableLink link && link.locked();
            if (changesList(world, thread) && !held) {
                return thread.name + " is about to change crst_list without guest_table_lock";
            }
        }
        return null;
    }

    private static @Nullable String changeListTogether(World world) {
        List<String> names = world.participants().stream()
                .filter(thread -> changesList(world, thread))
                .map(thread -> thread.name)
                .toList();
        return names.size() > 1 ? names + " are about to change crst_list" : null;
    }

    /** A walk from gmap->table does not come to where host_to_guest points. */
    private static @Nullable String unreachable(World world) {
        Machine machine = world.machine();
        Gmap gmap = machine.gmap();
        int named = gmap.hostToGuest();
        if (named == 0 || !machine.tables().allocated(gmap.table())) {
            return null;
        }
        int walked = machine.parameters().segmentTop()
                ? gmap.table()
                : machine.guestTables().entry(gmap.table());
        return named == walked
                ? null
                : "host_to_guest points into table " + named + ", the walk from table " + gmap.table() + " comes to "
                        + walked;
    }

    private static @Nullable String dangling(World world) {
        int named = world.machine().gmap().hostToGuest();
        return named != 0 && !world.machine().tables().allocated(named)
                ? "host_to_guest points into table " + named + ", which is free"
                : null;
    }

    /** Dynamic address translation of a CPU in SIE reads memory that was freed. */
    private static @Nullable String usesFreedTable(World world) {
        Machine machine = world.machine();
        for (Vcpu vcpu : machine.kvm().vcpus()) {
            int table = vcpu.loadedAsce();
            if (table == 0) {
                continue;
            }
            if (!machine.tables().allocated(table)) {
                return "a CPU has table " + table + " loaded, which is free";
            }
            int lower = machine.parameters().segmentTop()
                    ? 0
                    : machine.guestTables().entry(table);
            if (lower != 0 && !machine.tables().allocated(lower)) {
                return "a CPU has table " + table + " loaded, which leads to " + lower + ", which is free";
            }
        }
        return null;
    }

    /** IDTE with context.gmap_asce leaves the TLB entries of a CPU alone. */
    private static @Nullable String flushMisses(World world) {
        Participant io = world.participant("I");
        boolean switching = io != null
                && io.parked()
                && (io.step == Step.E3F_SET_CONTEXT_ASCE
                        || io.step == Step.E3G_SET_TABLE
                        || io.step == Step.E3H_KICK_CPUS);
        int flushed = world.machine().mm().gmapAsce();
        for (Vcpu vcpu : world.machine().kvm().vcpus()) {
            int table = vcpu.loadedAsce();
            if (!switching && table != 0 && table != flushed) {
                return "a CPU has table " + table + " loaded, a flush would be for " + flushed;
            }
        }
        return null;
    }

    /** radix_tree_insert will find the slot taken although the segment has no entry. */
    private static @Nullable String linkFails(World world) {
        Machine machine = world.machine();
        int named = machine.gmap().hostToGuest();
        for (Participant thread : world.participants()) {
            if (!thread.parked() || thread.step != Step.LT_LINK || !(thread.frame instanceof TableLink link)) {
                continue;
            }
            int table = link.lower();
            boolean valid =
                    machine.parameters().segmentTop() ? machine.guestTables().entry(table) != 0 : named == table;
            if (machine.tables().allocated(table) && named != 0 && !valid) {
                return thread.name + " is about to link table " + table + ", host_to_guest points into " + named;
            }
        }
        return null;
    }

    /** The I/O thread is back in userspace, and the table that the configuration has marked is nobody's. */
    private static @Nullable String forgotten(World world) {
        Participant io = world.participant("I");
        Kvm kvm = world.machine().kvm();
        if (io == null || !io.parked() || io.step != Step.IDLE || kvm.pvHandle() == 0) {
            return null;
        }
        int marked = world.machine().uv().asce(kvm.pvHandle());
        return marked == kvm.gmap().table() || marked == kvm.pvOldTable()
                ? null
                : "configuration " + kvm.pvHandle() + " has table " + marked + " marked, which nobody remembers";
    }

    /** Once the VM and the zombies are gone. */
    private static @Nullable String leaks(World world) {
        Participant io = world.participant("I");
        if (io == null || io.phase != Phase.ENDED || world.kthreads() > 0) {
            return null;
        }
        List<String> leaks = new LeakDetector(world.machine()).tables();
        return leaks.isEmpty() ? null : String.join("; ", leaks);
    }
}
