package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.OtherWeights;
import io.orograph.study.SharedPlane;
import io.orograph.study.Trajectory;
import io.orograph.training.CheckpointFiles;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The path of a training over the plane that holds most of it. */
@Command(
        name = "trajectory",
        description =
                "Evaluates the loss around the path of a training, read from its checkpoints, in the plane of its"
                        + " two principal directions; or around the paths of several trainings, in the plane of all their steps.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  orograph trajectory model.onnx --data train.npz --checkpoints record \\",
            "      --out surface.npz",
            "  orograph trajectory model.onnx --data train.npz --checkpoints epoch_1.pt \\",
            "      epoch_2.pt epoch_3.pt",
            "  orograph trajectory model.onnx --data train.npz --record sgd --record sam \\",
            "      --figure paths.pdf",
            "",
            "Checkpoints: .npz, .safetensors, PyTorch state dicts (.pt, .pth, .ckpt, .pth.tar, .bin), .onnx; of a folder, or"
                    + " of the folders in it, in natural order."
        })
final class TrajectoryCommand extends PathCommand {

    @Option(
            names = "--checkpoints",
            arity = "1..*",
            paramLabel = "FOLDER|FILE",
            description = "A folder of checkpoints, or the files in their order")
    private List<Path> places = List.of();

    @Option(
            names = "--record",
            paramLabel = "FOLDER",
            description =
                    "The folder of a training (train --record), or of its checkpoints; twice or more: each path in a"
                            + " colour of its own")
    private List<Path> records = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Override
    void run() throws IOException {
        if (places.isEmpty() == records.isEmpty() || records.size() == 1) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "Name one path by --checkpoints, or two or more trainings by a --record each");
        }
        if (!records.isEmpty()) {
            runTogether();
            return;
        }
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

    private void runTogether() throws IOException {
        OutputFiles written = checkedFiles(List.of());
        try (Experiment experiment = data().experiment(openModel(), this::tell);
                LandscapeFiles.Keep keep = keep(experiment)) {
            List<SharedPlane.Path> paths = new ArrayList<>();
            for (Path folder : records) {
                List<Path> files = CheckpointFiles.of(List.of(folder)).files();
                paths.add(new SharedPlane.Path(
                        FileName.of(folder.toAbsolutePath().normalize()), series(files, experiment), paths.size()));
            }
            SharedPlane study = SharedPlane.of(paths, records, statistics());
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
                        records.isEmpty()
                                ? "The two directions hold %.1f %% and %.1f %% of the path's variance%n"
                                : "The two directions hold %.1f %% and %.1f %% of the variance of all steps%n",
                        100 * explained[0],
                        100 * explained[1]);
        printWritten(written);
    }
}
