package org.pvlazy.kvm;

import java.util.ArrayList;
import java.util.List;
import org.pvlazy.mm.IdAllocator;
import org.pvlazy.mm.Memmap;
import org.pvlazy.mm.Mm;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.uv.ConfigState;
import org.pvlazy.uv.Ultravisor;

/**
 * Finds what is still allocated once a machine is quiet: the process has exited, the VM fds are closed, no kthread runs.
 *
 * <p>Leaked on purpose, and so not found: the storage and the marked table of a configuration that could not be destroyed, as posted
 * the priv of the deferred thread that tried (K5), and a page whose export failed (Z2a).
 */
public final class LeakDetector {
    private final Machine machine;

    /** A detector for the machine. */
    public LeakDetector(Machine machine) {
        this.machine = machine;
    }

    /** A sentence for each leak; empty if there is none. */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>(donated());
        int privs = machine.privs().allocated() - machine.privs().leakedOnPurpose();
        if (privs != 0) {
            leaks.add(privs + " priv still allocated");
        }
        findMm(machine.mm(), leaks);
        if (machine.module().references() != 0) {
            leaks.add("the module has " + machine.module().references() + " references");
        }
        leaks.addAll(pages());
        return leaks;
    }

    /** How many privs, pages and configurations were leaked on purpose. */
    public int leakedOnPurpose() {
        int leaked = machine.privs().leakedOnPurpose();
        for (int pfn = 1; pfn <= machine.mm().pages(); pfn++) {
            leaked += machine.memmap().leaked(pfn) ? 1 : 0;
        }
        for (int handle = 1; handle <= machine.uv().maxConfigs(); handle++) {
            leaked += machine.uv().state(handle) == ConfigState.BROKEN ? 1 : 0;
        }
        return leaked;
    }

    /** The leaks of what was donated to a configuration: storage and top-level tables. */
    public List<String> donated() {
        List<String> leaks = new ArrayList<>(tables());
        findIds(machine.donatedStorage(), machine.uv()::storage, leaks);
        return leaks;
    }

    /** The leaks of page tables, top-level and lower-level ones. */
    public List<String> tables() {
        List<String> leaks = new ArrayList<>();
        findIds(machine.tables(), machine.uv()::asce, leaks);
        return leaks;
    }

    /** The leaks of pages, those of the address space and those of its deferred_list. */
    public List<String> pages() {
        List<String> leaks = new ArrayList<>();
        findIds(machine.mm().deferredList().ids(), handle -> 0, leaks);
        findPages(machine.memmap(), leaks);
        return leaks;
    }

    /** Reports a {@link Splat#LEAK} if there is one. */
    public void check() {
        List<String> leaks = leaks();
        if (!leaks.isEmpty()) {
            throw machine.sanitizer().report(Splat.LEAK, String.join("; ", leaks));
        }
    }

    /** What a configuration has been given. */
    @FunctionalInterface
    private interface Donated {
        int by(int handle);
    }

    private void findIds(IdAllocator allocator, Donated donated, List<String> leaks) {
        allocator.forEachAllocated(id -> {
            if (!keptByBrokenConfig(id, donated)) {
                leaks.add(allocator.what() + " " + id + " still allocated");
            }
        });
    }

    private boolean keptByBrokenConfig(int id, Donated donated) {
        Ultravisor uv = machine.uv();
        for (int handle = 1; handle <= uv.maxConfigs(); handle++) {
            if (uv.state(handle) == ConfigState.BROKEN && donated.by(handle) == id) {
                return true;
            }
        }
        return false;
    }

    private static void findMm(Mm mm, List<String> leaks) {
        if (mm.users() != 0) {
            leaks.add("mm_users is " + mm.users());
        }
        if (mm.count() != 0) {
            leaks.add("mm_count is " + mm.count());
        }
    }

    private void findPages(Memmap memmap, List<String> leaks) {
        int first = 0;
        int leaked = 0;
        for (int pfn = machine.mm().pages(); pfn >= 1; pfn--) {
            if (memmap.refcount(pfn) != (memmap.leaked(pfn) ? 1 : 0)) {
                first = pfn;
                leaked++;
            }
        }
        if (leaked > 0) {
            leaks.add(leaked + " pages not freed, first page " + first + " with refcount " + memmap.refcount(first));
        }
    }
}
