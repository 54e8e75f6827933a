package org.pvlazy.conformance;

import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.ImportState;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.OtherProcess;
import org.pvlazy.kvm.Vcpu;
import org.pvlazy.mm.Mm;
import org.pvlazy.uv.ProgramCheck;

/** What a thread of the slice pages could take now. Most waiting is for the PTE lock of the VM's process or for a page lock. */
final class PageLifeOffers {
    private final Offers offers;
    private final Participant thread;
    private final Machine machine;
    private final int pages;

    PageLifeOffers(Offers offers, Participant thread) {
        this.offers = offers;
        this.thread = thread;
        machine = offers.machine();
        pages = machine.mm().pages();
    }

    void add() {
        switch (thread.step) {
            case IDLE -> commands();
            case RUN -> accesses();
            case AC_FOLLOW_PAGE -> takeIf(isOther() || pteLockFree());
            case M1_MAKE_SECURE, SV_FOLLOW_PAGE, R_GATHER -> takeIf(pteLockFree());
            case M1_LOCK_PAGE, RC_CLEAR_PTE -> takeIf(pteLockFree() && pageLockFree(page()));
            case M1_FAULT_IN -> takeIf(machine.mm().present(page()) ? locksFree(page()) : faults(page()));
            case M5_UVC, P_DESTROY_UVC -> {
                offers.take();
                offers.mayBeBusy();
            }
            default -> offers.take();
        }
    }

    private void takeIf(boolean possible) {
        if (possible) {
            offers.take();
        }
    }

    /** The page that the step is about. */
    private int page() {
        return thread.frame instanceof ImportState state
                ? state.page()
                : thread.frame instanceof Integer page ? page : 0;
    }

    private boolean isOther() {
        return thread.name.equals(PageLifeSlice.OTHER);
    }

    /** So few pages have one page table. */
    private boolean pteLockFree() {
        return machine.mm().pteLockHolder(1) == null;
    }

    private boolean pageLockFree(int page) {
        return machine.memmap().locks().holder(page) == null;
    }

    private boolean locksFree(int page) {
        return pteLockFree() && pageLockFree(page);
    }

    /** Whether a page that is not mapped can be faulted in. */
    private boolean faults(int page) {
        return locksFree(page) && machine.guestMemory().available(page);
    }

    private void commands() {
        boolean cpusInGuest = machine.kvm().vcpus().stream().noneMatch(Vcpu::busy);
        if (machine.kvm().pvHandle() == 0) {
            boolean refused = machine.switches().fixEnableNeedsCpu()
                    && machine.kvm().vcpus().isEmpty();
            if (cpusInGuest
                    && !refused
                    && machine.uv().hasFreeHandle()
                    && offers.endlessOrLeft(PageLifeSlice.MAX_REBOOTS)) {
                offers.take("Enable");
            }
            return;
        }
        if (cpusInGuest && offers.world().kthreads() == 0) {
            offers.take("Disable");
        }
        for (int page = 1; page <= pages; page++) {
            offers.takeOnPage("Unpack", page);
        }
    }

    private void accesses() {
        for (int page = 1; page <= pages; page++) {
            switch (thread.name) {
                case PageLifeSlice.RECLAIM -> reclaim(page);
                case PageLifeSlice.OTHER, PageLifeSlice.OTHER_UNMAPS -> other(page);
                case PageLifeSlice.HOST -> host(page);
                default -> guest(page, machine.kvm().vcpus().get(PageLifeSlice.GUEST_CPUS.indexOf(thread.name)));
            }
        }
    }

    private void reclaim(int page) {
        if (offers.surroundings().is(PageLifeSlice.RECLAIMER) && machine.mm().present(page)) {
            offers.takeOnPage("Reclaim", page);
        }
    }

    private void other(int page) {
        @Nullable OtherProcess process = machine.otherProcess();
        if (process == null) {
            return;
        }
        Mm mm = process.mm();
        if (!isOther()) {
            if (mm.present(page)) {
                offers.takeOnPage("OtherUnmap", page);
            }
        } else if (!mm.present(page)) {
            if (pageLockFree(page) && machine.guestMemory().available(page)) {
                offers.takeOnPage("OtherFaultIn", page);
            }
        } else if (raises3d(page)) {
            offers.takeOnPage("OtherAccess", page);
        }
    }

    private void host(int page) {
        if (!offers.surroundings().is(PageLifeSlice.HOST_THREAD)) {
            return;
        }
        if (!machine.mm().present(page)) {
            faultIn(page);
        } else if (raises3d(page)) {
            offers.takeOnPage("HostAccess", page);
        }
    }

    private boolean raises3d(int page) {
        return machine.uv().exceptionFor(0, page) == ProgramCheck.SECURE_STORAGE_ACCESS;
    }

    private void faultIn(int page) {
        if (faults(page)) {
            offers.takeOnPage("FaultIn", page);
        }
    }

    private void guest(int page, Vcpu vcpu) {
        if (!machine.mm().present(page)) {
            faultIn(page);
            return;
        }
        int handle = vcpu.pvHandle();
        switch (machine.uv().exceptionFor(handle, page)) {
            case ProgramCheck.NON_SECURE_STORAGE_ACCESS -> offers.takeOnPage("Fault3e", page);
            case ProgramCheck.SECURE_STORAGE_VIOLATION -> offers.takeOnPage("Violation3f", page);
            case ProgramCheck.SECURE_STORAGE_ACCESS -> offers.takeOnPage("Access3d", page);
            default -> {} // The access goes through, and no kernel code runs.
        }
        if (offers.surroundings().is(PageLifeSlice.SHARING)
                && handle != 0
                && machine.uv().owner(page) == handle) {
            offers.takeOnPage(machine.uv().shared(page) ? "Unshare" : "Share", page);
        }
    }
}
