package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The answer where a window was wanted and there is no display: a figure is written instead. */
final class WithoutDisplay {

    private static final String NO_DISPLAY = "There is no display for a window";

    private WithoutDisplay() {}

    /**
     * Writes the figure.
     *
     * @param folder where the figure goes
     * @param args files: none for the first sample, or a model and data
     * @return the exit code
     */
    static int run(Console console, Path folder, String... args) {
        if (args.length != 0 && args.length != 2) {
            Problem.report(
                    NO_DISPLAY + "; name a model and its data to get a figure instead, or see orograph --help for"
                            + " the commands that need none",
                    console.err());
            return Problem.BAD_INPUT;
        }
        if (args.length == 2) {
            return draw(console, folder, Path.of(args[0]), Path.of(args[1]));
        }
        List<Sample> samples;
        try {
            samples = Samples.all();
        } catch (IOException e) {
            return Problem.report(e, false, console.err());
        }
        if (samples.isEmpty()) {
            Problem.report(
                    NO_DISPLAY + ", and no sample models lie beside the program; name a model and its data to get a"
                            + " figure instead",
                    console.err());
            return Problem.FAILURE;
        }
        return draw(console, folder, samples.get(0).model(), samples.get(0).data());
    }

    private static int draw(Console console, Path folder, Path model, Path data) {
        String name = FileName.of(model).replaceFirst("\\.onnx$", "");
        Path figure = folder.resolve(name + "-landscape.png");
        console.out()
                .println(NO_DISPLAY + " (DISPLAY is not set), so the landscape of " + FileName.of(model) + " over "
                        + FileName.of(data) + " is evaluated here and drawn into a file.");
        return CommandLineProgram.run(
                console, "landscape", model.toString(), "--data", data.toString(), "--figure", figure.toString());
    }
}
