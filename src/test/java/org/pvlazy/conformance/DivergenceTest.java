package org.pvlazy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pvlazy.conformance.Divergence.Place;

class DivergenceTest {
    @Test
    void the_message_says_where_what_and_both_sources() {
        Place place = new Place(
                "reboot-v2 path 7",
                41,
                "K3b_SetSync(k = \"K1\")",
                "K1",
                "Zombie.tla:38",
                "org.pvlazy.kvm.DeferredThread.run(DeferredThread.java:52)");
        assertThat(Divergence.at(place, "sync", "TRUE", "FALSE").message()).isEqualTo("""
                        divergence in reboot-v2 path 7 after step 41, K3b_SetSync(k = "K1") by thread K1
                          sync
                            expected  TRUE
                            actual    FALSE
                          specification  Zombie.tla:38
                          implementation org.pvlazy.kvm.DeferredThread.run(DeferredThread.java:52)""");
    }

    @Test
    void a_difference_at_the_start_has_no_thread() {
        Place place = new Place("test", 0, "Init", "-", "Lifecycle.tla:16", null);
        assertThat(Divergence.at(place, Divergence.ENABLED, "a", "b").message()).isEqualTo("""
                        divergence in test after step 0, Init by thread -
                          enabled steps
                            expected  a
                            actual    b
                          specification  Lifecycle.tla:16
                          implementation ?""");
    }
}
