package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.UnsupportedOperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** LSTM, GRU and RNN: four steps, batches of two, three inputs, five units. */
class RecurrentTest {

    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int IN = 3;
    private static final int UNITS = 5;

    private static int gates(String type) {
        return type.equals("LSTM") ? 4 : type.startsWith("GRU") ? 3 : 1;
    }

    private static OperatorCase layer(String type, String direction, Object... more) {
        List<Object> settings = new ArrayList<>(List.of("hidden_size", UNITS, "direction", direction));
        settings.addAll(List.of(more));
        if (type.equals("GRU after")) {
            settings.addAll(List.of("linear_before_reset", 1));
        }
        int directions = direction.equals("bidirectional") ? 2 : 1;
        int rows = gates(type) * UNITS;
        return OperatorCase.of(type.split(" ")[0], 14, settings.toArray())
                .input(STEPS, BATCH, IN)
                .input(directions, rows, IN)
                .input(directions, rows, UNITS);
    }

    private static OperatorCase named(OperatorCase operator, String type) {
        return type.equals("LSTM") ? operator.outputs("y", "h", "c") : operator.outputs("y", "h");
    }

    private static Stream<OperatorCase> ofType(String type) {
        int rows = 2 * gates(type) * UNITS;
        OperatorCase stateful = layer(type, "bidirectional")
                .input(2, rows)
                .input(ElementType.INT32, new double[] {4, 2}, BATCH)
                .input(2, BATCH, UNITS);
        OperatorCase last = layer(type, "reverse").input(1, rows).noInput().input(1, BATCH, UNITS);
        if (type.equals("LSTM")) {
            stateful.input(2, BATCH, UNITS);
            last.input(1, BATCH, UNITS);
        }
        return Stream.of(
                named(layer(type, "forward").input(1, rows), type),
                named(layer(type, "reverse"), type),
                named(layer(type, "bidirectional").input(2, rows), type),
                named(stateful, type),
                last.outputs("", "h"),
                layer(type, "forward").input(1, rows).outputs("y"));
    }

    static Stream<OperatorCase> cases() {
        return Stream.concat(
                Stream.of("LSTM", "GRU", "GRU after", "RNN").flatMap(RecurrentTest::ofType),
                Stream.of(layer("RNN", "bidirectional", "activations", new String[] {"Relu", "Relu"})
                        .input(2, 2 * UNITS)));
    }

    @ParameterizedTest
    @MethodSource("cases")
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
        assertThatThrownBy(() -> layer("LSTM", "forward", "clip", 1f).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("clipping");
        assertThatThrownBy(() -> layer("LSTM", "forward", "activations", new String[] {"Relu"})
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("[Relu]");
        assertThatThrownBy(() -> layer("RNN", "sideways").operator()).hasMessageContaining("\"sideways\"");
        OperatorCase odd =
                OperatorCase.of("RNN", 14).input(4, 2, 3).input(1, 5, 4).input(1, 5, 5);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .hasMessageContaining("weights of shape [1, 5, 4] where [1, 5, 3] is wanted");
    }
}
