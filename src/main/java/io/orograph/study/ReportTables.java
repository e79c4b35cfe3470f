package io.orograph.study;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Eigenpair;
import io.orograph.export.page.Html;
import io.orograph.plot.Ticks;
import io.orograph.sharpness.Rescaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measures of a report as tables. */
final class ReportTables {

    private static final int DIGITS = 5;

    private ReportTables() {}

    /**
     * Returns the measures.
     *
     * @param density the figure of the density of the eigenvalues; empty where there is none
     */
    static Html of(ReportStudy.Result report, Html density) {
        Html html = new Html();
        report.sharpness()
                .ifPresent(found ->
                        html.element("h2", ReportStudy.Part.SHARPNESS.title()).add(sharpness(found)));
        report.curvature()
                .ifPresent(found -> html.element("h2", ReportStudy.Part.CURVATURE.title())
                        .add(curvature(found))
                        .add(density)
                        .add(densityWords(found)));
        return html;
    }

    private static Html sharpness(SharpnessStudy.Result found) {
        List<List<String>> rows = new ArrayList<>();
        found.measurements()
                .forEach((measure, value) -> rows.add(List.of(
                        measure.title() + " (" + measure.label() + ")",
                        MeasuredWords.of(value) + (value.note().isEmpty() ? "" : "; " + value.note()),
                        measure.formula(),
                        measure.source() + "; " + Rescaling.clause(measure.invariances()))));
        return new Html()
                .element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "At %s, on %,d samples, in 64 bits. Behind ±: standard errors, of random draws and of the"
                                        + " data being a sample.",
                                found.name(),
                                found.samples()))
                .table("Measures of sharpness", List.of("Measure", "Value", "Definition", "Source"), rows);
    }

    private static Html curvature(CurvatureStudy.Result found) {
        CurvatureAnalysis.Result result = found.found();
        List<List<String>> rows = new ArrayList<>();
        add(rows, "Largest eigenvalue", result.eigenvalues().largest());
        add(rows, "Smallest eigenvalue found", result.eigenvalues().smallest());
        rows.add(List.of(
                "Trace of the Hessian",
                Ticks.measured(
                        result.trace().trace().mean(), result.trace().trace().standardError(), DIGITS),
                "standard error of " + result.trace().probes() + " probes"));
        rows.add(List.of(
                "Norm of the gradient",
                Ticks.number(result.gradientNorm(), DIGITS),
                "standard error of the gradient over batches " + Ticks.number(result.gradientNoise(), 2)));
        return new Html()
                .element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "Over %,d numbers of θ₀, on %,d samples, in 64 bits%s.",
                                found.free(),
                                found.samples(),
                                result.eigenvalues().converged()
                                        ? ""
                                        : "; not all eigenvalues reached their tolerance"))
                .table("Curvature", List.of("Number", "Value", "How far it is known"), rows);
    }

    private static Html densityWords(CurvatureStudy.Result found) {
        return found.found()
                .density()
                .map(density -> new Html()
                        .element(
                                "p",
                                String.format(
                                        Locale.ROOT,
                                        "Density of the eigenvalues, by stochastic Lanczos quadrature: %s; %.3g %% of the"
                                                + " curvature is negative. Drawn with σ = 1 %% of the width.",
                                        density.negative().words(),
                                        100 * density.negativeMass()),
                                "class",
                                "note"))
                .orElseGet(Html::new);
    }

    private static void add(List<List<String>> rows, String name, List<Eigenpair> pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            Eigenpair pair = pairs.get(i);
            rows.add(List.of(
                    pairs.size() == 1 ? name : name + ", " + (i + 1),
                    Ticks.number(pair.value(), DIGITS),
                    "residual " + Ticks.number(pair.residual(), 2)));
        }
    }
}
