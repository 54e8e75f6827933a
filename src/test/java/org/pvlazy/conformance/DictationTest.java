package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Environment.Command;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Step;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.ActionLabel.Param;
import org.pvlazy.tla.TlaValue;

/** What the environment answers, and to which questions it refuses to. */
class DictationTest {
    private static final Slice SLICE = CoarseSlice.INSTANCE;

    private final Dictation dictation =
            new Dictation(CoarseSlice.parameters(), SLICE.stops()::contains, (data, body) -> () -> {});

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
}
