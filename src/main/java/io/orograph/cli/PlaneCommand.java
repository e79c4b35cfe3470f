package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.figure.Overlay;
import io.orograph.figure.PathOverlay;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.Plane;
import io.orograph.training.HeldWeights;
import io.orograph.training.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The plane through three models. */
@Command(
        name = "plane",
        description = "Evaluates the loss on the plane through three models of one architecture.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  orograph plane a.onnx b.onnx c.pt --data train.npz --out surface.npz \\",
            "      --figure plane.png"
        })
final class PlaneCommand extends PathCommand {

    @Parameters(index = "1", paramLabel = "B", description = "A second model or checkpoint of the same architecture")
    private Path second;

    @Parameters(index = "2", paramLabel = "C", description = "A third")
    private Path third;

    @Override
    void run() throws IOException {
        OutputFiles written = files().checkedForPath(file(), second, third, data().file());
        try (Experiment experiment = data().experiment(openModel())) {
            tell(data().notices(experiment));
            double[] a = statistics().open(experiment);
            double[] b = read(second, experiment);
            double[] c = read(third, experiment);
            List<String> names = List.of(FileName.of(file()), FileName.of(second), FileName.of(third));
            Surface surface = evaluate(
                    experiment,
                    plane(experiment, a, b, c),
                    new HeldWeights(names, List.of(a, b, c)),
                    Optional.empty(),
                    described(experiment, "through " + String.join(", ", names)));
            if (printsJson()) {
                out().println(json(surface));
                return;
            }
            printPoints(surface.path());
            written.files().forEach(file -> out().println("Wrote " + file));
        }
    }

    @Override
    Overlay overlay(PlanePath path) {
        return PathOverlay.ofModels(path);
    }

    private Plane plane(Experiment experiment, double[] a, double[] b, double[] c) throws UnsupportedFileException {
        try {
            return ModelPlane.through(
                            statistics().layout(experiment), experiment.layout().size(), a, b, c)
                    .with(statistics().source());
        } catch (IllegalArgumentException e) {
            throw new UnsupportedFileException(
                    third, "spans no plane with the other two: " + e.getMessage() + "; choose another model", e);
        }
    }
}
