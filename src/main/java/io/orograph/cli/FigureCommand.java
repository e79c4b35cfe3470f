package io.orograph.cli;

import io.orograph.export.Figure;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.ResultFile;
import io.orograph.export.ResultPlot;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredResult;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.TrainingPlot;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunSettings;
import io.orograph.study.runs.StoredRun;
import io.orograph.training.RecordTables;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that draws saved results again. */
@Command(
        name = "figure",
        description =
                "Draws a saved result again with other choices, without evaluating anything: a landscape with what"
                        + " lies on its plane, the losses along a line, a spectrum, a comparison, a training that was"
                        + " recorded, results of a session.",
        footer = {
            "",
            "Examples:",
            "  orograph figure surface.npz --out figure.pdf --figure-preset column",
            "  orograph figure surface.npz --out figure.svg --figure-width 120mm \\",
            "      --font-size 9pt --figure-content heatmap --figure-title ''"
        })
final class FigureCommand extends Subcommand {

    @Parameters(
            paramLabel = "RESULT",
            description = "File that a command wrote by --out (NPZ); a session; or the folder of train --record, or its"
                    + " settings.json")
    private Path file;

    @Option(
            names = "--result",
            paramLabel = "NAME",
            description =
                    "Which result of a session is drawn: landscape-2, comparison-1, run-1 … (default: the landscape"
                            + " that was shown; orograph info says what there is)")
    private String result;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The figure to write, as ${bundle:outputs.figure}")
    private Path out;

    @Mixin
    private PlaneLookOptions plane;

    @Mixin
    private FigureLookOptions look;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OutputFiles written = new OutputFiles(file).addFigure("--out", out, spec.commandLine());
        look.check(spec.commandLine());
        written.check();
        ResultFile.usual().write(Outputs.FIGURE, out, drawn());
        console().out().println("Wrote " + out);
        return 0;
    }

    private Figure drawn() throws IOException {
        if (Files.isDirectory(file)) {
            return ofRecord(file);
        }
        if (FileName.of(file).equals(RunSettings.FILE)) {
            return ofRecord(file.toAbsolutePath().getParent());
        }
        if (file.toString().endsWith(SessionFile.ENDING)) {
            return ofSession(SessionFile.read(file));
        }
        if (result != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--result chooses among the results of a session, and this file is none");
        }
        Optional<ResultPlot.Saved> other = ResultPlot.read(file);
        if (other.isPresent()) {
            return figure(other.get().plot(), other.get().provenance());
        }
        Landscape landscape = LandscapeNpz.read(file);
        return figure(plane.plot(landscape), landscape.provenance());
    }

    private Figure ofSession(Session session) throws IOException {
        if (result == null) {
            Optional<LandscapeStudy.Result> shown = session.shown();
            if (shown.isPresent()) {
                return of(shown.get());
            }
            return session.results().stream()
                    .flatMap(stored -> plot(stored)
                            .map(plot -> figure(plot, stored.result().provenance()))
                            .stream())
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedFileException(
                            file, "holds nothing to draw; evaluate a landscape and save the session again"));
        }
        StoredResult stored = session.named().get(result);
        if (stored == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no " + result + " in the session, but "
                            + String.join(", ", session.named().keySet()));
        }
        if (stored.landscape().isPresent()) {
            return of(stored.landscape().get());
        }
        Plot plot = plot(stored)
                .orElseThrow(() -> new UnsupportedFileException(
                        file, "holds " + result + ", of which there is no figure; choose another result"));
        return figure(plot, stored.result().provenance());
    }

    private Figure of(LandscapeStudy.Result landscape) {
        return figure(plane.plot(landscape.landscape()), landscape.provenance());
    }

    private static Optional<Plot> plot(StoredResult stored) {
        Optional<Run> run = StoredRun.read(stored.result().values())
                .filter(each -> !each.curves().points().isEmpty());
        return run.isPresent()
                ? Optional.of(losses(run.get().name(), run.get().curves().points()))
                : ResultPlot.of(stored.result());
    }

    private Figure ofRecord(Path folder) throws IOException {
        List<TrainingPoint> points = RecordTables.losses(folder);
        if (points.isEmpty()) {
            throw new UnsupportedFileException(
                    file, "has no losses of a training; give the folder that train --record wrote");
        }
        Path settings = folder.resolve(RunSettings.FILE);
        String name = Files.exists(settings)
                ? RunSettings.read(settings)
                        .training()
                        .study()
                        .settings()
                        .optimizer()
                        .title()
                : FileName.of(folder.toAbsolutePath().normalize());
        return figure(losses(name, points), Provenance.NONE);
    }

    private static Plot losses(String training, List<TrainingPoint> points) {
        return TrainingPlot.of(training, points, Optional.empty(), Provenance.NONE);
    }

    private Figure figure(Plot plot, Provenance provenance) {
        return look.figure(plot, provenance, spec.commandLine());
    }
}
