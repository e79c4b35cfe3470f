package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What heights and colours of a landscape show, in a figure, a film or a page. */
final class ShownOptions {

    @Option(
            names = "--log",
            negatable = true,
            description = "Heights and colours of the figure follow ln L, or with --no-log L (default: ln L where"
                    + " most of the plane would otherwise look flat)")
    private Boolean log;

    @Option(
            names = "--clip",
            paramLabel = "PERCENT",
            defaultValue = "100",
            converter = OptionTypes.Percent.class,
            description = "Losses above this percentile are drawn at its level in the figure; the numbers stay"
                    + " (default: ${DEFAULT-VALUE}, which clips nothing)")
    private double clip;

    @Option(
            names = "--figure-show",
            paramLabel = "WHAT",
            defaultValue = "loss",
            converter = OptionTypes.Shown.class,
            description = "What heights and colours of the figure are: loss, accuracy, error (the standard error of"
                    + " the loss) or difference (L − L(θ₀)) (default: ${DEFAULT-VALUE})")
    private Quantity shown;

    @Option(
            names = "--figure-color",
            paramLabel = "WHAT",
            converter = OptionTypes.Shown.class,
            description = "What colours of the figure are, where heights show something else: loss, accuracy, error or"
                    + " difference (default: what heights are)")
    private Quantity colored;

    @Option(
            names = "--colors",
            paramLabel = "MAP",
            defaultValue = "viridis",
            converter = OptionTypes.Colors.class,
            description = "Colour map of the figure (default: ${DEFAULT-VALUE})")
    private ColorMap colors;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /**
     * Makes sure that nothing was chosen that a file has no place for: of the formats of numbers only a page has a look.
     *
     * @throws CommandLine.ParameterException if something was
     */
    void requirePage(Path out) {
        if (FileName.endsIn(out, List.of(".html"))) {
            return;
        }
        for (String option : List.of("--log", "--clip", "--figure-show", "--figure-color", "--colors")) {
            if (mixee.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandLine.ParameterException(
                        mixee.commandLine(),
                        option + " says how a page looks, and " + FileName.of(out)
                                + " is none; give a name that ends in .html, or leave it out");
            }
        }
    }

    ColorMap colors() {
        return colors;
    }

    /**
     * Returns what is drawn of a landscape.
     *
     * @throws CommandLine.ParameterException if it has no such numbers
     */
    LandscapeData data(Landscape evaluated) {
        require("--figure-show", shown, evaluated);
        if (colored != null) {
            require("--figure-color", colored, evaluated);
        }
        return possible(evaluated);
    }

    /** Returns the same with what it has in place of numbers that it has not, so that what took long is written. */
    LandscapeData possible(Landscape evaluated) {
        Quantity heights = shown.isIn(evaluated) ? shown : Quantity.LOSS;
        boolean isOfTwo = colored != null && colored != heights && colored.isIn(evaluated);
        return data(heights.in(evaluated), isOfTwo ? data(colored.in(evaluated), null) : null);
    }

    private void require(String option, Quantity wanted, Landscape evaluated) {
        if (!wanted.isIn(evaluated)) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    option + " " + wanted.label() + " has nothing to show: this landscape has no "
                            + wanted.title().toLowerCase(Locale.ROOT) + "; show another");
        }
    }

    private LandscapeData data(Landscape numbers, LandscapeData others) {
        LossScale whole = log == null ? LossScale.automatic(numbers) : LossScale.of(numbers, log);
        return new LandscapeData(numbers, whole.clippedAtPercentile(numbers, clip), others);
    }
}
