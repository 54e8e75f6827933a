package org.pvlazy.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;

/** A slice that takes nearly everything as one step: only a kthread stops, at its test for the last user and at its UVC. */
final class CoarseSlice extends Slice {
    static final CoarseSlice INSTANCE = new CoarseSlice();

    private CoarseSlice() {
        super(
                "Coarse",
                new Threads(
                        List.of(
                                Threads.thread("I", Machine::ioLoop),
                                Threads.thread("V1", Machine::vcpuLoop),
                                Threads.thread("V2", machine -> null)),
                        "Z%d"),
                Actions.builder()
                        .command("Boot", offer -> List.of(new Command.Enable(), new Command.Unpack(1)))
                        .command("Disable", offer -> new Command.Disable())
                        .access("Touch(t, p, v)", "", "fault", offer -> Offer.page(offer) * 10 + Offer.vm(offer))
                        .counts("Boot", "MaxBoots")
                        .build(),
                Set.of(Step.IDLE, Step.RUN, Step.R_TEST, Step.K4_DESTROY_CONF));
    }

    /** Two pages, the first below 2 GiB, and two failures. */
    static ReplayParameters parameters() {
        return new ReplayParameters(
                INSTANCE,
                new MachineParameters(2, 1, 4, 2, true),
                Switches.V2,
                new Surroundings(Map.of(), Map.of("MaxBoots", 1, "MaxFailures", 2), Set.of()));
    }

    @Override
    boolean stops(Participant thread, Step step) {
        return super.stops(thread, step) && (step != Step.R_TEST || !thread.name.equals("I"));
    }

    @Override
    int answerInside(Step asked, long granted) {
        return asked == Step.N2_DESTROY_CONF ? Offer.answer(granted) : Offer.OK;
    }

    @Override
    ReplayParameters parameters(Constants constants) {
        return parameters();
    }

    @Override
    void offers(Offers offers, Participant thread) {
        offers.take();
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        throw new UnsupportedOperationException("nobody runs free here");
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        return new Projection(parameters) {};
    }

    @Override
    Map<String, Detector> detectors() {
        return Map.of();
    }
}
