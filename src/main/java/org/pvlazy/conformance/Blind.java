package org.pvlazy.conformance;

import java.util.Map;
import org.pvlazy.probe.Step;

/** A slice that does not look at one variable. */
final class Blind extends Slice {
    private final Slice real;
    private final String unseen;

    Blind(Slice real, String unseen) {
        super(real.specification(), real.threads(), real.actions(), real.stops());
        this.real = real;
        this.unseen = unseen;
    }

    @Override
    ReplayParameters parameters(Constants constants) {
        return real.parameters(constants);
    }

    @Override
    void offers(Offers offers, Participant thread) {
        real.offers(offers, thread);
    }

    @Override
    FreeScenario scenario(ReplayParameters parameters, FreeRun run, long seed) {
        return real.scenario(parameters, run, seed);
    }

    @Override
    Projection projection(ReplayParameters parameters) {
        Projection projection = real.projection(parameters);
        projection.forget(unseen);
        return projection;
    }

    @Override
    Map<String, Detector> detectors() {
        return real.detectors();
    }

    @Override
    boolean stops(Participant thread, Step step) {
        return real.stops(thread, step);
    }

    @Override
    int answerInside(Step asked, long granted) {
        return real.answerInside(asked, granted);
    }

    @Override
    boolean repeatsInstruction() {
        return real.repeatsInstruction();
    }
}
