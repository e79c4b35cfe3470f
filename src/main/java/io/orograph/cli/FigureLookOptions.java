package io.orograph.cli;

import io.orograph.export.Figure;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FontFace;
import io.orograph.plot.FontFamily;
import io.orograph.plot.PagePreset;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The look of figures: sizes, ground and words. */
final class FigureLookOptions {

    @Option(
            names = "--figure-preset",
            paramLabel = "WHERE",
            defaultValue = "page",
            converter = OptionTypes.Preset.class,
            description =
                    "Where the figure goes: column (85 mm), page (170 mm), slide or poster, which sets its size and"
                            + " that of its text (default: ${DEFAULT-VALUE})")
    private PagePreset preset;

    @Option(
            names = "--figure-width",
            paramLabel = "LENGTH",
            converter = OptionTypes.Length.class,
            description = "Width of the figure: a number and mm, cm, in or pt")
    private Double width;

    @Option(
            names = "--figure-height",
            paramLabel = "LENGTH",
            converter = OptionTypes.Length.class,
            description = "Height of the figure (default: what suits its width)")
    private Double height;

    @Option(
            names = "--font-size",
            paramLabel = "PT",
            converter = OptionTypes.FontSize.class,
            description = "Size of the text of the figure in points, such as 8pt")
    private Double text;

    @Option(
            names = "--figure-font",
            paramLabel = "NAME",
            defaultValue = "sans",
            description = "Font of the figure: sans or serif, which ship, or the name of a TrueType font of this"
                    + " machine; where there is none of that name, sans is taken and said (default: ${DEFAULT-VALUE})")
    private String font;

    @Option(
            names = "--figure-theme",
            paramLabel = "GROUND",
            defaultValue = "light",
            converter = OptionTypes.GroundName.class,
            description = "Ground of the figure: light, dark or transparent (default: ${DEFAULT-VALUE})")
    private FigureSettings.Ground ground;

    @Option(
            names = "--figure-title",
            paramLabel = "TEXT",
            description = "Title of the figure; '' for none (default: what it shows)")
    private String title;

    @Option(
            names = "--figure-caption",
            paramLabel = "TEXT",
            description = "Caption of the figure; '' for none (default: where it comes from)")
    private String caption;

    @Option(names = "--figure-letters", description = "Letter the panels of the figure (a), (b) …")
    private boolean letters;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            defaultValue = "300",
            converter = OptionTypes.Dots.class,
            description = "Dots an inch of a figure that is a picture, and of what is one in a drawing (default:"
                    + " ${DEFAULT-VALUE})")
    private int dpi;

    private FigureSettings settings() {
        return new FigureSettings(
                preset,
                optional(width),
                optional(height),
                optional(text),
                ground,
                new FigureSettings.Words(title, caption, letters),
                dpi,
                FontFamily.named(font).orElse(FontFamily.SANS));
    }

    private static OptionalDouble optional(Double value) {
        return Optional.ofNullable(value).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /**
     * Checks what can be checked before there is anything to draw.
     *
     * @throws CommandLine.ParameterException if no figure can have such sizes
     */
    void check(CommandLine line) {
        if (FontFamily.named(font).isEmpty()) {
            line.getErr()
                    .println("There is no TrueType font \"" + font + "\" here that may be embedded; the figure is in "
                            + FontFace.FAMILY);
        }
        checked(line, () -> settings().checkSize());
    }

    /** Returns the figure of a plot. */
    Figure figure(Plot plot, Provenance provenance, CommandLine line) {
        return checked(line, () -> Figure.of(plot, settings(), provenance));
    }

    private static <T> T checked(CommandLine line, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, e.getMessage(), e);
        }
    }
}
