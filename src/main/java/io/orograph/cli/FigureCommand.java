package io.orograph.cli;

import io.orograph.export.Figure;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.ResultFile;
import io.orograph.export.ResultPlot;
import io.orograph.file.UnsupportedFileException;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import io.orograph.session.SessionFile;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command that draws saved results again. */
@Command(
        name = "figure",
        description =
                "Draws a saved result again with other choices, without evaluating anything: a landscape with what"
                        + " lies on its plane, the losses along a line, a spectrum, a comparison.",
        footer = {
            "",
            "Examples:",
            "  orograph figure surface.npz --out figure.pdf --figure-preset column",
            "  orograph figure surface.npz --out figure.svg --figure-width 120mm \\",
            "      --font-size 9pt --figure-content heatmap --figure-title ''"
        })
final class FigureCommand implements Callable<Integer> {

    @ParentCommand
    private CommandLineProgram program;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Parameters(
            paramLabel = "RESULT",
            description = "File that a command wrote by --out (NPZ), or a session, whose shown landscape is drawn")
    private Path file;

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
        program.console().out().println("Wrote " + out);
        return 0;
    }

    private Figure drawn() throws IOException {
        if (file.toString().endsWith(SessionFile.ENDING)) {
            Landscape shown = SessionFile.read(file)
                    .shown()
                    .orElseThrow(() -> new UnsupportedFileException(
                            file, "holds no landscape to draw; evaluate one and save the session again"))
                    .landscape();
            return figure(plane.plot(shown), shown.provenance());
        }
        Optional<ResultPlot.Saved> other = ResultPlot.read(file);
        if (other.isPresent()) {
            return figure(other.get().plot(), other.get().provenance());
        }
        Landscape landscape = LandscapeNpz.read(file);
        return figure(plane.plot(landscape), landscape.provenance());
    }

    private Figure figure(Plot plot, Provenance provenance) {
        return look.figure(plot, provenance, spec.commandLine());
    }
}
