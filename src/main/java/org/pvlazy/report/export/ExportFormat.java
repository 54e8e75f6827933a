package org.pvlazy.report.export;

import org.pvlazy.trace.Trace;
import org.pvlazy.trace.TraceWriter;

/** What a trace can be written as, in one text. */
public enum ExportFormat {
    /** Apalache's Informal Trace Format. */
    ITF,
    /** A log for ShiViz; its first line is the expression that parses the rest. */
    SHIVIZ,
    /** A sequence diagram for Mermaid. */
    MERMAID,
    /** A sequence diagram for PlantUML. */
    PLANTUML;

    /** The trace as text. */
    public String of(Trace trace) {
        return switch (this) {
            case ITF -> TraceWriter.toJson(trace);
            case SHIVIZ -> ShiViz.of(trace);
            case MERMAID -> new SequenceText(new MermaidDialect()).of(trace);
            case PLANTUML -> new SequenceText(new PlantUmlDialect()).of(trace);
        };
    }
}
