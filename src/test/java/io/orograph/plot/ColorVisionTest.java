package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The colour maps as people see them who lack one kind of cones: by the matrices of Machado, Oliveira and Fernandes 2009,
 * doi:10.1109/TVCG.2009.113, severity 1, over linear sRGB. The order of losses is read from lightness, so it must rise.
 */
class ColorVisionTest {

    private static final Map<String, double[][]> KINDS = Map.of(
            "protanopia",
            new double[][] {
                {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
            },
            "deuteranopia",
            new double[][] {
                {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
            },
            "tritanopia",
            new double[][] {
                {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
            });

    static Stream<ColorMap> maps() {
        return ColorMap.all().stream();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void lightnessRisesForEveryKindOfColourBlindness(ColorMap map) {
        KINDS.forEach((kind, matrix) -> {
            double[] lightness = new double[ColorMap.SIZE];
            for (int i = 0; i < lightness.length; i++) {
                lightness[i] = lightness(map.table()[i], matrix);
            }
            // Over 8 of 256 colours: of two neighbours, rounding to whole numbers decides which is lighter.
            for (int i = 8; i < lightness.length; i++) {
                assertThat(lightness[i])
                        .as(map + " seen with " + kind + " at colour " + i)
                        .isGreaterThan(lightness[i - 8]);
            }
            assertThat(lightness[255] - lightness[0]).as(map + " with " + kind).isGreaterThan(50);
        });
    }

    /** Returns L* of CIE 1976. */
    private static double lightness(int argb, double[][] matrix) {
        double[] linear = {linear(argb >> 16 & 255), linear(argb >> 8 & 255), linear(argb & 255)};
        double[] weights = {0.2126, 0.7152, 0.0722};
        double luminance = 0;
        for (int row = 0; row < 3; row++) {
            double seen = 0;
            for (int column = 0; column < 3; column++) {
                seen += matrix[row][column] * linear[column];
            }
            luminance += weights[row] * Math.max(0, Math.min(1, seen));
        }
        return luminance > 216.0 / 24389 ? 116 * Math.cbrt(luminance) - 16 : luminance * 24389 / 27;
    }

    private static double linear(int component) {
        double channel = component / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
