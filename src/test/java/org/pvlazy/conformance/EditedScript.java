package org.pvlazy.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaValue;

/** A script that claims something else than the specification at one place. */
final class EditedScript implements Script {
    private final Script original;
    private final int position;
    private String variable = "";
    private @Nullable TlaValue value;
    private UnaryOperator<long @Nullable []> enabled = offers -> offers;
    private @Nullable Long offer;

    private EditedScript(Script original, int position) {
        this.original = original;
        this.position = position;
    }

    static EditedScript at(Script original, int position) {
        return new EditedScript(original, position);
    }

    /** In the state there the variable has this value. */
    EditedScript with(String name, TlaValue expected) {
        variable = name;
        value = expected;
        return this;
    }

    /** In the state there this step is possible too. */
    EditedScript alsoEnabling(long extra) {
        enabled = offers -> LongStream.concat(Arrays.stream(Objects.requireNonNull(offers)), LongStream.of(extra))
                .sorted()
                .toArray();
        return this;
    }

    /** In the state there this step is not possible. */
    EditedScript notEnabling(long missing) {
        enabled = offers -> Arrays.stream(Objects.requireNonNull(offers))
                .filter(offered -> offered != missing)
                .toArray();
        return this;
    }

    /** It is not known what is possible there. */
    EditedScript notKnowingEnabled() {
        enabled = offers -> null;
        return this;
    }

    /** The step there is this one. */
    EditedScript taking(long step) {
        offer = step;
        return this;
    }

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public List<String> variables() {
        return original.variables();
    }

    @Override
    public int steps() {
        return original.steps();
    }

    @Override
    public ActionLabel label(int at) {
        return original.label(at);
    }

    @Override
    public long offer(int at) {
        return at == position && offer != null ? offer : original.offer(at);
    }

    @Override
    public TlaValue expected(int at, int index) {
        boolean edited =
                at == position && value != null && variables().get(index).equals(variable);
        return edited ? Objects.requireNonNull(value) : original.expected(at, index);
    }

    @Override
    public long @Nullable [] enabled(int at) {
        long[] offers = original.enabled(at);
        return at == position ? enabled.apply(offers) : offers;
    }
}
