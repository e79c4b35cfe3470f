package io.orograph.cli;

import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a measure, or {@code all}. */
final class MeasureName implements ITypeConverter<String> {

    static final String ALL = "all";

    /** For the help, which needs a constant; a test compares it with what there is. */
    static final String NAMES = "gaussian, gaussian-filter, lpf, pac-bayes-sigma, sam, ball-ascent, asam, keskar,"
            + " keskar-0.0005, keskar-subspace, lambda-max, trace, relative-flatness, relative-flatness-layers";

    @Override
    public String convert(String text) {
        boolean known = text.equals(ALL)
                || SharpnessMeasures.all(0).stream()
                        .anyMatch(measure -> measure.name().equals(text));
        if (!known) {
            throw new TypeConversionException("takes " + ALL + " or some of "
                    + SharpnessMeasures.all(0).stream()
                            .map(SharpnessMeasure::name)
                            .collect(Collectors.joining(", ")));
        }
        return text;
    }
}
