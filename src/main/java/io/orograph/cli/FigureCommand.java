package io.orograph.cli;

import io.orograph.export.Figure;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.ResultFile;
import io.orograph.export.ResultPlot;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredPlot;
import io.orograph.session.StoredResult;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.TrainingPlot;
import io.orograph.study.runs.RunSettings;
import io.orograph.training.RecordTables;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                        + " recorded, and of a session also curves between models, planes through them, paths of"
                        + " checkpoints and runs.",
        footer = {
            "",
            "Examples:",
            "  orograph figure surface.npz --out figure.pdf --figure-preset column",
            "  orograph figure surface.npz --out figure.svg --figure-width 120mm \\",
            "      --font-size 9pt --figure-content heatmap --figure-title ''",
            "  orograph figure work.orograph",
            "  orograph figure work.orograph --result curve-1 --out curve.pdf"
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
                    "Which result of a session is drawn: landscape-2, comparison-1, curve-1, run-1 … (default: the"
                            + " landscape that was shown)")
    private String result;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The figure to write, as ${bundle:outputs.figure}; without it the results of a session are"
                    + " listed")
    private Path out;

    @Mixin
    private PlaneLookOptions plane;

    @Mixin
    private FigureLookOptions look;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private String drawnName = "";
    private List<String> others = List.of();

    @Override
    public Integer call() throws IOException {
        if (out == null) {
            if (!isSession() || result != null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "Missing: '--out=FILE', the figure to write");
            }
            list(SessionFile.read(file));
            return 0;
        }
        OutputFiles written = new OutputFiles(file).addFigure("--out", out, spec.commandLine());
        look.check(spec.commandLine());
        written.check();
        ResultFile.usual().write(Outputs.FIGURE, out, drawn());
        console().out().println("Wrote " + out);
        if (!others.isEmpty()) {
            console()
                    .out()
                    .println("It shows " + drawnName + "; --result draws another of the session: "
                            + String.join(", ", others));
        }
        return 0;
    }

    private boolean isSession() {
        return file.toString().endsWith(SessionFile.ENDING);
    }

    private Figure drawn() throws IOException {
        if (Files.isDirectory(file)) {
            return ofRecord(file);
        }
        if (FileName.of(file).equals(RunSettings.FILE)) {
            return ofRecord(file.toAbsolutePath().getParent());
        }
        if (isSession()) {
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
        String name = result == null ? usual(session) : result;
        StoredResult stored = session.named().get(name);
        if (stored == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no " + name + " in the session, but "
                            + String.join(", ", session.named().keySet()));
        }
        others = session.named().keySet().stream()
                .filter(each -> result == null && !each.equals(name))
                .toList();
        drawnName = name;
        Optional<LandscapeStudy.Result> landscape = landscape(stored, session);
        if (landscape.isPresent()) {
            return of(landscape.get());
        }
        Plot plot = StoredPlot.of(stored)
                .orElseThrow(() -> new UnsupportedFileException(
                        file, "holds " + name + ", of which there is no figure; choose another result"));
        return figure(plot, stored.result().provenance());
    }

    /** Returns the name of the landscape that was shown, or of the first result that can be drawn where there is none. */
    private String usual(Session session) throws IOException {
        Optional<StoredResult> shown = session.shownResult();
        for (Map.Entry<String, StoredResult> named : session.named().entrySet()) {
            boolean isUsual = shown.isPresent()
                    ? named.getValue() == shown.get()
                    : StoredPlot.of(named.getValue()).isPresent();
            if (isUsual) {
                return named.getKey();
            }
        }
        throw new UnsupportedFileException(
                file, "holds nothing to draw; evaluate a landscape and save the session again");
    }

    /** Returns the landscape that a result is, or that was evaluated over the plane through models that it is. */
    private static Optional<LandscapeStudy.Result> landscape(StoredResult stored, Session session) throws IOException {
        if (stored.landscape().isPresent()) {
            return stored.landscape();
        }
        Optional<Section> plane = StoredPlot.section(stored)
                .filter(section -> section.path()
                        .filter(path -> path.kind() == PlanePath.Kind.MODELS)
                        .isPresent());
        return plane.flatMap(section -> session.landscapes().stream()
                .flatMap(each -> each.landscape().stream())
                .filter(each -> isOver(each, section))
                .reduce((first, second) -> second));
    }

    private static boolean isOver(LandscapeStudy.Result landscape, Section plane) {
        Section own = landscape.landscape().section();
        return own.title().equals(plane.title()) && places(own).equals(places(plane));
    }

    private static List<PlaneCoordinates> places(Section section) {
        return section.path().stream()
                .flatMap(path -> path.points().stream())
                .map(PlanePath.Point::place)
                .toList();
    }

    private void list(Session session) {
        Optional<StoredResult> shown = session.shownResult();
        TextTable table = new TextTable("Result", "What it is");
        session.named()
                .forEach((name, stored) -> table.row(
                        name,
                        stored.title()
                                + (shown.filter(each -> each == stored).isPresent() ? " (drawn by default)" : "")));
        table.print(console().out());
        console().out().println("Draw one of them by --result NAME --out FILE.");
    }

    private Figure of(LandscapeStudy.Result landscape) {
        return figure(plane.plot(landscape.landscape()), landscape.provenance());
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
