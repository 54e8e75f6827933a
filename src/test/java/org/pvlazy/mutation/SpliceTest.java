package org.pvlazy.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pvlazy.tlc.Fragment.Place;

/** What follows a changed part keeps its column, which is what the parser reads. */
class SpliceTest {
    private static final String MODULE = "A ==\n    /\\ x = 1 /\\ IF y THEN /\\ a\n                     /\\ b\n";

    @Test
    void a_shorter_part_is_padded() {
        assertThat(new Splice("    /\\ x = 1000 /\\ b").replaced(new Place(1, 8, 1, 15), "TRUE"))
                .isEqualTo("    /\\ TRUE     /\\ b");
    }

    @Test
    void what_follows_a_longer_part_goes_to_a_line_of_its_own() {
        assertThat(new Splice(MODULE).negated(new Place(2, 8, 2, 12)).lines())
                .containsExactly(
                        "A ==", "    /\\ ~(x = 1)", "             /\\ IF y THEN /\\ a", "                     /\\ b");
    }

    @Test
    void the_lines_of_a_negated_part_move_together() {
        assertThat(new Splice("P == /\\ a\n     /\\ b\n").negated(new Place(1, 6, 2, 9)))
                .isEqualTo("P == ~(/\\ a\n       /\\ b)\n");
    }

    @Test
    void a_part_of_several_lines_becomes_one() {
        Place place = new Place(1, 6, 2, 9);
        assertThat(new Splice("P == /\\ a\n     /\\ b\nQ == c").text(place)).isEqualTo("/\\ a\n     /\\ b");
        assertThat(new Splice("P == /\\ a\n     /\\ b\nQ == c").replaced(place, "TRUE"))
                .isEqualTo("P == TRUE\nQ == c");
    }
}
