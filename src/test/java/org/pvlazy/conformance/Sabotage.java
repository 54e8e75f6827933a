package org.pvlazy.conformance;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** A fault put into the implementation from outside: it happens as part of the step it is tied to. */
final class Sabotage implements MachineFactory {
    /** What goes wrong. */
    interface Deed {
        void commit(Machine machine, @Nullable Object frame) throws ReflectiveOperationException;
    }

    private final Step step;
    private final @Nullable Deed deed;
    private final boolean wakesUp;

    private Sabotage(Step step, @Nullable Deed deed, boolean wakesUp) {
        this.step = step;
        this.deed = deed;
        this.wakesUp = wakesUp;
    }

    /** The step begins with something that it should not do. */
    static Sabotage in(Step step, Deed deed) {
        return new Sabotage(step, deed, true);
    }

    /** The step is taken together with the one before it: other threads never see what is in between. */
    static Sabotage merging(Step step) {
        return new Sabotage(step, null, true);
    }

    /** wake_up_process does nothing. */
    static Sabotage losingWakeUps() {
        return new Sabotage(Step.IDLE, (machine, frame) -> {}, false);
    }

    @Override
    public Machine create(MachineParameters parameters, Switches switches, Probe probe, Environment environment) {
        Machine[] machine = new Machine[1];
        Probe faulty = (at, frame) -> {
            if (at != step) {
                probe.at(at, frame);
            } else if (deed != null) {
                probe.at(at, frame);
                commit(machine[0], frame);
            }
        };
        machine[0] = new Machine(parameters, switches, faulty, wakesUp ? environment : new Sleepy(environment));
        return machine[0];
    }

    private void commit(Machine machine, @Nullable Object frame) {
        try {
            if (deed != null) {
                deed.commit(machine, frame);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method that only the implementation itself may call. */
    static void call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Arrays.stream(target.getClass().getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
        method.setAccessible(true);
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Writes a field that only the implementation itself may write. */
    static void set(Object target, String name, Object value) throws ReflectiveOperationException {
        field(target, name).set(target, value);
    }

    /** Reads a field. */
    static Object get(Object target, String name) throws ReflectiveOperationException {
        return field(target, name).get(target);
    }

    private static Field field(Object target, String name) throws NoSuchFieldException {
        Field field = target.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private record Sleepy(Environment awake) implements Environment {
        @Override
        public boolean allocates(Step step) {
            return awake.allocates(step);
        }

        @Override
        public UvcAnswer answers(Step step) {
            return awake.answers(step);
        }

        @Override
        public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
            Kthread kthread = awake.createThread(step, data, body);
            return kthread == null ? null : () -> {};
        }

        @Override
        public @Nullable Command nextCommand() {
            return awake.nextCommand();
        }

        @Override
        public @Nullable Integer nextAccess() {
            return awake.nextAccess();
        }

        @Override
        public @Nullable GuestCall nextGuestCall() {
            return awake.nextGuestCall();
        }

        @Override
        public boolean repeatsInstruction() {
            return awake.repeatsInstruction();
        }
    }
}
