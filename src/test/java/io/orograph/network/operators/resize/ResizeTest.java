package io.orograph.network.operators.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResizeTest {

    private static OperatorCase scaled(OperatorCase operator, float... scales) {
        return operator.noConstant().constant(Tensor.of(scales, scales.length));
    }

    private static OperatorCase sized(OperatorCase operator, long... sizes) {
        return operator.noConstant().noConstant().constant(Tensor.of(sizes, sizes.length));
    }

    static Stream<OperatorCase> modes() {
        return Stream.of("nearest", "linear", "cubic")
                .flatMap(mode -> Stream.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")
                        .flatMap(how -> Stream.of(
                                scaled(of(mode, how).input(1, 2, 3, 4), 1, 1, 2, 3),
                                sized(of(mode, how).input(2, 1, 5, 4), 2, 1, 3, 7))));
    }

    private static OperatorCase of(String mode, String coordinates) {
        return OperatorCase.of("Resize", 13, "mode", mode, "coordinate_transformation_mode", coordinates);
    }

    static Stream<OperatorCase> others() {
        return Stream.of(
                scaled(OperatorCase.of("Resize", 13).input(1, 1, 4, 5), 1, 1, 0.6f, 2),
                scaled(
                        OperatorCase.of(
                                        "Resize",
                                        13,
                                        "nearest_mode",
                                        "ceil",
                                        "coordinate_transformation_mode",
                                        "asymmetric")
                                .input(1, 1, 4, 5),
                        1,
                        1,
                        1.5f,
                        2),
                scaled(
                        OperatorCase.of("Resize", 13, "nearest_mode", "round_prefer_ceil")
                                .input(1, 1, 4, 5),
                        1,
                        1,
                        2,
                        2),
                scaled(
                        OperatorCase.of("Resize", 13, "mode", "cubic", "exclude_outside", 1, "cubic_coeff_a", -0.5f)
                                .input(1, 1, 4, 5),
                        1,
                        1,
                        2,
                        2),
                sized(
                        OperatorCase.of("Resize", 18, "mode", "linear", "axes", new long[] {2, 3})
                                .input(1, 2, 3, 4),
                        6,
                        2),
                OperatorCase.of("Resize", 10, "mode", "linear")
                        .input(1, 2, 3, 4)
                        .constant(Tensor.of(new float[] {1, 1, 2, 2}, 4)),
                OperatorCase.of("Upsample", 9, "mode", "nearest")
                        .input(1, 2, 3, 4)
                        .constant(Tensor.of(new float[] {1, 1, 2, 3}, 4)),
                OperatorCase.of("Upsample", 7, "mode", "nearest", "scales", new float[] {1, 1, 2, 2})
                        .input(1, 2, 3, 2));
    }

    /** Of operator sets 11 and 12. */
    static Stream<OperatorCase> forNearest() {
        return Stream.of("floor", "ceil", "round_prefer_floor")
                .map(rounding -> OperatorCase.of(
                                "Resize",
                                11,
                                "nearest_mode",
                                rounding,
                                "coordinate_transformation_mode",
                                "tf_half_pixel_for_nn")
                        .input(1, 1, 4, 5)
                        .constant(Tensor.of(new float[0], 0))
                        .constant(Tensor.of(new float[0], 0))
                        .constant(Tensor.of(new long[] {1, 1, 3, 7}, 4)));
    }

    /** Kernels that are wider where an axis shrinks; along the other it grows. */
    static Stream<OperatorCase> withoutAliasing() {
        return Stream.of("linear", "cubic")
                .flatMap(mode -> Stream.of("half_pixel", "align_corners", "asymmetric")
                        .flatMap(how -> Stream.of(0, 1)
                                .map(exclude -> sized(
                                        OperatorCase.of(
                                                        "Resize",
                                                        18,
                                                        "mode",
                                                        mode,
                                                        "coordinate_transformation_mode",
                                                        how,
                                                        "antialias",
                                                        1,
                                                        "exclude_outside",
                                                        exclude)
                                                .input(1, 2, 9, 4),
                                        1,
                                        2,
                                        4,
                                        6))));
    }

    private static OperatorCase cropped(OperatorCase operator, float[] region, long... sizes) {
        return operator.constant(Tensor.of(region, region.length))
                .noConstant()
                .constant(Tensor.of(sizes, sizes.length));
    }

    /** A region inside, and one that reaches out of the image. */
    static Stream<OperatorCase> crops() {
        float[] inside = {0, 0, 0.25f, 0.5f, 1, 1, 0.75f, 0.875f};
        float[] beyond = {0, 0, -0.25f, 0.5f, 1, 1, 0.75f, 1.5f};
        return Stream.of("nearest", "linear", "cubic")
                .flatMap(mode -> Stream.of(
                        cropped(of(mode, AxisPlaces.CROP).input(1, 1, 5, 6), inside, 1, 1, 4, 3),
                        cropped(
                                OperatorCase.of(
                                                "Resize",
                                                13,
                                                "mode",
                                                mode,
                                                "coordinate_transformation_mode",
                                                AxisPlaces.CROP,
                                                "extrapolation_value",
                                                7f)
                                        .input(1, 1, 5, 6),
                                beyond,
                                1,
                                1,
                                4,
                                3)));
    }

    static Stream<OperatorCase> proportions() {
        return Stream.of("not_larger", "not_smaller")
                .flatMap(policy -> Stream.of("nearest", "linear")
                        .flatMap(mode -> Stream.of(
                                kept(policy, mode, 7, 8), kept(policy, mode, 2, 3), kept(policy, mode, 2, 9))));
    }

    private static OperatorCase kept(String policy, String mode, long... sizes) {
        return sized(
                OperatorCase.of("Resize", 18, "mode", mode, "keep_aspect_ratio_policy", policy, "axes", new long[] {2, 3
                        })
                        .input(1, 2, 3, 5),
                sizes);
    }

    static Stream<OperatorCase> symmetric() {
        return Stream.of("nearest", "linear", "cubic")
                .map(mode -> scaled(
                        OperatorCase.of(
                                        "Resize",
                                        19,
                                        "mode",
                                        mode,
                                        "coordinate_transformation_mode",
                                        "half_pixel_symmetric")
                                .input(1, 1, 4, 5),
                        1,
                        1,
                        0.6f,
                        1.7f));
    }

    @ParameterizedTest
    @MethodSource({"modes", "others", "withoutAliasing", "crops", "proportions", "symmetric", "forNearest"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** What the ONNX reader writes for the size of the batch. */
    @Test
    void aSizeOfZeroLeavesAnAxisAlone() {
        OperatorCase resize = sized(OperatorCase.of("Resize", 13).input(5, 2, 3), 0, 2, 6);
        assertThat(resize.operator().outputShapes(resize.shapes()).get(0)).containsExactly(5, 2, 6);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> of("linear", "tf_crop_and_resize").input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("tf_crop_and_resize");
        assertThatThrownBy(() -> OperatorCase.of("Resize", 18, "keep_aspect_ratio_policy", "some")
                        .input(2)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("the policy \"some\"");
        OperatorCase oddRegion = cropped(of("linear", AxisPlaces.CROP).input(2, 3), new float[] {0, 1}, 2, 2);
        assertThatThrownBy(() -> oddRegion.operator().outputShapes(oddRegion.shapes()))
                .hasMessageContaining("2 ends of regions");
        OperatorCase odd = scaled(OperatorCase.of("Resize", 13).input(2, 3), 1);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes())).hasMessageContaining("one an axis");
        OperatorCase nothing = scaled(OperatorCase.of("Resize", 13).input(2), 0.1f);
        assertThatThrownBy(() -> nothing.operator().outputShapes(nothing.shapes()))
                .hasMessageContaining("cannot be scaled");
    }
}
