package org.pvlazy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final String OBJECT = """
                        {
                          "schema": 1,
                          "command": "verify",
                          "verdict": "unexpected",
                          "models": [
                            {
                              "name": "reboot-v2",
                              "variant": "v2",
                              "mode": "exhaustive",
                              "expected": "pass",
                              "observed": "pass",
                              "property": null,
                              "tlcExit": 0,
                              "distinct": 20697,
                              "generated": 66466,
                              "depth": 90,
                              "seconds": 4.260,
                              "problem": null,
                              "failed": false
                            }
                          ],
                          "replays": [
                            {
                              "model": "reboot-v2",
                              "variant": "v2",
                              "states": 20697,
                              "edges": 66466,
                              "edgesReplayed": 100,
                              "paths": 12,
                              "steps": 93052,
                              "stepsPerEdge": 1.400,
                              "lowerBoundSteps": 79759,
                              "enabledSetsCompared": 93064,
                              "variablesCompared": 2419664,
                              "seconds": 0.125,
                              "stepsPerSecond": 744416,
                              "tlcSeconds": 4.260,
                              "graphSeconds": 1.500,
                              "divergences": [
                                {
                                  "script": "path 3 of reboot-v2",
                                  "position": 17,
                                  "action": "K6_DecProtected(k = \\"K1\\")",
                                  "thread": "K1",
                                  "what": "prot",
                                  "expected": "1",
                                  "actual": "<script>alert(1)</script>",
                                  "specSource": "Zombie.tla:60",
                                  "javaSource": "PvDeinit.java:88"
                                }
                              ]
                            }
                          ],
                          "recordings": [],
                          "mutants": [],
                          "bench": []
                        }
                        """;

    @Test
    void the_object_has_these_fields_in_this_order() {
        RunReport report = new RunReport(
                "verify",
                List.of(Samples.good(Samples.FULL)),
                List.of(Samples.replay(100, List.of(Samples.divergence()))));

        assertThat(JsonReport.render(report)).isEqualTo(OBJECT);
    }

    @Test
    void a_violated_model_names_its_property() {
        RunReport report = new RunReport("check", List.of(Samples.good(Samples.FINDING)), List.of());
        assertThat(JsonReport.render(report))
                .contains("\"expected\": \"violation\"")
                .contains("\"observed\": \"violation of CurrentDetached\"")
                .contains("\"property\": \"CurrentDetached\"");
    }

    @Test
    void a_replay_alone_does_not_know_how_long_tlc_takes() {
        RunReport report = new RunReport("replay", List.of(), List.of(Samples.replay(66466, List.of())));
        assertThat(JsonReport.render(report)).contains("\"tlcSeconds\": null").contains("\"models\": []");
    }
}
