package org.pvlazy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.pvlazy.report.page.Panel.Box;
import org.pvlazy.report.page.Panel.Tone;
import org.pvlazy.tla.TlaFunction;
import org.pvlazy.tla.TlaInt;
import org.pvlazy.tla.TlaSet;
import org.pvlazy.tla.TlaState;
import org.pvlazy.tla.TlaTuple;
import org.pvlazy.tla.TlaValue;

/**
 * A state as a picture: who owns which page, what refers to the mm, which configurations there are and who names them, what is on the list,
 * which tables there are, who holds which lock. A specification that does not have the variables of a panel does not have the panel.
 */
final class Picture {
    private static final List<String> LOCKS = List.of("ptl", "plock", "dlock", "gtlock", "mmaplock");

    private final StateView state;
    private final List<Panel> panels = new ArrayList<>();

    private Picture(TlaState state) {
        this.state = new StateView(state);
    }

    static List<Panel> of(TlaState state) {
        Picture picture = new Picture(state);
        picture.pages();
        picture.mm();
        picture.configurations();
        picture.list();
        picture.tables();
        picture.oom();
        picture.locks();
        return picture.panels;
    }

    private void add(String title, List<Box> boxes) {
        if (!boxes.isEmpty()) {
            panels.add(new Panel(title, boxes, false));
        }
    }

    private void pages() {
        if (!state.has("owner", "ref")) {
            return;
        }
        List<Box> boxes = new ArrayList<>();
        for (int page = 1; page <= state.size("owner"); page++) {
            long owner = state.number("owner", page);
            long references = state.number("ref", page);
            Tone tone = owner != 0 && references == 0
                    ? Tone.BAD
                    : owner != 0 ? Tone.SECURE : references == 0 ? Tone.GONE : Tone.PLAIN;
            List<String> lines = new ArrayList<>();
            lines.add("page " + page);
            lines.add(owner == 0 ? "the host's" : "secure, of " + owner);
            lines.add(references == 0 ? "free" : "_refcount " + references);
            flags(page, lines);
            boxes.add(new Box(tone, lines));
        }
        add("pages", boxes);
    }

    private void flags(int page, List<String> lines) {
        long secret = state.number("secret", page);
        if (secret != 0 && secret != state.number("owner", page)) {
            lines.add("clear text of " + secret);
        }
        StringJoiner words = new StringJoiner(", ");
        for (String flag : List.of("mapped", "qmapped", "cached", "shared", "frozen", "leaked", "held", "charged")) {
            if (state.is(flag, page)) {
                words.add(flag.equals("qmapped") ? "mapped by Q" : flag);
            }
        }
        if (state.is("flag", page)) {
            words.add("PG_arch_1");
        }
        if (words.length() > 0) {
            lines.add(words.toString());
        }
    }

    private void mm() {
        if (!state.has("users", "count", "prot")) {
            return;
        }
        List<String> users = new ArrayList<>(state.threads("priv", "hasmm", TlaValue.of(true)));
        if (state.text("proc").equals("alive") || state.place("I").equals("EX_Mmput")) {
            users.add(0, "process");
        }
        if (state.place("M").equals("HP_Mmput")) {
            users.add("M");
        }
        boolean freed = state.text("count").equals("0");
        add(
                "address space",
                List.of(
                        new Box(
                                Tone.PLAIN,
                                List.of(
                                        "mm_users " + state.text("users"),
                                        users.isEmpty() ? "nobody known" : String.join(", ", users))),
                        new Box(
                                freed ? Tone.GONE : Tone.PLAIN,
                                List.of(
                                        "mm_count " + state.text("count"),
                                        freed ? "mm_struct is freed" : "mm_struct is there")),
                        new Box(
                                Tone.PLAIN,
                                List.of("is_protected " + state.text("prot"), "exit_mmap: " + state.text("torn")))));
    }

    private void configurations() {
        if (!state.has("ust")) {
            return;
        }
        List<Box> boxes = new ArrayList<>();
        for (int number = 1; number <= state.size("ust"); number++) {
            String status = state.text("ust", number);
            List<String> lines = new ArrayList<>();
            lines.add("configuration " + number);
            lines.add(status);
            if (!status.equals("absent")) {
                lines.add("CPUs " + state.number("ucpus", number) + ", table " + state.number("uasce", number));
                lines.add("named by " + namers(number));
            }
            boxes.add(new Box(
                    status.equals("alive") ? Tone.SECURE : status.equals("absent") ? Tone.GONE : Tone.BAD, lines));
        }
        add("Ultravisor", boxes);
    }

    private String namers(int configuration) {
        StringJoiner names = new StringJoiner(", ");
        names.setEmptyValue("nobody");
        for (String variable : List.of("handle", "ghandle")) {
            String owner = variable.equals("handle") ? "kvm" : "gmap";
            for (int vm = 1; state.has(variable) && vm <= Math.max(1, state.size(variable)); vm++) {
                boolean many = state.size(variable) > 0;
                long handle = many ? state.number(variable, vm) : plain(variable);
                if (handle == configuration) {
                    names.add(state.size(variable) > 1 ? owner + " " + vm : owner);
                }
            }
        }
        state.threads("priv", "handle", TlaValue.of(configuration)).forEach(thread -> names.add("priv of " + thread));
        if (state.has("zombie") && plain("zombie") == configuration) {
            names.add("the kthread");
        }
        return names.toString();
    }

    private long plain(String variable) {
        return state.value(variable) instanceof TlaInt number ? number.value() : 0;
    }

    private void list() {
        if (!state.has("dlist", "pfns", "arrays")) {
            return;
        }
        List<Box> boxes = new ArrayList<>();
        List<TlaValue> listed = state.value("dlist") instanceof TlaTuple tuple ? tuple.elements() : List.of();
        for (TlaValue array : listed) {
            boxes.add(array(array, Tone.PLAIN));
        }
        if (boxes.isEmpty()) {
            boxes.add(new Box(Tone.GONE, List.of("empty")));
        }
        panels.add(new Panel("deferred_list", boxes, true));
        List<Box> off = new ArrayList<>();
        if (state.value("arrays") instanceof TlaSet arrays) {
            arrays.members().stream()
                    .filter(array -> !listed.contains(array))
                    .forEach(array -> off.add(array(array, Tone.GONE)));
        }
        add("array pages off the list", off);
    }

    private Box array(TlaValue array, Tone tone) {
        int number = array instanceof TlaInt value ? (int) value.value() : 0;
        boolean there = state.is("arrays", number);
        List<String> lines =
                new ArrayList<>(List.of("array " + array, there ? content(state.at("pfns", number)) : "freed"));
        List<String> readers = state.threads("drain", "cur", array);
        if (!readers.isEmpty()) {
            lines.add("read by " + String.join(", ", readers));
        }
        return new Box(there ? tone : Tone.BAD, lines);
    }

    private static String content(TlaValue pages) {
        return pages instanceof TlaTuple tuple && tuple.size() > 0
                ? "pages " + tuple.elements().stream().map(TlaValue::toString).collect(Collectors.joining(", "))
                : "no page in it";
    }

    private void tables() {
        if (!state.has("gtable", "listed")) {
            return;
        }
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box(Tone.PLAIN, List.of("gmap->table", state.text("gtable"))));
        boxes.add(new Box(Tone.PLAIN, List.of("crst_list", state.text("listed"))));
        if (state.has("tables")) {
            boxes.add(new Box(Tone.PLAIN, List.of("allocated", state.text("tables"))));
        }
        if (state.has("entry") && state.value("entry") instanceof TlaFunction entries) {
            for (int i = 0; i < entries.domain().size(); i++) {
                boxes.add(new Box(
                        Tone.SECURE,
                        List.of(
                                "table " + entries.domain().get(i),
                                "entry " + entries.values().get(i))));
            }
        }
        for (String variable : List.of("gasce", "casce", "h2g", "vasce")) {
            if (state.has(variable)) {
                boxes.add(new Box(Tone.PLAIN, List.of(name(variable), state.text(variable))));
            }
        }
        add("guest tables", boxes);
    }

    private static String name(String variable) {
        return switch (variable) {
            case "gasce" -> "gmap->asce";
            case "casce" -> "context.gmap_asce";
            case "h2g" -> "host_to_guest";
            default -> "loaded by CPUs";
        };
    }

    private void oom() {
        if (!state.has("oom", "chain", "kills")) {
            return;
        }
        boolean killed = !state.text("kills").equals("0");
        add(
                "out of memory",
                List.of(
                        new Box(Tone.PLAIN, List.of("oom_notify_list", state.text("chain"))),
                        new Box(Tone.PLAIN, List.of("n_pages_freed", state.text("nfreed"))),
                        new Box(killed ? Tone.BAD : Tone.PLAIN, List.of("OOM kills", state.text("kills")))));
    }

    private void locks() {
        List<Box> boxes = new ArrayList<>();
        for (String lock : LOCKS) {
            if (state.has(lock)) {
                String holder = state.text(lock);
                boxes.add(new Box(
                        holder.equals("none") ? Tone.GONE : Tone.PLAIN,
                        List.of(lockName(lock), holder.equals("none") ? "free" : holder)));
            }
        }
        add("locks", boxes);
    }

    private static String lockName(String lock) {
        return switch (lock) {
            case "ptl" -> "PTE lock";
            case "plock" -> "page lock";
            case "dlock" -> "list mutex";
            case "gtlock" -> "guest_table_lock";
            default -> "mmap_lock";
        };
    }
}
