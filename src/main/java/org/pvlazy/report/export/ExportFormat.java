package org.pvlazy.report.export;

import java.util.function.Function;
import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;

/** What a trace can be written as, in one text. */
public enum ExportFormat {
    /** Apalache's Informal Trace Format. */
    ITF(TraceWriter::toJson),
    /** A log for ShiViz; its first line is the expression that parses the rest. */
    SHIVIZ(ShiViz::of),
    /** A sequence diagram for Mermaid. */
    MERMAID(trace -> new SequenceText(new MermaidDialect()).of(trace)),
    /** A sequence diagram for PlantUML. */
    PLANTUML(trace -> new SequenceText(new PlantUmlDialect()).of(trace));

    private final Function<Trace, String> writer;

    ExportFormat(Function<Trace, String> writer) {
        this.writer = writer;
    }

    /** The trace as text. */
    public String of(Trace trace) {
        return writer.apply(trace);
    }
}
