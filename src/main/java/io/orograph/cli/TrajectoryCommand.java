package io.orograph.cli;

import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.OtherWeights;
import io.orograph.study.Trajectory;
import io.orograph.training.CheckpointFiles;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            "Checkpoints: .npz, .safetensors, PyTorch state dicts (.pt, .pth, .ckpt, .pth.tar, .bin), .onnx; of a folder, or"
                    + " of the folders in it, in natural order."
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
        CheckpointFiles named = CheckpointFiles.of(places);
        List<Path> checkpoints = named.files();
        OutputFiles written = checkedFiles(checkpoints);
        try (Experiment experiment = data().experiment(openModel(), this::tell);
                LandscapeFiles.Keep keep = keep(experiment)) {
            named.notice().ifPresent(this::tell);
            CheckpointSeries series = series(checkpoints, experiment);
            Trajectory study = Trajectory.of(series, data().weights().arrays(), statistics());
            Trajectory.Result found = ask(study, experiment);
            print(evaluate(found.found(), experiment), found.explained(), experiment, written);
        }
    }

    private CheckpointSeries series(List<Path> checkpoints, Experiment experiment) throws IOException {
        CheckpointSeries series = data().weights()
                .checked(() -> OtherWeights.series(checkpoints, data().weights().arrays(), experiment.fileNetwork()));
        tell(series.notices());
        tell(OtherWeights.notices(series.files().get(series.size() - 1), series.match()));
        return series;
    }

    private void print(LandscapeStudy.Result result, double[] explained, Experiment experiment, OutputFiles written) {
        if (printsJson()) {
            print(json(result).put("explained", List.of(explained[0], explained[1])), experiment);
            return;
        }
        print(result);
        out().printf(
                        Locale.ROOT,
                        "The two directions hold %.1f %% and %.1f %% of the path's variance%n",
                        100 * explained[0],
                        100 * explained[1]);
        printWritten(written);
    }
}
