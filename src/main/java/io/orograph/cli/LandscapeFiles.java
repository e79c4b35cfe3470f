package io.orograph.cli;

import io.orograph.export.DirectionsNpz;
import io.orograph.export.FigureFile;
import io.orograph.export.LandscapeCsv;
import io.orograph.export.LandscapeNpz;
import io.orograph.figure.FigureOptions;
import io.orograph.figure.LandscapeFigure;
import io.orograph.figure.LossScale;
import io.orograph.figure.Overlay;
import io.orograph.file.FileName;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.landscape.Provenance;
import io.orograph.plane.Plane;
import io.orograph.training.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a landscape is written to. */
final class LandscapeFiles {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the grid with its provenance, as .npz (numpy.load opens it) or .csv")
    private Path out;

    @Option(names = "--figure", paramLabel = "FILE.png", description = "Write a figure of surface and heatmap")
    private Path figure;

    @Option(
            names = "--log",
            negatable = true,
            description = "Heights and colours of the figure follow ln L, or with --no-log L (default: ln L where"
                    + " most of the plane would otherwise look flat)")
    private Boolean log;

    @Option(
            names = "--clip",
            paramLabel = "PERCENT",
            defaultValue = "100",
            converter = OptionTypes.Percent.class,
            description = "Losses above this percentile are drawn at its level in the figure; the numbers stay"
                    + " (default: ${DEFAULT-VALUE}, which clips nothing)")
    private double clip;

    @Option(names = "--save-directions", paramLabel = "FILE", description = "Write the two directions, as .npz")
    private Path directions;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    private PlanePath path;
    private Overlay overlay = Overlay.NONE;
    private ConvexityMap convexity;

    /**
     * A path over the plane.
     *
     * @param path goes into the grid's file
     * @param overlay is drawn over the figure
     */
    void setPath(PlanePath path, Overlay overlay) {
        this.path = path;
        this.overlay = overlay;
    }

    /** A map of the Hessian's extreme eigenvalues, which goes into the grid's file if that is an .npz. */
    void setConvexity(ConvexityMap map) {
        this.convexity = map;
    }

    /** As {@link #checked}, for a command whose path only an .npz file can hold. */
    OutputFiles checkedForPath(Path... inputs) throws IOException {
        if (out != null && isNamed(out, ".csv")) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    "--out writes NPZ here, since a table has no place for the path; give it a name that ends in .npz");
        }
        return checked(inputs);
    }

    /** Before the work begins: whether all can be written, and over nothing that is read. */
    OutputFiles checked(Path... inputs) throws IOException {
        if (figure != null && !isNamed(figure, ".png") && !OutputFiles.isDevice(figure)) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    "--figure writes PNG; give it a name that ends in .png, not \"" + FileName.of(figure) + "\"");
        }
        OutputFiles files = new OutputFiles(inputs)
                .add("--out", out)
                .add("--figure", figure)
                .add("--save-directions", directions);
        files.check();
        return files;
    }

    private static boolean isNamed(Path file, String ending) {
        return FileName.of(file).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Before the evaluation: so that what it leaves when it is stopped can be gone on with. */
    void writeDirections(Plane plane, Provenance provenance) throws IOException {
        if (directions != null) {
            DirectionsNpz.Directions vectors = new DirectionsNpz.Directions(plane.first(), plane.second());
            DirectionsNpz.write(directions, plane.layout(), vectors, provenance);
        }
    }

    void writeGrid(Landscape landscape) throws IOException {
        if (out == null) {
            return;
        }
        if (isNamed(out, ".csv")) {
            LandscapeCsv.write(out, landscape);
        } else {
            LandscapeNpz.write(out, landscape, path, convexity);
        }
    }

    void writeFigure(Landscape landscape) throws IOException {
        if (figure != null) {
            FigureOptions options =
                    FigureOptions.DEFAULT.withScale(scale(landscape)).withOverlay(overlay);
            FigureFile.write(figure, LandscapeFigure.draw(landscape, options), landscape.provenance());
        }
    }

    private LossScale scale(Landscape landscape) {
        LossScale whole = log == null ? LossScale.automatic(landscape) : LossScale.of(landscape, log);
        return whole.clippedAtPercentile(landscape, clip);
    }

    /** The whole landscape; what there is of one that fails or is stopped is kept. */
    Landscape evaluate(LandscapeEvaluator evaluator, Console console) throws IOException {
        Landscape landscape;
        try (ProgressBar bar = new ProgressBar(console, "Evaluating")) {
            landscape = evaluator.run(bar, console.cancel());
        } catch (RuntimeException | OutOfMemoryError e) {
            console.err().println("Failed " + keep(evaluator.snapshot()) + ".");
            throw e;
        }
        if (!landscape.isComplete()) {
            throw new CancellationException("Stopped " + keep(landscape));
        }
        return landscape;
    }

    /**
     * Puts away what there is of a landscape that was not finished.
     *
     * @return what became of it, to follow "Stopped"
     */
    private String keep(Landscape part) throws IOException {
        String cells = String.format(
                Locale.ROOT,
                "after %,d of %,d cells",
                part.evaluatedCells(),
                part.grid().cells());
        if (part.evaluatedCells() == 0) {
            return cells;
        }
        if (out == null) {
            return cells + ", which are lost; with --out they would have been kept";
        }
        writeGrid(part);
        return cells + "; " + FileName.of(out) + " holds these, and nan in the others";
    }
}
