package org.pvlazy.cli;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pvlazy.conformance.Counterexamples;
import org.pvlazy.tlc.ConfigFile;
import org.pvlazy.tlc.Counterexample;
import org.pvlazy.tlc.EvaluationException;
import org.pvlazy.tlc.Evaluator;
import org.pvlazy.tlc.IsolatedTlc;
import org.pvlazy.tlc.JsonDump;
import org.pvlazy.tlc.Judge;
import org.pvlazy.tlc.Manifest;
import org.pvlazy.tlc.Model;
import org.pvlazy.tlc.SpecFiles;
import org.pvlazy.tlc.SpecHash;
import org.pvlazy.tlc.TlcResult;
import org.pvlazy.tlc.ToolOutput;
import org.pvlazy.tlc.Verdict;
import org.pvlazy.tlc.ViolationKind;
import org.pvlazy.trace.JsonTree;
import org.pvlazy.trace.TextFile;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceOrigin;
import org.pvlazy.trace.TraceReader;
import org.pvlazy.trace.Violation;

/** Reads counterexamples, those too that this project did not write: what TLC printed with -tool, or dumped as JSON. */
final class Imports {
    private static final Pattern PARSED = Pattern.compile("(?m)^Parsing file .*?(\\w+)\\.tla");

    private final Common common;
    private final Path file;
    private final @Nullable String model;

    /**
     * A file to read.
     *
     * @param model the model that it is of; null if the file says so, or if what it violates does
     */
    Imports(Common common, Path file, @Nullable String model) {
        this.common = common;
        this.file = file;
        this.model = model;
    }

    Trace read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.USAGE, file + ": no such trace");
        }
        String text = TextFile.read(file);
        if (ToolOutput.is(text)) {
            return ofTool(text);
        }
        JsonElement root = JsonTree.parse(file.toString(), text);
        return JsonDump.is(root) ? ofDump(root) : TraceReader.parse(file.toString(), text);
    }

    private Trace ofTool(String text) throws IOException {
        TlcResult said = ToolOutput.read(text, List.of());
        Counterexample counterexample = said.counterexample();
        if (counterexample == null) {
            throw new CommandException(ExitCode.USAGE, file + ": the output has no counterexample");
        }
        Verdict.Violation violation = Judge.violation(said);
        Manifest manifest = common.manifest();
        for (Model each : model == null ? candidates(manifest, text, violation) : List.of(manifest.model(model))) {
            SpecFiles files = each.files(manifest.specs());
            try (Evaluator evaluator = IsolatedTlc.open(files)) {
                return Counterexamples.trace(evaluator, each.slice(), counterexample)
                        .of(origin(each, files, said.version()), violated(violation, each, files));
            } catch (EvaluationException | IllegalArgumentException e) {
                if (model != null) {
                    throw noBehaviour(each, e);
                }
            }
        }
        throw new CommandException(
                ExitCode.USAGE,
                file + ": the counterexample of no model in the manifest; --model says of which it may be");
    }

    /** The models of the root module; those first that must violate what was violated. */
    private static List<Model> candidates(Manifest manifest, String text, Verdict.@Nullable Violation violation) {
        Matcher parsed = PARSED.matcher(text);
        String module = parsed.find() ? parsed.group(1) : "";
        String property = violation == null ? "" : violation.property();
        return manifest.models().stream()
                .filter(each -> each.module().equals(module))
                .filter(each -> property.equals(each.property()) || property.equals("?"))
                .toList();
    }

    private Trace ofDump(JsonElement root) throws IOException {
        if (model == null) {
            throw new CommandException(
                    ExitCode.USAGE, file + ": a dump of TLC does not say of which model; --model does");
        }
        Manifest manifest = common.manifest();
        Model of = manifest.model(model);
        SpecFiles files = of.files(manifest.specs());
        try (Evaluator evaluator = IsolatedTlc.open(files)) {
            Counterexample counterexample = JsonDump.read(root).recognise(evaluator);
            return Counterexamples.trace(evaluator, of.slice(), counterexample)
                    .of(origin(of, files, "TLC, -dumpTrace json"), violated(null, of, files));
        } catch (EvaluationException | IllegalArgumentException e) {
            throw noBehaviour(of, e);
        }
    }

    private CommandException noBehaviour(Model of, RuntimeException e) {
        return new CommandException(ExitCode.USAGE, file + ": no behaviour of " + of.name() + ": " + e.getMessage());
    }

    private static TraceOrigin origin(Model of, SpecFiles files, String tool) throws IOException {
        return new TraceOrigin(of.name(), of.variant(), SpecHash.of(files), tool);
    }

    /** What was violated; where that is not said, what the model must violate. */
    private static @Nullable Violation violated(Verdict.@Nullable Violation said, Model of, SpecFiles files)
            throws IOException {
        String property = said == null || said.property().equals("?") ? of.property() : said.property();
        if (property == null) {
            return null;
        }
        boolean temporal = said == null
                ? ConfigFile.properties(files.configFile()).contains(property)
                : said.kind() == ViolationKind.TEMPORAL;
        return new Violation(property, temporal ? Violation.Kind.LIVENESS : Violation.Kind.SAFETY);
    }
}
