package org.pvlazy.conformance;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.lang3.StringUtils;

/**
 * Which lines of the implementation each step of a replay executes. The replay runs in a JVM of its own with a breakpoint on every line, at
 * which nothing stops: the events come in the order in which they happened, because in lockstep one thread runs at a time.
 */
public final class LineTrace {
    private static final String LOCKSTEP = "org.pvlazy.conformance.Lockstep";
    private static final String DIRECTOR = LOCKSTEP + "$Run";
    private static final List<String> WATCHED =
            List.of(LOCKSTEP, DIRECTOR, "org.pvlazy.kvm.*", "org.pvlazy.mm.*", "org.pvlazy.uv.*");
    private static final String WAIT_MILLIS = "20000";

    /**
     * A line.
     *
     * @param file below the folder of the sources: {@code org/pvlazy/kvm/PvDeinit.java}
     * @param method its method
     */
    public record Line(String file, String method, int number) {}

    /** What the harness does at a place. */
    private enum Harness {
        BEGINS,
        LOOKS,
        HAS_LOOKED
    }

    private final Predicate<Line> probe;
    private final List<List<Set<Line>>> traces = new ArrayList<>();
    private List<Set<Line>> steps = new ArrayList<>();
    private final Map<Location, Line> lines = new HashMap<>();
    /** From a thread to the probe at which it stands. */
    private final Map<Long, Line> standing = new HashMap<>();

    private final Map<Location, Harness> harness = new HashMap<>();
    private boolean looking = true;

    private LineTrace(Predicate<Line> probe) {
        this.probe = probe;
    }

    /**
     * Replays traces and says what each of them executed, step by step.
     *
     * @param command the main class of the replay and its arguments
     * @param folder where it runs
     * @param probe whether a line is a probe: a thread that comes to one stops before the step that the line names
     */
    public static List<List<Set<Line>>> of(List<String> command, Path folder, Predicate<Line> probe)
            throws IOException, InterruptedException {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow(() -> new IOException("this JDK has no debugger over sockets"));
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        set(arguments, "localAddress", "127.0.0.1");
        set(arguments, "port", "0");
        set(arguments, "timeout", WAIT_MILLIS);
        try {
            String address = connector.startListening(arguments);
            Process child = start(address, command, folder);
            try {
                VirtualMachine machine = connector.accept(arguments);
                return new LineTrace(probe).listen(machine);
            } finally {
                connector.stopListening(arguments);
                child.destroyForcibly().waitFor();
            }
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Map<String, Connector.Argument> arguments, String name, String value) {
        Objects.requireNonNull(arguments.get(name), name).setValue(value);
    }

    private static Process start(String address, List<String> command, Path folder) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath()));
        line.addAll(command);
        return new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String classPath() {
        StringBuilder absolute = new StringBuilder();
        for (String entry : StringUtils.split(System.getProperty("java.class.path"), File.pathSeparatorChar)) {
            absolute.append(absolute.isEmpty() ? "" : File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }

    private List<List<Set<Line>>> listen(VirtualMachine machine) throws InterruptedException {
        for (String name : WATCHED) {
            ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(name);
            request.enable();
        }
        machine.resume();
        try {
            while (true) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    take(machine, event);
                }
                events.resume();
            }
        } catch (VMDisconnectedException e) {
            // The replay has ended.
            return traces;
        }
    }

    private void take(VirtualMachine machine, Event event) {
        if (event instanceof ClassPrepareEvent loaded) {
            prepare(machine, loaded.referenceType());
        } else if (event instanceof BreakpointEvent reached) {
            Harness what = harness.get(reached.location());
            Line line = lines.get(reached.location());
            if (what != null) {
                turn(what);
            } else if (!looking && line != null) {
                executed(reached.thread().uniqueID(), line);
            }
        }
    }

    private void turn(Harness what) {
        looking = what == Harness.LOOKS;
        if (what == Harness.BEGINS) {
            steps = new ArrayList<>();
            traces.add(steps);
            standing.clear();
        } else if (what == Harness.HAS_LOOKED) {
            steps.add(new LinkedHashSet<>());
        }
    }

    private void executed(long thread, Line line) {
        if (line.method().equals("probe")) {
            // On the way to the probe: machine.probe().at(...).
            return;
        }
        // Before the first step the threads come to their first probes.
        Set<Line> step = steps.isEmpty() ? new LinkedHashSet<>() : steps.get(steps.size() - 1);
        Line before = standing.remove(thread);
        if (before != null) {
            step.add(before);
        }
        if (probe.test(line)) {
            standing.put(thread, line);
        } else {
            step.add(line);
        }
    }

    private void prepare(VirtualMachine machine, ReferenceType type) {
        for (Method method : type.methods()) {
            List<Location> places = locations(method);
            if (type.name().startsWith(LOCKSTEP)) {
                prepareHarness(machine, method, places);
            } else {
                places.forEach(place -> {
                    lines.put(place, line(type, place));
                    breakAt(machine, place);
                });
            }
        }
    }

    /** Between two questions for the next step lies a step. At a question the harness reads the implementation, by its own methods. */
    private void prepareHarness(VirtualMachine machine, Method method, List<Location> places) {
        Comparator<Location> byLine = Comparator.comparingInt(Location::lineNumber);
        Map<Location, Harness> found = new HashMap<>();
        if (method.name().equals("run") && method.argumentTypeNames().size() == 2) {
            found.put(places.stream().min(byLine).orElseThrow(), Harness.BEGINS);
        } else if (method.name().equals("next")) {
            found.put(places.stream().min(byLine).orElseThrow(), Harness.LOOKS);
            found.put(places.stream().max(byLine).orElseThrow(), Harness.HAS_LOOKED);
        }
        harness.putAll(found);
        found.keySet().forEach(place -> breakAt(machine, place));
    }

    private static List<Location> locations(Method method) {
        try {
            return method.isAbstract() || method.isNative() ? List.of() : method.allLineLocations();
        } catch (AbsentInformationException e) {
            return List.of();
        }
    }

    private static Line line(ReferenceType type, Location place) {
        String outer = type.name().replaceFirst("\\$.*", "");
        return new Line(outer.replace('.', '/') + ".java", place.method().name(), place.lineNumber());
    }

    private static void breakAt(VirtualMachine machine, Location place) {
        BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(place);
        request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        request.enable();
    }
}
