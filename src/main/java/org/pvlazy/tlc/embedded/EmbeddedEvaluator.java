package org.pvlazy.tlc.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tla.ActionLabel;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tlc.ClaimPart;
import org.pvlazy.tlc.ErrorLine;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.FirstViolation;
import org.pvlazy.tlc.Fragment;
import org.pvlazy.tlc.GraphCollector;
import org.pvlazy.tlc.GraphOptions;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecLine;
import org.pvlazy.tlc.StateGraph;
import org.pvlazy.tlc.Successor;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.ToolIO;
import util.UniqueString;

/** TLC's evaluator behind our interface. One per class loader. */
public final class EmbeddedEvaluator implements Evaluator {
    private final ModuleResolver resolver;
    private final AutoCloseable loader;
    private final String config;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();
    private final FastTool tool;
    private final ValueBridge bridge = new ValueBridge();
    private final UniqueString[] variables;
    private final List<String> names;
    private final List<ActionLabel> labels;

    /**
     * Loads a model.
     *
     * @param loader closed with the evaluator
     * @throws EvaluationException if it does not parse, or its configuration does not fit
     */
    public EmbeddedEvaluator(SpecFiles files, AutoCloseable loader) {
        this.resolver = new ModuleResolver(files.folder());
        this.loader = loader;
        this.config = files.config();
        prepareTlc(new PrintStream(noise, true, StandardCharsets.UTF_8));
        try {
            this.tool = guarded(() -> new FastTool(files.module(), files.config(), resolver));
            guarded(() -> checkAssumptions(tool));
            this.variables = DeclarationOrder.of(tool);
            this.names = Arrays.stream(variables).map(UniqueString::toString).toList();
            this.labels = guarded(() -> new ActionLabels(tool, bridge).labels());
        } catch (RuntimeException e) {
            resolver.close();
            throw e;
        }
    }

    @Override
    public List<String> variables() {
        return names;
    }

    @Override
    public List<TlaState> initialStates() {
        return guarded(() -> {
            StateVec states = tool.getInitStates();
            List<TlaState> result = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                TLCState state = states.elementAt(i);
                if (!tool.isGoodState(state)) {
                    throw Incomplete.initial(state);
                }
                result.add(fromTlc(state));
            }
            return result;
        });
    }

    @Override
    public List<Successor> successors(TlaState state) {
        return guarded(() -> {
            TLCState from = toTlc(state);
            Action[] actions = tool.getActions();
            List<Successor> result = new ArrayList<>();
            for (int i = 0; i < actions.length; i++) {
                StateVec successors = tool.getNextStates(actions[i], from);
                for (int j = 0; j < successors.size(); j++) {
                    TLCState to = successors.elementAt(j);
                    if (!tool.isGoodState(to)) {
                        throw Incomplete.successor(actions[i], to);
                    }
                    boolean inModel = tool.isInModel(to) && tool.isInActions(from, to);
                    result.add(new Successor(labels.get(i), fromTlc(to), inModel));
                }
            }
            return result;
        });
    }

    @Override
    public @Nullable String falseConjunct(TlaState state, ActionLabel label) {
        return guarded(() -> {
            int action = labels.indexOf(label);
            return action < 0 ? null : new Conjuncts(tool, toTlc(state)).firstFalse(tool.getActions()[action]);
        });
    }

    @Override
    public List<ClaimPart> claim(String property, TlaState state) {
        return guarded(() -> {
            OpDefNode definition = tool.getRootModule().getOpDef(UniqueString.uniqueStringOf(property));
            return definition == null ? List.of() : Claims.of(tool, toTlc(state), definition.getBody());
        });
    }

    @Override
    public Set<SpecLine> lines(TlaState from, ActionLabel label, TlaState to) {
        return guarded(() -> {
            int action = labels.indexOf(label);
            return action < 0 ? Set.of() : new TakenLines(tool, toTlc(from), toTlc(to)).of(tool.getActions()[action]);
        });
    }

    @Override
    public List<String> invariantsViolated(TlaState state) {
        return guarded(() -> {
            TLCState at = toTlc(state);
            Action[] invariants = tool.getInvariants();
            List<String> violated = new ArrayList<>();
            for (int i = 0; i < invariants.length; i++) {
                if (!tool.isValid(invariants[i], at)) {
                    violated.add(tool.getInvNames()[i]);
                }
            }
            return violated;
        });
    }

    @Override
    public Set<String> invariantsViolated(int maxStates) {
        return guarded(() -> InvariantSearch.all(tool, maxStates));
    }

    @Override
    public FirstViolation firstViolation(int maxStates) {
        return guarded(() -> InvariantSearch.first(tool, maxStates));
    }

    @Override
    public StateGraph graph(GraphOptions options) {
        return guarded(() -> {
            List<ActionLabel> distinct = labels.stream().distinct().toList();
            int[] labelIds = labels.stream().mapToInt(distinct::indexOf).toArray();
            GraphCollector graph = new GraphCollector(names, distinct, options);
            return new Explorer(new Successors(tool, variables), labelIds, graph, options.threads()).explore();
        });
    }

    @Override
    public List<Fragment> fragments() {
        return guarded(() -> Fragments.of(tool.getRootModule()));
    }

    @Override
    public void close() {
        resolver.close();
        try {
            loader.close();
        } catch (Exception e) {
            throw new IllegalStateException("class loader of TLC not closed", e);
        }
    }

    /** TLC has these as static fields; the class loader makes them ours. */
    private static void prepareTlc(PrintStream sink) {
        ToolIO.out = sink;
        ToolIO.err = sink;
        FP64.Init(0);
    }

    private boolean checkAssumptions(FastTool loaded) {
        if (loaded.checkAssumptions() != 0) {
            throw new EvaluationException(ErrorLine.of(printed()));
        }
        return true;
    }

    private TlaState fromTlc(TLCState state) {
        return new TlaState(
                names,
                Arrays.stream(variables)
                        .map(variable -> bridge.fromTlc(state.lookup(variable)))
                        .toList());
    }

    private TLCState toTlc(TlaState state) {
        TlaState aligned = state.reordered(names);
        TLCState result = TLCState.Empty.createEmpty();
        for (int i = 0; i < variables.length; i++) {
            result.bind(variables[i], bridge.toTlc(aligned.values().get(i)));
        }
        return result;
    }

    private String printed() {
        return noise.toString(StandardCharsets.UTF_8);
    }

    /** TLC throws many types, errors among them; what it printed before says more than the exception. */
    private <T extends @Nullable Object> T guarded(Supplier<T> work) {
        noise.reset();
        try {
            return work.get();
        } catch (EvaluationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw TlcFailure.of(e, printed(), config);
        }
    }
}
