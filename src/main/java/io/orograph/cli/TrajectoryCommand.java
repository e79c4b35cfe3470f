package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.plane.Plane;
import io.orograph.plane.TrajectoryDirections;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The path of a training over the plane that holds most of it. */
@Command(
        name = "trajectory",
        description = "Evaluates the loss around the path of a training, read from its checkpoints, in the plane of its"
                + " two principal directions.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  orograph trajectory model.onnx --data train.npz --checkpoints record \\",
            "      --out surface.npz",
            "  orograph trajectory model.onnx --data train.npz --checkpoints epoch_1.pt \\",
            "      epoch_2.pt epoch_3.pt",
            "",
            "Checkpoints: .npz, .safetensors, PyTorch state dicts (.pt, .pth, .ckpt), .onnx; of a folder in natural order."
        })
final class TrajectoryCommand extends PathCommand {

    @Option(
            names = "--checkpoints",
            required = true,
            arity = "1..*",
            paramLabel = "FOLDER|FILE",
            description = "A folder of checkpoints, or the files in their order")
    private List<Path> places;

    @Override
    void run() throws IOException {
        List<Path> checkpoints = CheckpointSeries.files(places);
        List<Path> inputs = new ArrayList<>(List.of(file(), data().file()));
        inputs.addAll(checkpoints);
        OutputFiles written = files().checkedForPath(inputs.toArray(new Path[0]));
        try (Experiment experiment = data().experiment(openModel())) {
            tell(data().notices(experiment));
            CheckpointSeries series =
                    others().series(checkpoints, experiment, statistics().isOwn());
            Path last = checkpoints.get(checkpoints.size() - 1);
            tell(OtherModels.notices(last, series.match()));
            TrajectoryDirections directions = directions(series, experiment, last);
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("directions", "principal directions of " + series.size() + " checkpoints");
            entries.put(
                    "explained", List.of(directions.explained()[0], directions.explained()[1]));
            entries.put("origin", "checkpoint " + FileName.of(last));
            statistics().along(series, experiment).ifPresent(text -> entries.put("batch_norm", text));
            tell(statistics().notice(series, experiment).stream().toList());
            Plane plane = statistics().over(directions.plane(), series, experiment);
            Surface surface = evaluate(experiment, plane, series, Optional.of(directions.explained()), entries);
            print(surface, directions, written);
        }
    }

    private TrajectoryDirections directions(CheckpointSeries series, Experiment experiment, Path last)
            throws IOException {
        try (ProgressBar bar = new ProgressBar(console(), "Directions")) {
            return TrajectoryDirections.of(
                    series, experiment.layout(), bar, console().cancel());
        } catch (TrajectoryDirections.TooFewDirectionsException e) {
            throw new UnsupportedFileException(
                    last,
                    "and the checkpoints before it cannot be used: " + e.getMessage() + "; choose more of them",
                    e);
        }
    }

    private void print(Surface surface, TrajectoryDirections directions, OutputFiles written) {
        double[] explained = directions.explained();
        if (printsJson()) {
            out().println(json(surface).put("explained", List.of(explained[0], explained[1])));
            return;
        }
        printPoints(surface.path());
        out().printf(
                        Locale.ROOT,
                        "The two directions hold %.1f %% and %.1f %% of the path's variance%n",
                        100 * explained[0],
                        100 * explained[1]);
        written.files().forEach(file -> out().println("Wrote " + file));
    }
}
