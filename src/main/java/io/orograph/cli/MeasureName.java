package io.orograph.cli;

import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a measure, or {@code all}; hands out the names of the measures for the help. */
final class MeasureName implements ITypeConverter<String>, Iterable<String> {

    static final String ALL = "all";

    private final List<String> names = new ArrayList<>();

    MeasureName() {
        this(SharpnessMeasures.all(0));
    }

    MeasureName(Collection<? extends SharpnessMeasure> measures) {
        measures.forEach(measure -> names.add(measure.label()));
    }

    @Override
    public String convert(String text) {
        if (!text.equals(ALL) && !names.contains(text)) {
            throw new TypeConversionException("takes " + ALL + " or some of " + String.join(", ", names));
        }
        return text;
    }

    @Override
    public Iterator<String> iterator() {
        return List.copyOf(names).iterator();
    }
}
