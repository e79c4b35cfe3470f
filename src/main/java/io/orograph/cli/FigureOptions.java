package io.orograph.cli;

import io.orograph.export.ResultFile;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The figure that a command draws of what it finds. */
final class FigureOptions {

    @Option(names = "--figure", paramLabel = "FILE", description = "Draw what was found, as ${bundle:outputs.figure}")
    private Path file;

    @Mixin
    private FigureLookOptions look;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** Adds the figure to the files that are written. */
    void addTo(OutputFiles written) {
        written.addFigure("--figure", file, mixee.commandLine());
        look.check(mixee.commandLine());
    }

    boolean isWanted() {
        return file != null;
    }

    /** Draws and writes the figure, if one is wanted. */
    void write(Plot plot, Provenance provenance) throws IOException {
        if (file != null) {
            ResultFile.usual().write(Outputs.FIGURE, file, look.figure(plot, provenance, mixee.commandLine()));
        }
    }
}
