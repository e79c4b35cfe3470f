package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.plot.Plot;
import io.orograph.provenance.Provenance;
import io.orograph.study.sweep.Gap;
import io.orograph.study.sweep.GeneralizationPlot;
import io.orograph.study.sweep.PhaseDiagram;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptQuantity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the figure of a sweep shows. */
final class SweepFigureOption {

    private static final String USUAL = "lambda-max:loss-gap";

    @Option(
            names = "--figure-of",
            paramLabel = "WHAT",
            defaultValue = USUAL,
            description =
                    "What the figure shows: MEASURE:GAP, a point a network, or AXIS:AXIS:QUANTITY, colours over two"
                            + " hyper-parameters, as in batch:lr:test-loss (default: ${DEFAULT-VALUE})")
    private String what;

    /**
     * Makes sure that it can be understood, before hours of training.
     *
     * @throws CommandLine.ParameterException if not
     */
    void check(CommandLine line) {
        String[] parts = what.split(":", -1);
        if (parts.length == 3 || parts.length == 2 && gap(parts[1]).isPresent()) {
            return;
        }
        throw new CommandLine.ParameterException(
                line,
                "--figure-of takes MEASURE:GAP with a gap of " + Named.labels(Gap.class)
                        + ", or AXIS:AXIS:QUANTITY as in batch:lr:test-loss, not \"" + what + "\"");
    }

    private static Optional<Gap> gap(String label) {
        return Named.find(Gap.class, label);
    }

    /**
     * Draws and writes the figure, if one is wanted.
     *
     * @throws CommandLine.ParameterException if the networks have no such axis or quantity
     */
    void write(FigureOptions figure, SweepReport report, Provenance provenance, CommandLine line) throws IOException {
        if (figure.isWanted()) {
            figure.write(plot(report, line), provenance);
        }
    }

    private Plot plot(SweepReport report, CommandLine line) {
        String[] parts = what.split(":", -1);
        if (parts.length == 2) {
            return GeneralizationPlot.of(
                    report.outcomes(), parts[0], gap(parts[1]).orElseThrow());
        }
        List<String> axes = PhaseDiagram.axes(report);
        List<SweptQuantity> quantities = SweptQuantity.all(report.outcomes());
        Optional<SweptQuantity> quantity = Named.find(quantities, parts[2]);
        if (!axes.contains(parts[0]) || !axes.contains(parts[1]) || quantity.isEmpty()) {
            throw new CommandLine.ParameterException(
                    line,
                    "--figure-of names an axis or a quantity that is not there; axes that vary: "
                            + String.join(", ", axes) + "; quantities: " + Named.labels(quantities));
        }
        return PhaseDiagram.of(report, parts[0], parts[1], quantity.get());
    }
}
