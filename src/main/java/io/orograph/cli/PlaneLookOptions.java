package io.orograph.cli;

import io.orograph.export.OutputFormats;
import io.orograph.landscape.Landscape;
import io.orograph.plot.BoxView;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.SectionOverlay;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a landscape is shown in a figure. */
final class PlaneLookOptions {

    @Mixin
    private ShownOptions shown;

    @Option(
            names = "--figure-content",
            paramLabel = "VIEW",
            defaultValue = "both",
            converter = OptionTypes.Content.class,
            description = "What the figure shows: surface, heatmap or both (default: ${DEFAULT-VALUE})")
    private FigureVariant content;

    /** Returns the plot of a landscape with what lies on its plane. */
    LandscapePlot plot(Landscape evaluated) {
        LandscapeData data = shown.data(evaluated);
        return new LandscapePlot(
                data,
                PlaneLook.of(shown.colors())
                        .with(SectionOverlay.of(data.landscape().section())),
                content,
                BoxView.STANDARD);
    }

    /** Returns the formats of a landscape, with pages that look so: see {@link ShownOptions#possible}. */
    OutputFormats<LandscapeStudy.Result> formats() {
        return Outputs.landscape(shown::possible, shown.colors());
    }
}
