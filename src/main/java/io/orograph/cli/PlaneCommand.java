package io.orograph.cli;

import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.ThroughModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        OutputFiles written = checkedFiles(List.of(second, third));
        try (Experiment experiment = data().experiment(openModel(), this::tell);
                LandscapeFiles.Keep keep = keep(experiment)) {
            ThroughModels study = new ThroughModels(
                    data().weights().in(second), data().weights().in(third), statistics());
            LandscapeStudy.Result result = evaluate(ask(study, experiment).found(), experiment);
            if (printsJson()) {
                print(json(result), experiment);
                return;
            }
            print(result);
            printWritten(written);
        }
    }
}
