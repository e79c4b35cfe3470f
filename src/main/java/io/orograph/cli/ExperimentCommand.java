package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.data.DataSource;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that does an experiment that comes with the program. */
@Command(
        name = "experiment",
        description = "Does an experiment that comes with the program, in some minutes, and says what it shows and what"
                + " not. Without a name it lists them.",
        footer = {
            "",
            "Examples:",
            "  orograph experiment",
            "  orograph experiment batch --out batch",
            "  orograph experiment widths --seeds 3 --out widths --figure widths.pdf \\",
            "      --figure-of adaptive-trace:loss-gap",
            "",
            "Each is a sweep, whose command line is printed at the end, to be changed."
        })
final class ExperimentCommand extends Subcommand {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Its name, from the list")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The folder of the runs, new or of the same experiment")
    private Path out;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Runs of each setting (default: those of the experiment)")
    private Integer seeds;

    @Option(names = "--json", description = "Print the result as one JSON object")
    private boolean json;

    @Mixin
    private FigureOptions figure;

    @Mixin
    private SweepFigureOption figureOf;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (name == null) {
            list();
            return 0;
        }
        ReadyExperiment ready = Named.find(ReadyExperiment.all(), name)
                .orElseThrow(() -> wrong(
                        "There is no experiment \"" + name + "\"; there are " + Named.labels(ReadyExperiment.all())));
        if (out == null) {
            throw wrong("Give a folder for the runs: --out FOLDER");
        }
        run(ready);
        return 0;
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private void list() {
        Console console = console();
        if (json) {
            console.out()
                    .println(new JsonLine()
                            .put(
                                    "experiments",
                                    ReadyExperiment.all().stream()
                                            .map(ready -> Map.of(
                                                    "name",
                                                    ready.label(),
                                                    "title",
                                                    ready.title(),
                                                    "question",
                                                    ready.question()))
                                            .toList()));
            return;
        }
        TextTable table = new TextTable("name", "experiment");
        ReadyExperiment.all().forEach(ready -> table.row(ready.label(), ready.title()));
        table.print(console.out());
    }

    private void run(ReadyExperiment ready) throws IOException {
        OutputFiles written = new OutputFiles();
        figure.addTo(written);
        written.check();
        figureOf.check(spec.commandLine());
        List<Sample> samples = Samples.all();
        Sample sample = ready.sample(samples);
        SweepChoices own = ready.choices(samples);
        SweepChoices choices = seeds == null ? own : own.withSeeds(seeds);
        Optional<DataSource> test = Optional.of(DataSource.of(sample.test()));
        Console console = console();
        if (!json) {
            console.out().println(ready.title() + ". " + ready.question());
        }
        try (SweepProgress progress = new SweepProgress(
                console,
                json,
                choices.isUntilLoss(),
                Experiment::notices,
                first -> choices.command(first, test, out))) {
            Sweep sweep = choices.sweep(
                    DataSource.of(sample.data()), test, ExperimentSettings.DEFAULT, SharpnessMeasures.all(0), out);
            SweepReport report = SweepReport.of(sweep.run(out, progress, console.cancel()), sweep.measures());
            progress.close();
            figureOf.write(figure, report, progress.provenance(), spec.commandLine());
            if (json) {
                console.out()
                        .println(SweepTable.json(report)
                                .put("experiment", ready.label())
                                .put("limits", ready.limits())
                                .put("command", progress.command().text())
                                .put("notices", console.told()));
            } else {
                SweepTable.print(report, console.out());
                console.out().println(ready.limits());
                console.out()
                        .println(
                                "The same, to be changed: " + progress.command().text());
                console.out().println("Wrote " + out);
                written.files().forEach(path -> console.out().println("Wrote " + path));
            }
        }
    }
}
