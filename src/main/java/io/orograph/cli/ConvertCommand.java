package io.orograph.cli;

import io.orograph.study.Outputs;
import io.orograph.study.SavedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that writes a saved result in another format. */
@Command(
        name = "convert",
        description = "Writes a result that was saved as .npz in another format, without evaluating anything: a"
                + " landscape, a line, a spectrum, measures, a comparison.",
        footer = {
            "",
            "Examples:",
            "  orograph convert surface.npz --out surface.vts",
            "  orograph convert surface.npz --out surface.html --figure-color accuracy",
            "  orograph convert line.npz --out line.csv"
        })
final class ConvertCommand extends ResultCommand {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, as ${bundle:outputs.landscape}; what is no landscape as"
                    + " ${bundle:outputs.numbers}")
    private Path out;

    @Mixin
    private ShownOptions shown;

    @Override
    void run() throws IOException {
        if (Outputs.LANDSCAPE.find(out).isEmpty() && !OutputFiles.isDevice(out)) {
            throw new CommandLine.ParameterException(
                    line(),
                    "--out writes " + Outputs.LANDSCAPE.names() + "; give it a name that ends in "
                            + Outputs.LANDSCAPE.endings());
        }
        shown.requirePage(out);
        new OutputFiles(file()).add("--out", out).check();
        Optional<String> missing = SavedFile.open(file()).write(out, Outputs.landscape(shown::data, shown.colors()));
        missing.ifPresent(console()::tell);
        wrote(out);
    }
}
