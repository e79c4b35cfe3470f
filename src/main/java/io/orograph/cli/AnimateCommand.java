package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.figure.film.Film;
import io.orograph.figure.film.FilmFormat;
import io.orograph.figure.film.FilmKind;
import io.orograph.figure.film.FilmLook;
import io.orograph.figure.film.LandscapeFilm;
import io.orograph.landscape.Landscape;
import io.orograph.study.Outputs;
import io.orograph.study.SavedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that makes a film of a saved landscape. */
@Command(
        name = "animate",
        description = "Makes a film of a saved landscape, without evaluating anything.",
        footer = {
            "",
            "Examples:",
            "  orograph animate surface.npz --out surface.mp4",
            "  orograph animate trajectory.npz --kind trajectory --seconds 6 --out path.gif",
            "  orograph animate surface.npz --figure-color accuracy --out coloured.mp4"
        })
final class AnimateCommand extends ResultCommand {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, as ${bundle:outputs.film}")
    private Path out;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "turntable",
            converter = Kind.class,
            description = "What moves (default: ${DEFAULT-VALUE}):\n${bundle:film.kinds}")
    private FilmKind kind;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "8",
            converter = OptionTypes.Positive.class,
            description = "How long it lasts (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "25",
            converter = OptionTypes.Count.class,
            description = "Frames a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "800",
            converter = OptionTypes.Count.class,
            description = "Width in pixels; it is three quarters as high (default: ${DEFAULT-VALUE})")
    private int width;

    @Option(names = "--dark", description = "Draw on a dark ground")
    private boolean dark;

    @Mixin
    private ShownOptions shown;

    /** A kind by its name. */
    static final class Kind implements CommandLine.ITypeConverter<FilmKind> {
        @Override
        public FilmKind convert(String text) {
            return Named.find(FilmKind.class, text)
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "takes " + Named.labels(List.of(FilmKind.values()))));
        }
    }

    @Override
    void run() throws IOException {
        if (Outputs.FILM.find(out).isEmpty()) {
            throw new CommandLine.ParameterException(
                    line(),
                    "--out writes " + Outputs.FILM.names() + "; give it a name that ends in " + Outputs.FILM.endings());
        }
        new OutputFiles(file()).add("--out", out).check();
        Film film = film(SavedFile.open(file()).landscape().landscape());
        try (StudyProgress progress = new StudyProgress(console(), "Drawing")) {
            Outputs.FILM.write(out, film.watched(progress, console().cancel()));
        }
        wrote(out);
    }

    private Film film(Landscape landscape) {
        try {
            FilmFormat format = FilmFormat.of(width, seconds, rate);
            FilmLook look = FilmLook.DEFAULT.withDark(dark).with(shown.colors());
            return new LandscapeFilm(shown.data(landscape), kind, format, look);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line(), e.getMessage(), e);
        }
    }
}
