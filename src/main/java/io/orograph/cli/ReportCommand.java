package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.curvature.Effort;
import io.orograph.export.ResultFile;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.ReportStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures a model and writes a document about it. */
@Command(
        name = "report",
        description = "Measures the landscape, the sharpness and the curvature of a model, and writes a document that"
                + " stands alone: figures, all numbers with their errors, what they say, and how to repeat it.",
        footer = {
            "",
            "Examples:",
            "  orograph report model.onnx --data test.npz --out report.html",
            "  orograph report model.onnx --data test.npz --resolution 31 \\",
            "      --without curvature --out report.pdf"
        })
final class ReportCommand extends ModelCommand {

    @Mixin
    private DataOptions data;

    @Mixin
    private DirectionOptions directions;

    @Mixin
    private RangeOptions gridOptions;

    @Mixin
    private BatchNormOption batchNorm;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, as ${bundle:outputs.report}")
    private Path out;

    @Option(
            names = "--without",
            paramLabel = "PART",
            converter = PartName.class,
            description = "Leave out sharpness or curvature, which take long for large networks; may be repeated")
    private List<ReportStudy.Part> without = List.of();

    @Option(
            names = "--effort",
            paramLabel = "HOW",
            defaultValue = "usual",
            converter = OptionTypes.EffortName.class,
            description = "quick, usual or thorough: how exactly eigenvalues are sought (default: ${DEFAULT-VALUE})")
    private Effort effort;

    @Option(names = "--held-out", description = "The model was not trained on these data")
    private boolean heldOut;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** A part by its name. */
    static final class PartName implements CommandLine.ITypeConverter<ReportStudy.Part> {
        @Override
        public ReportStudy.Part convert(String text) {
            return Named.find(ReportStudy.Part.class, text)
                    .orElseThrow(() ->
                            new CommandLine.TypeConversionException("takes " + Named.labels(ReportStudy.Part.class)));
        }
    }

    /** A bar for each part. */
    private static final class Progress extends StudyProgress implements ReportStudy.Listener {
        Progress(Console console) {
            super(console, "Evaluating");
        }
    }

    @Override
    void run() throws IOException {
        if (Outputs.REPORT.find(out).isEmpty() && !OutputFiles.isDevice(out)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--out writes " + Outputs.REPORT.names() + "; give it a name that ends in "
                            + Outputs.REPORT.endings());
        }
        OutputFiles written = data.outputs(file()).add("--out", out);
        written.check();
        try (Experiment experiment = data.experiment(openModel(), this::tell)) {
            tell(data.notices(experiment));
            LandscapeStudy landscape = new LandscapeStudy(
                    directions.source(experiment, batchNorm.choice()), gridOptions.settings(), Optional.empty(), false);
            Set<ReportStudy.Part> parts = EnumSet.allOf(ReportStudy.Part.class);
            without.forEach(parts::remove);
            ReportStudy study = new ReportStudy(landscape::run, parts, effort, heldOut, directions.seed());
            ReportStudy.Result report;
            try (Progress progress = new Progress(console())) {
                report = study.run(experiment, progress, console().cancel());
            }
            ResultFile.usual().write(Outputs.REPORT, out, report);
            if (printsJson()) {
                print(
                        new JsonLine()
                                .put("report", out.toString())
                                .put("loss", report.evaluation().loss()),
                        experiment);
            } else {
                printWritten(written);
            }
        }
    }
}
