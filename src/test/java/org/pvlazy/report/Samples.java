package org.pvlazy.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Divergence;
import org.pvlazy.conformance.ReplayOutcome;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaValue;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.ModelOutcome;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceEnd;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceState;
import org.pvlazy.trace.TraceStep;
import org.pvlazy.trace.Violation;

/** Small runs and traces made by hand. */
final class Samples {
    static final Model FULL = model("reboot-v2", "exhaustive", null);
    static final Model FINDING = model("v2-destroy-attached", "counterexample", "CurrentDetached");
    static final Model LIVE_FINDING = model("v2-fail-path-mm", "liveness", "MmFreed");
    static final Model WITNESS = model("witness-two-zombies", "witness", "NeverTwoZombies");

    private static final TraceOrigin ORIGIN = new TraceOrigin("v2-sample", "v2", "abc123", "TLC2 Version 2.18");

    private Samples() {}

    static Model model(String name, String mode, @Nullable String property) {
        return model(name, "v2", mode, property);
    }

    static Model model(String name, String variant, String mode, @Nullable String property) {
        return model("reboot", name, variant, mode, property);
    }

    static Model model(String slice, String name, String variant, String mode, @Nullable String property) {
        boolean violated = property != null;
        return new Model(
                name,
                slice,
                variant,
                "MCLifecycle",
                "models/" + name + ".cfg",
                "What " + name + " is for.",
                mode,
                violated ? "violation" : "pass",
                property,
                violated ? 12 : 0,
                20697,
                66466,
                mode.equals("liveness") && violated ? 0 : 90,
                "smoke",
                !violated);
    }

    /** Writes the configuration of a model: an assignment of constants, and what it checks. */
    static void config(Path specs, Model model, String constants, String... claims) throws IOException {
        Path file = model.files(specs).configFile();
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "CONSTANTS\n" + constants + "\nINVARIANTS\n" + String.join("\n", claims) + "\n");
    }

    static ModelOutcome good(Model model) {
        String observed = model.violates() ? "violation of " + model.property() : "pass";
        return outcome(model, observed, null, false);
    }

    static ModelOutcome outcome(Model model, String observed, @Nullable String problem, boolean failed) {
        return new ModelOutcome(
                model,
                observed,
                problem,
                failed,
                failed ? 255 : model.tlcExit(),
                failed ? 0 : model.distinct(),
                failed ? 0 : model.generated(),
                failed ? 0 : model.depth(),
                4.26,
                "TLC2 Version 2.18",
                null);
    }

    static ModelOutcome wrong(Model model) {
        return outcome(model, "pass", "distinct states: expected 20697, found 20696", false);
    }

    static ModelOutcome failed(Model model) {
        return outcome(model, "Host.tla:7:1: parse <error>", "no verdict from TLC", true);
    }

    static ReplayOutcome replay(int replayed, List<Divergence> divergences) {
        return new ReplayOutcome(
                "reboot-v2",
                "v2",
                20697,
                66466,
                replayed,
                12,
                93052,
                79759,
                93064,
                2419664,
                1.5,
                0.125,
                divergences,
                List.of("Enable"));
    }

    static Divergence divergence() {
        return new Divergence(
                "path 3 of reboot-v2",
                17,
                "K6_DecProtected(k = \"K1\")",
                "K1",
                "prot",
                "1",
                "<script>alert(1)</script>",
                "Zombie.tla:60",
                "PvDeinit.java:88");
    }

    /** Three threads, four steps. */
    static Trace threads() {
        return Trace.of(
                ORIGIN,
                new Violation("NoLeak", Violation.Kind.SAFETY),
                List.of(
                        new TraceState(state(3, 0, "R_Test"), null),
                        new TraceState(
                                state(3, 1, "R_Test"), step("I", "C1_CreateConf", "kvm_s390_pv_init_vm", a("ok"))),
                        new TraceState(state(2, 1, "R_Gather"), kthread("R_Test", "s390_uv_destroy_range")),
                        new TraceState(state(2, 2, "R_Gather"), step("V", "Fault3e", "", p(1))),
                        new TraceState(
                                state(2, 2, "K5_Leak"),
                                kthread("K4_DestroyConf", "kvm_s390_pv_destroy_vm_thread", a("error")))));
    }

    /** A trace that goes on as said; one thread, one step and the step that closes it. */
    static Trace ending(TraceEnd end, @Nullable TraceStep closing) {
        return new Trace(
                ORIGIN,
                new Violation("MmFreed", Violation.Kind.LIVENESS),
                List.of(
                        new TraceState(state(1, 0, "R_Test"), null),
                        new TraceState(state(2, 0, "R_Test"), step("I", "Enable", "kvm_s390_handle_pv"))),
                end,
                closing);
    }

    static TlaState state(long users, long owner, String at) {
        return new TlaState(
                List.of("users", "owner", "pc"),
                List.of(
                        TlaValue.of(users),
                        TlaValue.tuple(TlaValue.of(0), TlaValue.of(owner)),
                        TlaValue.record(Map.of("I", TlaValue.string("idle"), "K1", TlaValue.string(at)))));
    }

    static TraceStep step(String thread, String action, String function, Param... params) {
        return new TraceStep(new ActionLabel(action, List.of(params)), thread, "", function);
    }

    private static TraceStep kthread(String action, String function, Param... more) {
        Param k = new Param("k", TlaValue.string("K1"));
        Param[] params = more.length == 0 ? new Param[] {k} : new Param[] {k, more[0]};
        return step("K1", action, function, params);
    }

    static Param a(String answer) {
        return new Param("a", TlaValue.string(answer));
    }

    static Param p(long page) {
        return new Param("p", TlaValue.of(page));
    }
}
