package io.orograph.network.operators.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** LSTM, GRU and RNN: four steps, batches of two, three inputs, five units or eleven. */
class RecurrentTest {

    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int IN = 3;
    private static final int UNITS = 5;

    /** More than a compiled loop takes at once, and no multiple of it. */
    private static final int MANY_UNITS = 11;

    private static int gates(String type) {
        return type.equals("LSTM") ? 4 : type.startsWith("GRU") ? 3 : 1;
    }

    private static OperatorCase layer(String type, String direction, Object... more) {
        return layer(UNITS, type, direction, more);
    }

    private static OperatorCase layer(int units, String type, String direction, Object... more) {
        List<Object> settings = new ArrayList<>(List.of("hidden_size", units, "direction", direction));
        settings.addAll(List.of(more));
        if (type.equals("GRU after")) {
            settings.addAll(List.of("linear_before_reset", 1));
        }
        int directions = direction.equals("bidirectional") ? 2 : 1;
        int rows = gates(type) * units;
        return OperatorCase.of(type.split(" ")[0], 14, settings.toArray())
                .input(STEPS, BATCH, IN)
                .input(directions, rows, IN)
                .input(directions, rows, units);
    }

    private static OperatorCase named(OperatorCase operator, String type) {
        return type.equals("LSTM") ? operator.outputs("y", "h", "c") : operator.outputs("y", "h");
    }

    private static Stream<OperatorCase> ofType(String type, int units) {
        int rows = 2 * gates(type) * units;
        OperatorCase stateful = layer(units, type, "bidirectional")
                .input(2, rows)
                .input(ElementType.INT32, new double[] {4, 2}, BATCH)
                .input(2, BATCH, units);
        OperatorCase last =
                layer(units, type, "reverse").input(1, rows).noInput().input(1, BATCH, units);
        if (type.equals("LSTM")) {
            stateful.input(2, BATCH, units);
            last.input(1, BATCH, units);
        }
        return Stream.of(
                named(layer(units, type, "forward").input(1, rows), type),
                named(layer(units, type, "reverse"), type),
                named(layer(units, type, "bidirectional").input(2, rows), type),
                named(stateful, type),
                last.outputs("", "h"),
                layer(units, type, "forward").input(1, rows).outputs("y"));
    }

    static Stream<OperatorCase> cases() {
        return Stream.concat(
                Stream.of("LSTM", "GRU", "GRU after", "RNN")
                        .flatMap(type -> Stream.of(UNITS, MANY_UNITS).flatMap(units -> ofType(type, units))),
                Stream.of(layer("RNN", "bidirectional", "activations", new String[] {"Relu", "Relu"})
                        .input(2, 2 * UNITS)));
    }

    /** Every function at a gate of a plain layer, with the sums held within limits and without. */
    static Stream<OperatorCase> functions() {
        return Stream.of(
                        functions("Relu"),
                        functions("Sigmoid"),
                        functions(
                                "Affine", "activation_alpha", new float[] {-0.5f}, "activation_beta", new float[] {0.25f
                                }),
                        functions("LeakyRelu", "activation_alpha", new float[] {0.2f}),
                        functions("ThresholdedRelu", "activation_alpha", new float[] {0.3f}),
                        functions("ScaledTanh", "activation_alpha", new float[] {1.7f}, "activation_beta", new float[] {
                            0.6f
                        }),
                        functions(
                                "HardSigmoid", "activation_alpha", new float[] {0.3f}, "activation_beta", new float[] {
                                    0.4f
                                }),
                        functions("Elu", "activation_alpha", new float[] {0.7f}),
                        functions("Softsign"),
                        functions("Softplus"))
                .flatMap(each -> each);
    }

    private static Stream<OperatorCase> functions(String name, Object... settings) {
        List<Object> named = new ArrayList<>(List.of(settings));
        named.addAll(List.of("activations", new String[] {name}));
        List<Object> held = new ArrayList<>(named);
        held.addAll(List.of("clip", 0.5f));
        return Stream.of(named, held)
                .map(each -> layer("RNN", "forward", each.toArray())
                        .input(1, 2 * UNITS)
                        .outputs("y", "h"));
    }

    /** Peepholes, coupled gates, limits, other functions; with sequences that end early, in both directions. */
    static Stream<OperatorCase> forms() {
        String[] others = {"HardSigmoid", "Relu", "Softsign", "Sigmoid", "ScaledTanh", "Tanh"};
        String[] ofGru = {"HardSigmoid", "Softsign", "Sigmoid", "Relu"};
        float[] alphas = {0.25f, 1.5f};
        float[] betas = {0.4f, 0.5f};
        return Stream.of(
                peepholes(1, layer("LSTM", "forward").input(1, 8 * UNITS)),
                peepholes(2, layer("LSTM", "bidirectional", "clip", 0.4f).input(2, 8 * UNITS)),
                peepholes(1, layer("LSTM", "reverse", "input_forget", 1).noInput()),
                named(layer("LSTM", "forward", "input_forget", 1), "LSTM"),
                named(layer("LSTM", "forward", "clip", 0.3f).input(1, 8 * UNITS), "LSTM"),
                named(
                        layer(
                                        "LSTM",
                                        "bidirectional",
                                        "activations",
                                        others,
                                        "activation_alpha",
                                        alphas,
                                        "activation_beta",
                                        betas)
                                .input(2, 8 * UNITS),
                        "LSTM"),
                named(layer("GRU", "forward", "clip", 0.4f).input(1, 6 * UNITS), "GRU"),
                named(layer("GRU after", "reverse", "clip", 0.4f).input(1, 6 * UNITS), "GRU"),
                named(layer("GRU", "bidirectional", "activations", ofGru).input(2, 6 * UNITS), "GRU"),
                named(layer("GRU after", "bidirectional", "activations", ofGru).input(2, 6 * UNITS), "GRU"));
    }

    private static OperatorCase peepholes(int directions, OperatorCase layer) {
        return named(
                layer.input(ElementType.INT32, new double[] {3, 4}, BATCH)
                        .input(directions, BATCH, UNITS)
                        .input(directions, BATCH, UNITS)
                        .input(directions, 3 * UNITS),
                "LSTM");
    }

    @ParameterizedTest
    @MethodSource({"cases", "functions", "forms"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** ONNX Runtime refuses this layout: the same numbers with the first two axes swapped give the same result. */
    @Test
    void theBatchMayComeFirst() {
        OperatorCase swapped = OperatorCase.of("RNN", 14, "hidden_size", UNITS, "layout", 1)
                .input(BATCH, STEPS, IN)
                .input(1, UNITS, IN)
                .input(1, UNITS, UNITS)
                .outputs("y", "h")
                .withoutReference();
        swapped.check();
        double[] x = new double[STEPS * BATCH * IN];
        for (int i = 0; i < x.length; i++) {
            int row = i / IN;
            x[i] = swapped.values().get(0)[(row % BATCH * STEPS + row / BATCH) * IN + i % IN];
        }
        double[] expected = OperatorCase.of("RNN", 14, "hidden_size", UNITS)
                .input(x, STEPS, BATCH, IN)
                .input(swapped.values().get(1), 1, UNITS, IN)
                .input(swapped.values().get(2), 1, UNITS, UNITS)
                .outputs("y", "h")
                .forward(DataType.DOUBLE);
        double[] actual = swapped.forward(DataType.DOUBLE);
        for (int sample = 0; sample < BATCH; sample++) {
            for (int step = 0; step < STEPS; step++) {
                for (int unit = 0; unit < UNITS; unit++) {
                    assertThat(actual[(sample * STEPS + step) * UNITS + unit])
                            .isEqualTo(expected[(step * BATCH + sample) * UNITS + unit]);
                }
            }
        }
    }

    @Test
    void whatIsTrained() {
        Operator lstm = layer("LSTM", "forward").operator();
        assertThat(lstm.role(1, new long[] {1, 20, 3})).isEqualTo(Role.WEIGHT);
        assertThat(lstm.outputAxis(1, 3)).isEqualTo(1);
        assertThat(lstm.outputAxis(2, 3)).isEqualTo(1);
        assertThat(lstm.role(3, new long[] {1, 40})).isEqualTo(Role.BIAS);
        assertThat(lstm.role(5, new long[] {1, 2, 5})).isEqualTo(Role.NONE);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> layer("RNN", "forward", "activations", new String[] {"Cosine"})
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("the activation Cosine; supported are [RELU");
        assertThatThrownBy(() -> layer(
                                "RNN",
                                "forward",
                                "activations",
                                new String[] {"LeakyRelu"},
                                "activation_alpha",
                                new float[] {-1})
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("LeakyRelu with alpha = -1.0");
        assertThatThrownBy(() -> layer("LSTM", "forward", "activations", new String[] {"Relu"})
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[Relu]; it needs 3");
        assertThatThrownBy(() -> layer("RNN", "sideways").operator()).hasMessageContaining("\"sideways\"");
        OperatorCase odd =
                OperatorCase.of("RNN", 14).input(4, 2, 3).input(1, 5, 4).input(1, 5, 5);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .hasMessageContaining("weights of shape [1, 5, 4] where [1, 5, 3] is wanted");
    }
}
