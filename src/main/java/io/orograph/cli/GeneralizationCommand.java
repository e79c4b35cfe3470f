package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.study.sweep.FoundNetworks;
import io.orograph.study.sweep.SweepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that looks at networks as they were trained elsewhere. */
@CommandLine.Command(
        name = "generalization",
        description =
                "Holds the sharpness of networks, as they were trained, against how they generalise. Trains nothing.",
        footer = {
            "",
            "Examples:",
            "  orograph generalization models --data train.npz --test test.npz",
            "  orograph generalization model.onnx checkpoints --data train.npz \\",
            "      --test test.npz --figure scatter.pdf --figure-of lambda-max:error-gap",
            "",
            "A MODEL is a model, weights of the first model's architecture, or a folder of both. Where a settings.json"
                    + " beside a file says how it was trained (train --record, sweep), that counts as its setting."
        })
final class GeneralizationCommand extends ModelsCommand {

    @Mixin
    private DataOptions data;

    @Option(names = "--test", required = true, paramLabel = "FILE", description = "Data that they were not trained on")
    private Path test;

    @Mixin
    private SweptMeasuresOption measures;

    @Mixin
    private FigureOptions figure;

    @Mixin
    private SweepFigureOption figureOf;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    void run() throws IOException {
        OutputFiles written = new OutputFiles(data.files().toArray(new Path[0]));
        figure.addTo(written);
        written.check();
        figureOf.check(spec.commandLine());
        FoundNetworks study = new FoundNetworks(
                files(), data.source(), Optional.of(DataSource.of(test)), data.settings(), measures.measures());
        try (SweepProgress progress =
                new SweepProgress(console(), printsJson(), false, data::notices, study::command)) {
            SweepReport report = SweepReport.of(study.run(progress, console().cancel()), study.measures());
            progress.close();
            figureOf.write(figure, report, progress.provenance(), spec.commandLine());
            if (printsJson()) {
                print(SweepTable.json(report));
            } else {
                SweepTable.print(report, out());
                printWritten(written);
            }
        }
    }
}
