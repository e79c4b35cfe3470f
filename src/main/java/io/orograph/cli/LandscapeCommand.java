package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.export.DirectionsNpz;
import io.orograph.export.FigureFile;
import io.orograph.export.LandscapeNpz;
import io.orograph.figure.FigureOptions;
import io.orograph.figure.LandscapeFigure;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.plane.Plane;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The loss over a plane through weight space. */
@Command(
        name = "landscape",
        description = "Evaluates the loss on a grid over two directions through weight space.",
        mixinStandardHelpOptions = true)
final class LandscapeCommand implements Callable<Integer> {

    @Mixin
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Mixin
    private DirectionOptions directions;

    @Mixin
    private GridOptions gridOptions;

    @Option(names = "--out", paramLabel = "FILE.npz", description = "Write the grid with its provenance")
    private Path out;

    @Option(names = "--figure", paramLabel = "FILE.png", description = "Write a figure")
    private Path figure;

    @Option(names = "--save-directions", paramLabel = "FILE.npz", description = "Write the two directions")
    private Path saveDirections;

    @Option(names = "--json", description = "Print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Grid grid = gridOptions.grid();
        PrintWriter err = spec.commandLine().getErr();
        try (Experiment experiment = data.experiment(model.open(), err)) {
            DirectionOptions.Choice choice = directions.choose(experiment, grid);
            Plane plane = choice.plane();
            LandscapeEvaluator evaluator =
                    new LandscapeEvaluator(experiment.objective(), plane, grid, choice.provenance());
            Landscape landscape;
            try (ProgressBar bar = ProgressBar.onTerminal(err, "Evaluating")) {
                landscape = evaluator.run(bar, new CancelToken());
            }
            if (out != null) {
                LandscapeNpz.write(out, landscape);
            }
            if (saveDirections != null) {
                DirectionsNpz.Directions vectors = new DirectionsNpz.Directions(plane.first(), plane.second());
                DirectionsNpz.write(saveDirections, plane.layout(), vectors, choice.provenance());
            }
            if (figure != null) {
                FigureFile.write(
                        figure, LandscapeFigure.draw(landscape, FigureOptions.DEFAULT), landscape.provenance());
            }
            report(landscape, evaluator, plane, experiment);
        }
        return 0;
    }

    private void report(Landscape landscape, LandscapeEvaluator evaluator, Plane plane, Experiment experiment) {
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(new JsonLine()
                    .put("cells", landscape.grid().cells())
                    .put("samples", experiment.data().samples())
                    .put("evaluation_seconds", evaluator.seconds())
                    .put("center_loss", landscape.centerLoss())
                    .put("min", landscape.min())
                    .put("max", landscape.max())
                    .put("non_finite", landscape.nonFiniteCells())
                    .put("cosine", plane.cosine())
                    .put("workers", experiment.objective().workers()));
            return;
        }
        print.printf(
                Locale.ROOT,
                "%,d cells over %,d samples in %.3g s with %d workers%n",
                landscape.grid().cells(),
                experiment.data().samples(),
                evaluator.seconds(),
                experiment.objective().workers());
        print.printf(
                Locale.ROOT,
                "loss at the model %.6g, lowest %.6g, highest %.6g, not finite in %d cells%n",
                landscape.centerLoss(),
                landscape.min(),
                landscape.max(),
                landscape.nonFiniteCells());
        print.printf(Locale.ROOT, "cosine between the directions %.2g%n", plane.cosine());
        for (Path written : new Path[] {out, figure, saveDirections}) {
            if (written != null) {
                print.println("Wrote " + written);
            }
        }
    }
}
