package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.ReplayParameters.Surroundings;
import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Step;
import org.pvlazy.probe.Switches;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaValue;

/** What the environment answers, and to which questions it refuses to. */
class DictationTest {
    private static final Coarse SLICE = new Coarse();

    private final Dictation dictation = new Dictation(parameters(), SLICE.stops()::contains, (data, body) -> () -> {});

    @Test
    void the_step_that_was_granted_is_answered_as_granted() {
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF, Offer.BUSY));
        assertThat(dictation.answers(Step.K4_DESTROY_CONF)).isEqualTo(UvcAnswer.BUSY);
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(dictation.answers(Step.K4_DESTROY_CONF)).isEqualTo(UvcAnswer.ERROR);
    }

    @Test
    void a_stop_that_was_not_granted_is_not_answered() {
        dictation.dictate(offer("Boot"));
        assertThatThrownBy(() -> dictation.answers(Step.K4_DESTROY_CONF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("asked about K4_DESTROY_CONF in the step IDLE");
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF));
        assertThatThrownBy(dictation::nextCommand)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("asked about IDLE in the step K4_DESTROY_CONF");
    }

    @Test
    void a_step_in_between_goes_well_unless_the_slice_says_otherwise() {
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(dictation.allocates(Step.A1_ALLOC_VM)).isTrue();
        assertThat(dictation.answers(Step.N2_DESTROY_CONF)).isEqualTo(UvcAnswer.ERROR);
    }

    @Test
    void a_granted_step_counts_as_one_failure() {
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(dictation.budget()).isEqualTo(2);
        assertThat(dictation.answers(Step.K4_DESTROY_CONF)).isEqualTo(UvcAnswer.ERROR);
        assertThat(dictation.answers(Step.N2_DESTROY_CONF)).isEqualTo(UvcAnswer.ERROR);
        assertThat(dictation.budget()).isEqualTo(1);
        dictation.dictate(Offer.of(0, Step.K4_DESTROY_CONF, Offer.ERROR));
        assertThat(dictation.answers(Step.K4_DESTROY_CONF)).isEqualTo(UvcAnswer.ERROR);
        assertThat(dictation.budget()).isZero();
    }

    @Test
    void an_action_may_say_several_things_and_goes_on_until_all_are_said() {
        dictation.dictate(offer("Boot"));
        assertThat(dictation.goesOn(0, Step.IDLE)).isTrue();
        assertThat(dictation.nextCommand()).isEqualTo(new Command.Enable());
        assertThat(dictation.goesOn(0, Step.IDLE)).isTrue();
        assertThat(dictation.goesOn(1, Step.IDLE)).isFalse();
        assertThat(dictation.goesOn(0, Step.RUN)).isFalse();
        assertThat(dictation.nextCommand()).isEqualTo(new Command.Unpack(1));
        assertThat(dictation.goesOn(0, Step.IDLE)).isFalse();
        assertThat(dictation.nextCommand()).isNull();
    }

    @Test
    void what_is_limited_is_counted_down_to_zero() {
        assertThat(dictation.left("MaxBoots")).isEqualTo(1);
        dictation.dictate(offer("Boot"));
        assertThat(dictation.left("MaxBoots")).isZero();
        dictation.dictate(offer("Boot"));
        assertThat(dictation.left("MaxBoots")).isZero();
    }

    @Test
    void a_page_and_a_vm_reach_the_command() {
        dictation.dictate(offer(
                "Touch",
                new Param("t", TlaValue.string("V2")),
                new Param("p", TlaValue.of(7)),
                new Param("v", TlaValue.of(2))));
        assertThat(dictation.nextAccess()).isEqualTo(72);
    }

    private static long offer(String action, Param... params) {
        return SLICE.binding().offer(new ActionLabel(action, List.of(params)));
    }

    private static ReplayParameters parameters() {
        return new ReplayParameters(
                SLICE,
                new MachineParameters(2, 0, 1, 1, true),
                Switches.V2,
                new Surroundings(Map.of(), Map.of("MaxBoots", 1, "MaxFailures", 2), Set.of()));
    }

    /** A slice that stops nearly nowhere. */
    private static final class Coarse extends Slice {
        Coarse() {
            super(
                    "Coarse",
                    Threads.of(
                            Threads.thread("I", Machine::ioLoop),
                            Threads.thread("V1", Machine::vcpuLoop),
                            Threads.thread("V2", machine -> null)),
                    Actions.builder()
                            .command("Boot", offer -> List.of(new Command.Enable(), new Command.Unpack(1)))
                            .access("Touch(t, p, v)", "V1", "fault", offer -> Offer.page(offer) * 10 + Offer.vm(offer))
                            .counts("Boot", "MaxBoots")
                            .build(),
                    Set.of(Step.IDLE, Step.RUN, Step.K4_DESTROY_CONF));
        }

        @Override
        ReplayParameters parameters(Constants constants) {
            throw new UnsupportedOperationException();
        }

        @Override
        void offers(Offers offers, Participant thread) {
            offers.take();
        }

        @Override
        Projection projection(ReplayParameters parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        Map<String, Detector> detectors() {
            return Map.of();
        }

        @Override
        int answerInside(Step asked, long granted) {
            return asked == Step.N2_DESTROY_CONF ? Offer.answer(granted) : Offer.OK;
        }
    }
}
