package io.orograph.study;

import io.orograph.export.page.Drawing;
import io.orograph.export.page.Html;
import io.orograph.export.page.LandscapePage;
import io.orograph.export.page.Page;
import io.orograph.export.page.Paper;
import io.orograph.export.page.SurfaceHtml;
import io.orograph.figure.FigureTexts;
import io.orograph.landscape.Landscape;
import io.orograph.network.Backend;
import io.orograph.objective.Evaluation;
import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.DensityPlot;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.Plot;
import io.orograph.plot.SectionOverlay;
import io.orograph.plot.Ticks;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A report as a page that stands alone: what was measured and what was not, the words with the numbers behind them, the
 * surface to turn, all readouts with their errors, the commands that repeat it, versions and digests.
 */
public final class ReportPage {

    private static final int DIGITS = 5;

    private ReportPage() {}

    private static final String LANDSCAPE = "landscape";
    private static final String DENSITY = "density";

    /** Writes or replaces a page for a browser, in which the surface can be turned; whole or not at all. */
    public static void write(Path file, ReportStudy.Result report) throws IOException {
        Landscape landscape = report.landscape().landscape();
        Html surface = SurfaceHtml.of(landscape, LandscapeData.automatic(landscape), ColorMap.standard());
        Html density = density(report).map(Drawing::of).orElseGet(Html::new);
        Page.write(file, title(report), body(report, surface, density));
    }

    /** Writes or replaces the same on paper, as PDF; whole or not at all. */
    public static void writePaper(Path file, ReportStudy.Result report) throws IOException {
        Landscape landscape = report.landscape().landscape();
        Map<String, Plot> figures = new LinkedHashMap<>();
        figures.put(
                LANDSCAPE,
                new LandscapePlot(
                        LandscapeData.automatic(landscape),
                        PlaneLook.of(ColorMap.standard()).with(SectionOverlay.of(landscape.section())),
                        FigureVariant.BOTH,
                        BoxView.STANDARD));
        density(report).ifPresent(plot -> figures.put(DENSITY, plot));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(FigureTexts.TITLE, title(report));
        texts.put(FigureTexts.PROVENANCE, ProvenanceJson.write(report.provenance()));
        Paper.write(file, body(report, Paper.figure(LANDSCAPE), Paper.figure(DENSITY)), figures, texts);
    }

    private static String title(ReportStudy.Result report) {
        return title(report.provenance());
    }

    /** Returns what a report on a model is called. */
    public static String title(Provenance of) {
        return "Report on " + of.text(Key.MODEL);
    }

    private static Optional<Plot> density(ReportStudy.Result report) {
        return report.curvature()
                .flatMap(found -> found.found().density())
                .map(density -> DensityPlot.of(density, "Density of the eigenvalues of the Hessian", ""));
    }

    /**
     * Returns the document.
     *
     * @param surface the landscape as a part of it
     * @param density the density of the eigenvalues as a part of it
     */
    private static Html body(ReportStudy.Result report, Html surface, Html density) {
        Provenance of = report.provenance();
        return new Html()
                .open("main")
                .element("h1", title(report))
                .element("p", "Measured on " + of.text(Key.DATA) + " by Orograph.", "class", "caption")
                .element("h2", "In short")
                .add(ReportFindings.of(report))
                .element("h2", "What was measured")
                .add(subject(report))
                .element("h2", "The loss over a plane")
                .element("p", of.caption(), "class", "caption")
                .add(surface)
                .add(LandscapePage.readouts(report.landscape().landscape()))
                .add(ReportTables.of(report, density))
                .element("h2", "What was not measured")
                .add(missing(report))
                .element("h2", "How to repeat it")
                .add(commands(report))
                .add(LandscapePage.entries(of))
                .close("main");
    }

    private static Html subject(ReportStudy.Result report) {
        Provenance of = report.provenance();
        Evaluation evaluation = report.evaluation();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Model", of.text(Key.MODEL) + ", " + report.model().format()));
        rows.add(List.of("SHA-256 of the model", of.text(Key.MODEL_SHA256)));
        rows.add(List.of(
                "Network",
                String.format(
                        Locale.ROOT,
                        "%,d operators, %,d trainable numbers in %,d parameters",
                        report.model().layers().size(),
                        report.model().parameters(),
                        report.model().weights().size())));
        rows.add(List.of("Weights", of.text(Key.WEIGHTS).isEmpty() ? "those of the model" : of.text(Key.WEIGHTS)));
        rows.add(List.of(
                "Data",
                of.text(Key.DATA) + ", " + of.text(Key.SAMPLES) + " of " + of.text(Key.SAMPLES_AVAILABLE)
                        + " samples"));
        rows.add(List.of("SHA-256 of the data", of.text(Key.DATA_SHA256)));
        rows.add(List.of("Loss", of.text(Key.LOSS) + ". " + report.lossReason()));
        rows.add(List.of(
                "Loss at θ₀",
                Ticks.measured(evaluation.loss(), evaluation.standardError(), DIGITS)
                        + " (standard error over samples)"));
        if (Double.isFinite(evaluation.accuracy())) {
            rows.add(List.of("Accuracy at θ₀", String.format(Locale.ROOT, "%.4g %%", 100 * evaluation.accuracy())));
        }
        Html html = new Html().table("What was measured", List.of(), rows);
        if (!report.notices().isEmpty()) {
            html.element("h3", "To be known").open("ul");
            report.notices().forEach(notice -> html.element("li", notice));
            html.close("ul");
        }
        return html;
    }

    private static Html missing(ReportStudy.Result report) {
        Html html = new Html().open("ul");
        for (Map.Entry<ReportStudy.Part, String> part : report.without().entrySet()) {
            html.element("li", part.getKey().title() + ": " + part.getValue());
        }
        if (report.landscape().convexity().isEmpty()) {
            html.element("li", "Curvature away from θ₀ (landscape --convexity).");
        }
        return html.element("li", "Other planes through the same weights: this one is a section of a large space.")
                .element("li", "Other data than these, other models, and paths between models.")
                .close("ul");
    }

    private static Html commands(ReportStudy.Result report) {
        Html html = new Html();
        if (!report.command().isEmpty()) {
            html.element("p", "In the folder of the files, this command writes the report again:")
                    .element(
                            "pre",
                            report.command()
                                    .with("--out", Path.of("report.html"))
                                    .withoutFolders());
        }
        html.element("p", "In the folder of the files, these commands compute its parts:")
                .element("pre", report.landscape().command().withoutFolders());
        report.sharpness()
                .ifPresent(found -> html.element("pre", found.command().withoutFolders()));
        report.curvature()
                .ifPresent(found -> html.element("pre", found.command().withoutFolders()));
        return html.table(
                "Versions",
                List.of(),
                List.of(
                        List.of("Orograph", Version.current()),
                        List.of("Arithmetic", Backend.describe()),
                        List.of("Java", System.getProperty("java.version")),
                        List.of(
                                "System",
                                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                        + System.getProperty("os.arch"))));
    }
}
