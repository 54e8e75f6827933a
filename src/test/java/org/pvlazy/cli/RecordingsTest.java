package org.pvlazy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsTest {
    private static final String MODEL = "reboot-v2-batches";

    private Sandbox sandbox;
    private Path out;
    private Path first;

    @BeforeEach
    void record_three_runs(@TempDir Path folder) throws IOException {
        sandbox = new Sandbox(folder);
        out = sandbox.path("recordings");
        first = out.resolve(MODEL + "-5.json");
        sandbox.run("record", "--model", MODEL, "--runs", "3", "--seed", "5", "--out", out.toString())
                .succeeds();
    }

    @Test
    void what_is_recorded_is_accepted() throws IOException {
        Path json = sandbox.path("result.json");

        Sandbox.Run run = sandbox.run("validate", out.toString(), "--json", json.toString())
                .succeeds();

        assertThat(run.out()).containsPattern("v2: 3 recordings, [\\d,]+ events: 3 accepted, 0 rejected, in ");
        assertThat(Files.readString(json)).containsSubsequence("\"recordings\"", "\"accepted\": 3", "\"rejected\": 0");
    }

    @Test
    void a_recording_that_no_behaviour_explains_is_rejected() throws IOException {
        skipToGuestHandle();

        Sandbox.Run run = sandbox.run("validate", first.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("REJECTED " + first, "next     C5_SetGuestHandle", "enabled  A1_AllocVm");
    }

    /** Says of the first recording, which begins with KVM_PV_ENABLE as every one does, that the second step came much too early. */
    private void skipToGuestHandle() throws IOException {
        String recorded = Files.readString(first);
        assertThat(recorded).contains("\"A1_ALLOC_VM\"");
        Files.writeString(first, recorded.replaceFirst("\"A1_ALLOC_VM\"", "\"C5_SET_GUEST_HANDLE\""));
    }

    @Test
    void a_damaged_file_is_refused_by_name_and_place() throws IOException {
        Files.writeString(first, Files.readString(first).replaceFirst("\"A1_ALLOC_VM\"", "\"A9_ALLOC_VM\""));

        sandbox.refuses(2, first + ": events[1]: ", "validate", out.toString());

        Files.writeString(first, Files.readString(first).substring(0, 300));
        sandbox.refuses(2, first + ": line ", "validate", out.toString());
    }

    @Test
    void a_stale_recording_is_refused() throws IOException {
        sandbox.edit("specs/Zombie.tla", "EXTENDS", "\\* a remark\nEXTENDS");

        sandbox.refuses(2, first + ": origin.specHash: the recording is stale", "validate", first.toString());
    }

    @Test
    void a_recording_of_an_unknown_model_is_refused() throws IOException {
        Files.writeString(first, Files.readString(first).replace(MODEL, "reboot-v3"));

        sandbox.refuses(2, first + ": origin.model: unknown model reboot-v3", "validate", first.toString());
    }

    @Test
    void a_build_server_gets_a_case_for_each_recording() throws IOException {
        skipToGuestHandle();
        Path xml = sandbox.path("result.xml");

        Sandbox.Run run = sandbox.run("validate", out.toString(), "--junit-xml", xml.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(Files.readString(xml))
                .contains("<testsuite name=\"pvlazy.validate\" tests=\"3\" failures=\"1\"")
                .contains("classname=\"pvlazy.validate.recording.v2\"", "name=\"" + MODEL + "-6.json\"")
                .contains("message=\"REJECTED " + first);
    }

    @Test
    void tlc_judges_a_sample_in_which_rejected_recordings_come_first() throws IOException {
        skipToGuestHandle();
        Path json = sandbox.path("result.json");

        Sandbox.Run run = sandbox.run("validate", out.toString(), "--tlc", "2", "--json", json.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("TLC judges 2 of 2 the same");
        assertThat(Files.readString(json)).contains("\"judgesAgree\": true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages-v2-batches", "tables-v2-segment", "oom-v2-arrays"})
    void runs_of_every_slice_are_recorded_and_both_judges_accept_them(String model) throws IOException {
        Path runs = sandbox.path(model);
        sandbox.run("record", "--model", model, "--runs", "5", "--out", runs.toString())
                .succeeds();

        Sandbox.Run run = sandbox.run("validate", runs.toString(), "--tlc", "5").succeeds();

        assertThat(run.out()).contains("TLC judges 5 of 5 the same", " 5 accepted, 0 rejected");
    }

    /** The recordings that are kept in the project: one of every slice, with refusals and without. */
    @Test
    void the_recordings_of_the_project_are_up_to_date_and_accepted() throws IOException {
        Sandbox.Run run = sandbox.run(
                        "validate", sandbox.path("traces/recorded").toString(), "--tlc", "7")
                .succeeds();

        assertThat(run.out())
                .contains("TLC judges 7 of 7 the same", "v2: 6 recordings", "repaired: 1 recordings")
                .doesNotContain("REJECTED");
    }
}
