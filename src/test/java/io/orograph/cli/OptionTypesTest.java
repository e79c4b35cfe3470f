package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.cli.OptionTypes.Resolution;
import io.orograph.study.GridSettings.Interval;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionTypesTest {

    private final OptionTypes.Positive positive = new OptionTypes.Positive();
    private final OptionTypes.Limits limits = new OptionTypes.Limits();
    private final OptionTypes.Cells cells = new OptionTypes.Cells();

    /** From the smallest to those whose double is too large to be the length of an axis. */
    @Property(tries = 500)
    void everyPositiveNumberIsTakenAsItIs(@ForAll long bits) {
        double value = Math.abs(Double.longBitsToDouble(bits));
        Assume.that(value > 0 && Double.isFinite(2 * value));
        assertThat(positive.convert(Double.toString(value))).isEqualTo(value);
        assertThat(limits.convert(-value + ":" + value)).isEqualTo(new Interval(-value, value));
    }

    @Property(tries = 200)
    void resolutions(@ForAll @IntRange(min = 2, max = 2000) int nx, @ForAll @IntRange(min = 2, max = 2000) int ny) {
        assertThat(cells.convert(nx + "x" + ny)).isEqualTo(new Resolution(nx, ny));
        assertThat(cells.convert("" + nx)).isEqualTo(new Resolution(nx, nx));
    }

    @Property(tries = 200)
    void gridsAreNeverLargerThanTheLimit(@ForAll @IntRange(min = 2) int nx, @ForAll @IntRange(min = 2) int ny) {
        if ((long) nx * ny > 4_000_000) {
            assertThatThrownBy(() -> cells.convert(nx + "x" + ny)).isInstanceOf(TypeConversionException.class);
        } else {
            assertThat(cells.convert(nx + "x" + ny)).isEqualTo(new Resolution(nx, ny));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", ".5, 0.5", "5., 5", "+2e-3, 0.002", "1E3, 1000"})
    void numbersAsPeopleWriteThem(String text, double value) {
        assertThat(positive.convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "one", "1d", "1f", "0x1p3", "NaN", "Infinity", "1,5", "1e", "--1", "1e400", "-1", "0"})
    void whatIsNoPositiveNumber(String text) {
        assertThatThrownBy(() -> positive.convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1", "1:", ":1", "1:1", "1:0", "0:1:2", "a:b", "-1e308:1e308", "0:NaN"})
    void whatAreNoLimits(String text) {
        assertThatThrownBy(() -> limits.convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3x", "x3", "3x3x3", "1", "1x5", "-3", "+3", "3.0", "3X3", " 3", "2001"})
    void whatIsNoResolution(String text) {
        assertThatThrownBy(() -> cells.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
