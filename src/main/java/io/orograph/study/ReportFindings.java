package io.orograph.study;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.export.page.Html;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Ticks;
import java.util.List;
import java.util.Locale;

/** What a report says in words, each sentence with the numbers that it rests on and the place where it holds. */
final class ReportFindings {

    private static final int DIGITS = 4;

    private ReportFindings() {}

    static Html of(ReportStudy.Result report) {
        Html html = new Html();
        report.curvature().ifPresent(found -> {
            CriticalPointVerdict verdict = found.found().verdict();
            html.add(finding(verdict.words(), verdict.evidence()));
            html.add(finding(found.found().population().words(), List.of()));
        });
        Landscape landscape = report.landscape().landscape();
        html.add(finding(
                "In the plane that was evaluated, losses go from " + Ticks.number(landscape.min(), DIGITS) + " to "
                        + Ticks.number(landscape.max(), DIGITS) + ".",
                evidence(landscape)));
        report.sharpness()
                .ifPresent(found -> html.add(finding(
                        "Sharpness was measured by " + found.measurements().size()
                                + " measures that scaling single units leaves alone.",
                        List.of(
                                "A value says little by itself: it is there to be compared, by the same measure on the same"
                                        + " data, with that of another model."))));
        return html;
    }

    private static List<String> evidence(Landscape landscape) {
        String certain = SampleCertainty.words(landscape);
        String counts = landscape.counts() + "; " + landscape.nonFiniteCells() + " have no finite loss.";
        return certain.isEmpty() ? List.of(counts) : List.of(counts, certain);
    }

    private static Html finding(String words, List<String> evidence) {
        Html html = new Html().open("div", "class", "finding").element("p", sentence(words));
        evidence.forEach(clause -> html.element("p", sentence(clause), "class", "note"));
        return html.close("div");
    }

    /** Returns a clause as a sentence. */
    private static String sentence(String clause) {
        String begun = clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
