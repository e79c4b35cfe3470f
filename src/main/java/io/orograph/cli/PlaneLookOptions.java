package io.orograph.cli;

import io.orograph.landscape.Landscape;
import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.LossScale;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.Quantity;
import io.orograph.plot.SectionOverlay;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a landscape is shown in a figure. */
final class PlaneLookOptions {

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
            names = "--figure-content",
            paramLabel = "VIEW",
            defaultValue = "both",
            converter = OptionTypes.Content.class,
            description = "What the figure shows: surface, heatmap or both (default: ${DEFAULT-VALUE})")
    private FigureVariant content;

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

    /** Returns the plot of a landscape with what lies on its plane. */
    LandscapePlot plot(Landscape evaluated) {
        Landscape heights = numbers("--figure-show", shown, evaluated);
        LandscapeData different =
                colored == null || colored == shown ? null : data(numbers("--figure-color", colored, evaluated), null);
        return new LandscapePlot(
                data(heights, different),
                PlaneLook.of(colors).with(SectionOverlay.of(heights.section())),
                content,
                BoxView.STANDARD);
    }

    private Landscape numbers(String option, Quantity wanted, Landscape evaluated) {
        if (!wanted.isIn(evaluated)) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    option + " " + wanted.label() + " has nothing to show: this landscape has no "
                            + wanted.title().toLowerCase(Locale.ROOT) + "; show another");
        }
        return wanted.in(evaluated);
    }

    private LandscapeData data(Landscape numbers, LandscapeData colors) {
        LossScale whole = log == null ? LossScale.automatic(numbers) : LossScale.of(numbers, log);
        return new LandscapeData(numbers, whole.clippedAtPercentile(numbers, clip), colors);
    }
}
