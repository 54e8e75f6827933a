package org.pvlazy.report;

/** How the page looks: light and dark, narrow and wide, without anything from elsewhere. */
final class HtmlStyle {
    static final String CSS = """
            :root { color-scheme: light dark; --ink: #1d2327; --faint: #59636b; --paper: #fdfdfb; --box: #f2f3ef; --line: #d5d9d3;
              --good: #14692f; --bad: #a3161b; --unsure: #7a5200; --link: #0b57a4; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e7e5; --faint: #a0aaa6; --paper: #16191b; --box: #1f2426; --line: #3a4246;
                --good: #6fcf8b; --bad: #ff8a85; --unsure: #e6b450; --link: #83b9f2; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 96rem; color: var(--ink); background: var(--paper);
              font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
            p, ul { max-width: 48rem; }
            a { color: var(--link); }
            code, pre { font: .875rem/1.45 ui-monospace, monospace; }
            .box, pre { overflow-x: auto; background: var(--box); border: 1px solid var(--line); border-radius: 4px; }
            pre { padding: .75rem; overflow-wrap: normal; }
            table { border-collapse: collapse; width: 100%; font-size: .875rem; overflow-wrap: normal; }
            th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; white-space: nowrap; }
            th { color: var(--faint); font-weight: 600; }
            tbody tr { border-top: 1px solid var(--line); }
            td.what { white-space: normal; min-width: 18rem; }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            .good, .expected { color: var(--good); font-weight: 600; }
            .bad, .unexpected { color: var(--bad); font-weight: 600; }
            .inconclusive { color: var(--unsure); }
            .faint { color: var(--faint); }
            """;

    private HtmlStyle() {}
}
