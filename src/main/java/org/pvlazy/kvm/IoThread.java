package org.pvlazy.kvm;

import org.pvlazy.mm.Errno;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.Command.Close;
import org.pvlazy.probe.Environment.Command.Disable;
import org.pvlazy.probe.Environment.Command.Enable;
import org.pvlazy.probe.Environment.Command.Exit;
import org.pvlazy.probe.Environment.Command.Unpack;
import org.pvlazy.probe.Step;

/** The I/O thread of userspace and what it does in the kernel: the ioctls (kvm-s390.c), the exit, the last close. */
final class IoThread implements Runnable {
    private final Machine machine;
    private final UserProcess process;
    private final Kvm kvm;

    IoThread(Machine machine) {
        this.machine = machine;
        process = machine.process();
        kvm = machine.kvm();
    }

    @Override
    public void run() {
        while (process.alive() || kvm.fd() != FdState.GONE) {
            machine.probe().at(Step.IDLE, null);
            Command command = machine.environment().nextCommand();
            if (command == null) {
                return;
            }
            execute(command);
        }
    }

    private void execute(Command command) {
        if (command instanceof Exit) {
            exit();
        } else if (command instanceof Close) {
            close();
        } else {
            process.ioctlReturned(ioctl(command));
        }
    }

    /** kvm_s390_handle_pv. */
    private IoctlResult ioctl(Command command) {
        if (kvm.fd() != FdState.OPEN) {
            return IoctlResult.error(Errno.EBADF);
        }
        if (!process.alive()) {
            return IoctlResult.error(Errno.EIO);
        }
        kvm.lock.lock();
        try {
            boolean isProtected = kvm.pvHandle() != 0;
            if (isProtected == command instanceof Enable) {
                return IoctlResult.error(Errno.EINVAL);
            }
            if (command instanceof Unpack unpack) {
                return unpack(unpack.page());
            }
            return command instanceof Disable ? disable() : enable();
        } finally {
            kvm.lock.unlock();
        }
    }

    /** KVM_PV_ENABLE. */
    private IoctlResult enable() {
        IoctlResult created = machine.pvInit().initVm();
        if (created.r() != 0) {
            return created;
        }
        IoctlResult cpus = machine.pvCpus().cpusToPv();
        if (cpus.r() != 0) {
            IoctlResult unused = machine.pvDeinit().deinitVmDeferred();
        }
        return cpus;
    }

    /** KVM_PV_UNPACK, kvm_s390_pv_unpack of one page. */
    private IoctlResult unpack(int page) {
        if (page < 1 || page > machine.mm().pages()) {
            throw new IllegalArgumentException("no page " + page);
        }
        int r = machine.makeSecure().convertToSecure(page);
        return r == 0 ? IoctlResult.DONE : IoctlResult.error(-r);
    }

    /** KVM_PV_DISABLE. */
    private IoctlResult disable() {
        machine.pvCpus().cpusFromPv(Step.CP_DESTROY_CPUS);
        return machine.pvDeinit().deinitVmDeferred();
    }

    /** exit_mm of the last thread. */
    private void exit() {
        if (process.alive()) {
            process.exit();
            machine.probe().at(Step.EX_MMPUT, null);
            machine.mm().mmput();
        }
    }

    /** The last close of the VM fd: kvm_destroy_vm with kvm_arch_destroy_vm. */
    private void close() {
        if (kvm.fd() != FdState.OPEN) {
            return;
        }
        kvm.setFd(FdState.CLOSING);
        machine.pvCpus().cpusFromPv(Step.F1_DESTROY_CPUS);
        if (kvm.pvHandle() != 0) {
            IoctlResult unused = machine.pvDeinit().deinitVmDeferred();
        }
        machine.probe().at(Step.F2_REMOVE_GMAP, null);
        machine.gmap().remove();
        machine.probe().at(Step.F3_DROP_MM, null);
        machine.mm().mmdrop();
        kvm.setFd(FdState.GONE);
    }
}
