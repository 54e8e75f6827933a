package org.pvlazy.conformance;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Environment.Kthread;
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
    private final UnaryOperator<Environment> surroundings;

    private Sabotage(Step step, @Nullable Deed deed, UnaryOperator<Environment> surroundings) {
        this.step = step;
        this.deed = deed;
        this.surroundings = surroundings;
    }

    /** The step begins with something that it should not do. */
    static Sabotage in(Step step, Deed deed) {
        return new Sabotage(step, deed, UnaryOperator.identity());
    }

    /** The step is taken together with the one before it: other threads never see what is in between. */
    static Sabotage merging(Step step) {
        return new Sabotage(step, null, UnaryOperator.identity());
    }

    /** wake_up_process does nothing. */
    static Sabotage losingWakeUps() {
        return new Sabotage(
                Step.IDLE,
                (machine, frame) -> {},
                real -> changed(real, "createThread", made -> made == null ? null : (Kthread) () -> {}));
    }

    /** A guest CPU does not leave the kernel after an import that is to be tried again. */
    static Sabotage stubbornGuestCpu() {
        return new Sabotage(
                Step.IDLE, (machine, frame) -> {}, real -> changed(real, "repeatsInstruction", patient -> true));
    }

    /** The implementation lacks a repair that the specification has; named as the component of {@link Switches}. */
    static MachineFactory without(String repair) {
        return (parameters, switches, probe, environment) -> new Machine(
                parameters, Switches.with(name -> !name.equals(repair) && isOn(switches, name)), probe, environment);
    }

    private static boolean isOn(Switches switches, String name) {
        try {
            return (boolean) Switches.class.getMethod(name).invoke(switches);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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
        machine[0] = new Machine(parameters, switches, faulty, surroundings.apply(environment));
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

    /** The environment, one of whose methods answers otherwise. */
    private static Environment changed(Environment real, String method, UnaryOperator<@Nullable Object> change) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            try {
                Object answer = called.invoke(real, arguments);
                return called.getName().equals(method) ? change.apply(answer) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Environment)
                Proxy.newProxyInstance(Environment.class.getClassLoader(), new Class<?>[] {Environment.class}, handler);
    }
}
