package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.sweep.SweepChoices;
import java.util.List;
import picocli.CommandLine.Option;

/** Which measures of sharpness are taken of each of many networks. */
final class SweptMeasuresOption {

    @Option(
            names = "--measures",
            paramLabel = "NAME",
            split = ",",
            converter = MeasureName.class,
            completionCandidates = MeasureName.class,
            description = "Measures of sharpness: those of the command sharpness, or all (default:"
                    + " lambda-max,adaptive-trace,adaptive-ball)")
    private List<String> names = SweepChoices.USUAL_MEASURES;

    /** Returns them in the order of all. */
    List<SharpnessMeasure> measures() {
        return SharpnessMeasures.all(0).stream()
                .filter(measure -> names.contains(MeasureName.ALL) || names.contains(measure.label()))
                .toList();
    }

    /** Returns their labels as they were given. */
    List<String> labels() {
        return names.contains(MeasureName.ALL)
                ? measures().stream().map(Named::label).toList()
                : names;
    }
}
