package org.pvlazy.kvm;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private final BooleanSupplier more;

    /** A thread that goes on while {@code more} says so, or a descriptor is open. */
    IoThread(Machine machine, BooleanSupplier more) {
        this.machine = machine;
        this.more = more;
        process = machine.process();
    }

    @Override
    public void run() {
        while (more.getAsBoolean() || machine.kvms().stream().anyMatch(kvm -> kvm.fd() != FdState.GONE)) {
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
        } else if (command instanceof Close close) {
            on(close.vm(), this::close);
        } else if (command instanceof Unpack unpack) {
            on(vmOf(unpack.page()), kvm -> ioctl(kvm, unpack));
        } else if (command instanceof Enable enable) {
            on(enable.vm(), kvm -> ioctl(kvm, enable));
        } else if (command instanceof Disable disable) {
            on(disable.vm(), kvm -> ioctl(kvm, disable));
        }
    }

    private void on(int vm, Consumer<Kvm> work) {
        process.setCurrentVm(vm);
        work.accept(machine.kvm(vm));
    }

    private int vmOf(int page) {
        if (page < 1 || page > machine.mm().pages()) {
            throw new IllegalArgumentException("no page " + page);
        }
        return machine.parameters().vmOf(page);
    }

    private void ioctl(Kvm kvm, Command command) {
        process.ioctlReturned(handlePv(kvm, command));
    }

    /** kvm_s390_handle_pv. */
    private IoctlResult handlePv(Kvm kvm, Command command) {
        if (kvm.fd() != FdState.OPEN) {
            return IoctlResult.error(Errno.EBADF);
        }
        if (!process.alive()) {
            return IoctlResult.error(Errno.EIO);
        }
        kvm.lock.lock();
        try {
            boolean isProtected = kvm.pvHandle() != 0;
            boolean cannotLive =
                    machine.switches().fixEnableNeedsCpu() && kvm.vcpus().isEmpty();
            if (isProtected == command instanceof Enable || cannotLive) {
                return IoctlResult.error(Errno.EINVAL);
            }
            if (command instanceof Unpack unpack) {
                return unpack(kvm, unpack.page());
            }
            return command instanceof Disable ? disable(kvm) : enable(kvm);
        } finally {
            kvm.lock.unlock();
        }
    }

    /** KVM_PV_ENABLE. */
    private IoctlResult enable(Kvm kvm) {
        IoctlResult created = machine.pvInit().initVm(kvm);
        if (created.r() != 0) {
            return created;
        }
        IoctlResult cpus = machine.pvCpus().cpusToPv(kvm);
        if (cpus.r() != 0) {
            IoctlResult unused = machine.pvDeinit().deinitVmDeferred(kvm);
        }
        return cpus;
    }

    /** KVM_PV_UNPACK, kvm_s390_pv_unpack of one page. */
    private IoctlResult unpack(Kvm kvm, int page) {
        int r = machine.makeSecure().unpack(kvm.gmap(), page);
        return r == 0 ? IoctlResult.DONE : IoctlResult.error(-r);
    }

    /** KVM_PV_DISABLE. */
    private IoctlResult disable(Kvm kvm) {
        machine.pvCpus().cpusFromPv(kvm, Step.CP_DESTROY_CPUS);
        return machine.pvDeinit().deinitVmDeferred(kvm);
    }

    /** exit_mm of the last thread. */
    private void exit() {
        if (process.alive()) {
            process.exit();
            machine.probe().at(Step.EX_MMPUT, null);
            machine.mm().mmput();
        }
    }

    /** The last close of the VM fd: kvm_destroy_vm with kvm_arch_destroy_vm, and the fd's reference on the module. */
    private void close(Kvm kvm) {
        if (kvm.fd() != FdState.OPEN) {
            return;
        }
        kvm.setFd(FdState.CLOSING);
        machine.pvCpus().cpusFromPv(kvm, Step.F1_DESTROY_CPUS);
        if (kvm.pvHandle() != 0) {
            IoctlResult unused = machine.pvDeinit().deinitVmDeferred(kvm);
        }
        machine.probe().at(Step.F2_REMOVE_GMAP, null);
        kvm.gmap().remove();
        machine.probe().at(Step.F3_DROP_MM, null);
        machine.mm().mmdrop();
        machine.module().put();
        kvm.setFd(FdState.GONE);
    }
}
