package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.curvature.Effort;
import io.orograph.network.Kernels;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.L2Penalty;
import io.orograph.objective.LossKind;
import io.orograph.objective.OutputKind;
import io.orograph.plane.Normalization;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.PagePreset;
import io.orograph.plot.PageSize;
import io.orograph.plot.Quantity;
import io.orograph.study.DirectionKind;
import io.orograph.study.GridSettings.Interval;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The types of what may follow an option. A message goes on after the option's name, and is itself followed by what was
 * found: "--range takes a positive number, not "-1"".
 */
final class OptionTypes {

    private OptionTypes() {}

    /** A whole number of things. */
    static class Count implements ITypeConverter<Integer> {

        private final int most;

        Count() {
            this(Integer.MAX_VALUE);
        }

        Count(int most) {
            this.most = most;
        }

        @Override
        public Integer convert(String text) {
            long count = text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
            if (count >= 1 && count <= most) {
                return (int) count;
            }
            throw new TypeConversionException(
                    "takes a whole number " + (most == Integer.MAX_VALUE ? "of at least 1" : "from 1 to " + most));
        }
    }

    /** A number of threads, up to as many as a large machine has cores: each takes memory for a whole network. */
    static final class Workers extends Count {
        Workers() {
            super(256);
        }
    }

    /** Draws of noise: beyond this the standard error is far below what a difference of losses resolves. */
    static final class Draws extends Count {
        Draws() {
            super(1_000_000);
        }

        /** Returns an even number, since draws come in pairs. */
        @Override
        public Integer convert(String text) {
            int draws = super.convert(text);
            if (draws % 2 == 0) {
                return draws;
            }
            throw new TypeConversionException("takes an even number, since each noise is added and subtracted");
        }
    }

    /** Points of a line, both ends included. */
    static final class LinePoints extends Count {
        LinePoints() {
            super(100_000);
        }

        @Override
        public Integer convert(String text) {
            int count = super.convert(text);
            if (count < 2) {
                throw new TypeConversionException("takes at least 2 points");
            }
            return count;
        }
    }

    /** A seed. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("takes a whole number of at most 18 digits");
            }
        }
    }

    /** A number of a certain range. */
    private static class Decimal implements ITypeConverter<Double> {

        private final DoublePredicate range;
        private final String expected;

        /**
         * Makes the type of a number in a range.
         *
         * @param expected what a message says the option takes
         */
        Decimal(DoublePredicate range, String expected) {
            this.range = range;
            this.expected = expected;
        }

        @Override
        public Double convert(String text) {
            double value = number(text);
            if (range.test(value)) {
                return value;
            }
            throw new TypeConversionException("takes a " + expected);
        }
    }

    /** A finite number above 0. */
    static final class Positive extends Decimal {
        Positive() {
            super(value -> value > 0 && Double.isFinite(value), "positive number");
        }
    }

    /** A finite number of at least 0. */
    static final class NotNegative extends Decimal {
        NotNegative() {
            super(value -> value >= 0 && Double.isFinite(value), "number of at least 0");
        }
    }

    /** A number of at least 0 and below 1. */
    static final class Share extends Decimal {
        Share() {
            super(value -> value >= 0 && value < 1, "number of at least 0 and below 1");
        }
    }

    /** A number above 0 and at most 1. */
    static final class Factor extends Decimal {
        Factor() {
            super(value -> value > 0 && value <= 1, "number above 0 and at most 1");
        }
    }

    /** A number above 0 and at most 100. */
    static final class Percent extends Decimal {
        Percent() {
            super(value -> value > 0 && value <= 100, "number above 0 and at most 100");
        }
    }

    /**
     * The label of one of a list of choices. The type hands out the labels too, as the candidates of an option that a
     * help names by {@code ${COMPLETION-CANDIDATES}}.
     */
    static class Choice<T extends Named> implements ITypeConverter<T>, Iterable<String> {

        private final List<T> choices;

        Choice(Collection<T> choices) {
            this.choices = List.copyOf(choices);
        }

        @Override
        public T convert(String text) {
            return Named.find(choices, text)
                    .orElseThrow(() -> new TypeConversionException("takes one of " + String.join(", ", this)));
        }

        @Override
        public Iterator<String> iterator() {
            return choices.stream().map(Named::label).iterator();
        }
    }

    /** The name of an optimizer that SAM can work on. */
    static final class BaseName extends Choice<BaseOptimizer> {
        BaseName() {
            super(BaseOptimizer.all());
        }
    }

    /** The name of a schedule of the learning rate. */
    static final class ScheduleShape extends Choice<LearningRateSchedule.Shape> {
        ScheduleShape() {
            super(EnumSet.allOf(LearningRateSchedule.Shape.class));
        }
    }

    /** The choice of statistics of batch normalisations. */
    static final class StatisticsChoices extends Choice<StatisticsPolicy> {
        StatisticsChoices() {
            super(EnumSet.allOf(StatisticsPolicy.class));
        }
    }

    /** The name of a normalisation. */
    static final class KernelsName extends Choice<Kernels> {
        KernelsName() {
            super(EnumSet.allOf(Kernels.class));
        }
    }

    static final class NormalizationName extends Choice<Normalization> {
        NormalizationName() {
            super(EnumSet.allOf(Normalization.class));
        }
    }

    /** The name of an effort. */
    static final class EffortName extends Choice<Effort> {
        EffortName() {
            super(EnumSet.allOf(Effort.class));
        }
    }

    /** The name of a loss; null for {@code auto}. */
    static final class LossName extends Choice<LossKind> {

        static final String AUTO = "auto";

        LossName() {
            this(LossKind.all());
        }

        LossName(Collection<LossKind> losses) {
            super(losses);
        }

        @Override
        public LossKind convert(String text) {
            return text.equals(AUTO) ? null : super.convert(text);
        }

        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(List.of(AUTO));
            super.iterator().forEachRemaining(names::add);
            return names.iterator();
        }
    }

    /** The name of a kind of outputs. */
    static final class OutputKindName extends Choice<OutputKind> {
        OutputKindName() {
            super(OutputKind.all());
        }
    }

    /** The parameters that an L2 penalty counts. */
    static final class L2Over extends Choice<L2Penalty.Over> {
        L2Over() {
            super(L2Penalty.Over.all());
        }
    }

    /**
     * A choice of a list, or what is read from a file in its place.
     *
     * @param kind null if a file is named
     */
    record KindOrFile<T>(T kind, Optional<Path> file) {}

    /** The name of a kind of directions, or else of a file. */
    static final class DirectionsName implements ITypeConverter<KindOrFile<DirectionKind>> {

        private final List<DirectionKind> kinds;

        DirectionsName() {
            this(DirectionKind.all());
        }

        DirectionsName(Collection<DirectionKind> kinds) {
            this.kinds = List.copyOf(kinds);
        }

        /**
         * Returns the kind or the file that a text names. A text without an ending that is no file was meant as a kind:
         * only the list helps then.
         */
        @Override
        public KindOrFile<DirectionKind> convert(String text) {
            Optional<DirectionKind> kind = Named.find(kinds, text);
            if (kind.isEmpty() && text.matches("[\\w-]+") && !Files.exists(Path.of(text))) {
                throw new TypeConversionException("takes a file of directions, or one of " + Named.labels(kinds));
            }
            return new KindOrFile<>(
                    kind.orElse(null), kind.isPresent() ? Optional.empty() : Optional.of(Path.of(text)));
        }
    }

    /** Two finite numbers, {@code from:to}. */
    static final class Limits implements ITypeConverter<Interval> {
        @Override
        public Interval convert(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length == 2) {
                double from = number(parts[0]);
                double to = number(parts[1]);
                if (from < to && Double.isFinite(to - from)) {
                    return new Interval(from, to);
                }
            }
            throw new TypeConversionException("takes a smaller and a larger number, from:to, such as -0.5:1");
        }
    }

    /** The number of cells along α and β. */
    record Resolution(int nx, int ny) {}

    /** {@code N} or {@code NXxNY}. */
    static class Cells implements ITypeConverter<Resolution> {

        private final int fewest;

        /** 2,000 cells a side: more than a screen shows. Nothing is allocated for more. */
        private static final long MOST_CELLS = 4_000_000;

        Cells() {
            this(2);
        }

        Cells(int fewest) {
            this.fewest = fewest;
        }

        @Override
        public Resolution convert(String text) {
            String[] parts = text.split("x", -1);
            if (parts.length > 2 || !Arrays.stream(parts).allMatch(part -> part.matches("\\d+"))) {
                throw new TypeConversionException("takes a whole number, or two as in 51x31");
            }
            double nx = Double.parseDouble(parts[0]);
            double ny = Double.parseDouble(parts[parts.length - 1]);
            if (nx < fewest || ny < fewest) {
                throw new TypeConversionException("takes at least " + fewest + " cells along each side");
            }
            if (nx * ny > MOST_CELLS) {
                throw new TypeConversionException("takes at most 4 million cells in all, as in 2000x2000");
            }
            return new Resolution((int) nx, (int) ny);
        }
    }

    /** The number of cells as {@link Cells} has it, for a grid that reaches beyond given points on both sides. */
    static final class SeveralCells extends Cells {
        SeveralCells() {
            super(5);
        }
    }

    /**
     * Returns the number that a text says, NaN for what is no number. Java's own suffixes and hexadecimal floats are
     * none here.
     */
    private static double number(String text) {
        return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    /** A length with its unit, in points. */
    static final class Length implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return PageSize.length(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("takes a number and mm, cm, in or pt, such as 85mm");
            }
        }
    }

    /** The size of a text in points, whether or not that is said. */
    static final class FontSize implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            String number = text.endsWith("pt") ? text.substring(0, text.length() - 2) : text;
            if (number.matches("\\d{1,3}(\\.\\d{1,3})?")) {
                double size = Double.parseDouble(number);
                if (size >= FigureSettings.SMALLEST_TEXT && size <= FigureSettings.LARGEST_TEXT) {
                    return size;
                }
            }
            throw new TypeConversionException("takes a size from 4 to 200 points, such as 8pt");
        }
    }

    /** A resolution. */
    static final class Dots extends Count {
        Dots() {
            super(FigureSettings.MOST_DPI);
        }

        @Override
        public Integer convert(String text) {
            int dots = super.convert(text);
            if (dots < FigureSettings.FEWEST_DPI) {
                throw new TypeConversionException("takes at least " + FigureSettings.FEWEST_DPI);
            }
            return dots;
        }
    }

    /** Where a figure goes. */
    static final class Preset extends Choice<PagePreset> {
        Preset() {
            super(EnumSet.allOf(PagePreset.class));
        }
    }

    /** What a figure of a landscape shows. */
    static final class Content extends Choice<FigureVariant> {
        Content() {
            super(EnumSet.allOf(FigureVariant.class));
        }
    }

    /** The numbers of a landscape that a figure shows. */
    static final class Shown extends Choice<Quantity> {
        Shown() {
            super(EnumSet.allOf(Quantity.class));
        }
    }

    /** The colours of the loss. */
    static final class Colors implements ITypeConverter<ColorMap> {
        @Override
        public ColorMap convert(String text) {
            try {
                return ColorMap.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("takes one of "
                        + ColorMap.all().stream().map(ColorMap::name).collect(Collectors.joining(", ")));
            }
        }
    }

    /** What a figure stands on. */
    static final class GroundName extends Choice<FigureSettings.Ground> {
        GroundName() {
            super(EnumSet.allOf(FigureSettings.Ground.class));
        }
    }
}
