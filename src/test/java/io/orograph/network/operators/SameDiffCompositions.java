package io.orograph.network.operators;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMActivations;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;

/** Normalisations and recurrent layers with their counterparts, mostly put together from simpler functions. */
final class SameDiffCompositions extends SameDiffTable {

    SameDiffCompositions() {
        addNormalizations();
        addRecurrent();
    }

    private void addNormalizations() {
        add(
                OperatorCase.of("BatchNormalization", 15)
                        .input(2, 3, 5, 7)
                        .input(3)
                        .input(3)
                        .input(3)
                        .positiveInput(3),
                (graph, x) -> x[0].sub(channels(x[3]))
                        .div(graph.math().sqrt(channels(x[4]).add(1e-5f)))
                        .mul(channels(x[1]))
                        .add(channels(x[2])));
        add(
                OperatorCase.of("LayerNormalization", 17, "axis", -1, "epsilon", 0f)
                        .input(3, 7)
                        .input(7)
                        .input(7),
                (graph, x) -> graph.nn().layerNorm(x[0], x[1], x[2], true, 1));
        double[] band = new double[2 * 5 * 5];
        for (int i = 0; i < band.length; i++) {
            band[i] = Math.abs(i / 5 % 5 - i % 5) <= 1 ? 0.25 : 0;
        }
        add(
                OperatorCase.of("LRN", 13, "size", 3, "alpha", 0.75f, "beta", 0.5f, "bias", 2f)
                        .input(2, 5, 3, 4),
                (graph, x) -> {
                    SDVariable square = graph.math().square(x[0].reshape(2, 5, 12));
                    SDVariable sum = graph.mmul(graph.constant(SameDiffCounterpart.array(band, 2, 5, 5)), square);
                    return x[0].div(graph.math().sqrt(sum.add(2)).reshape(2, 5, 3, 4));
                });
        add(
                OperatorCase.of("InstanceNormalization", 13, "epsilon", 0.125f)
                        .input(2, 3, 5, 7)
                        .input(3)
                        .input(3),
                (graph, x) -> standardized(graph, x[0], 0.125, 2, 3)
                        .mul(channels(x[1]))
                        .add(channels(x[2])));
        add(
                OperatorCase.of("GroupNormalization", 21, "num_groups", 3, "epsilon", 0.125f)
                        .input(2, 6, 5, 7)
                        .input(6)
                        .input(6),
                (graph, x) -> standardized(graph, x[0].reshape(2, 3, 70), 0.125, 2)
                        .reshape(2, 6, 5, 7)
                        .mul(x[1].reshape(1, 6, 1, 1))
                        .add(x[2].reshape(1, 6, 1, 1)));
        add(
                OperatorCase.of("RMSNormalization", 23, "axis", -1, "epsilon", 0.125f)
                        .input(3, 5, 7)
                        .input(7),
                (graph, x) -> x[0].div(graph.math()
                                .sqrt(graph.mean(graph.math().square(x[0]), true, 2)
                                        .add(0.125)))
                        .mul(x[1]));
        add(
                OperatorCase.of("MeanVarianceNormalization", 13, "axes", new long[] {1, 2})
                        .input(3, 5, 7),
                (graph, x) -> {
                    SDVariable centred = x[0].sub(graph.mean(x[0], true, 1, 2));
                    return centred.div(graph.math()
                            .sqrt(graph.mean(graph.math().square(centred), true, 1, 2))
                            .add(1e-9));
                });
        add(
                OperatorCase.of("LpNormalization", 13, "axis", 1, "p", 2).input(3, 7, 5),
                (graph, x) -> x[0].div(graph.norm2(x[0], true, 1)));
        add(
                OperatorCase.of("LpNormalization", 13, "axis", 1, "p", 1).input(3, 7, 5),
                (graph, x) -> x[0].div(graph.norm1(x[0], true, 1)));
    }

    private static SDVariable channels(SDVariable perChannel) {
        return perChannel.reshape(1, 3, 1, 1);
    }

    private static SDVariable standardized(SameDiff graph, SDVariable x, double epsilon, int... axes) {
        SDVariable centred = x.sub(graph.mean(x, true, axes));
        return centred.div(graph.math()
                .sqrt(graph.mean(graph.math().square(centred), true, axes).add(epsilon)));
    }

    private static SDVariable[] gates(SameDiff graph, SDVariable all, int... order) {
        SDVariable[] parts = graph.split(all, order.length, 0);
        SDVariable[] sorted = new SDVariable[order.length];
        Arrays.setAll(sorted, i -> parts[order[i]]);
        return sorted;
    }

    private void addRecurrent() {
        // ONNX: gates i o f c; SameDiff: i f c o.
        add(
                OperatorCase.of("LSTM", 14, "hidden_size", 3)
                        .input(5, 2, 4)
                        .input(1, 12, 4)
                        .input(1, 12, 3)
                        .input(1, 24),
                (graph, x) -> {
                    SDVariable w = graph.concat(0, gates(graph, x[1].reshape(12, 4), 0, 2, 3, 1));
                    SDVariable r = graph.concat(0, gates(graph, x[2].reshape(12, 3), 0, 2, 3, 1));
                    SDVariable[] halves = graph.split(x[3].reshape(24), 2, 0);
                    SDVariable b = graph.concat(0, gates(graph, halves[0].add(halves[1]), 0, 2, 3, 1));
                    return graph.rnn()
                            .lstmLayer(
                                    x[0],
                                    LSTMLayerWeights.builder()
                                            .weights(graph.permute(w, 1, 0))
                                            .rWeights(graph.permute(r, 1, 0))
                                            .bias(b)
                                            .build(),
                                    LSTMLayerConfig.builder()
                                            .lstmdataformat(LSTMDataFormat.TNS)
                                            .directionMode(LSTMDirectionMode.FWD)
                                            .gateAct(LSTMActivations.SIGMOID)
                                            .cellAct(LSTMActivations.TANH)
                                            .outAct(LSTMActivations.TANH)
                                            .retFullSequence(true)
                                            .build())[0];
                });
        add(
                OperatorCase.of("GRU", 14, "hidden_size", 3, "linear_before_reset", 1)
                        .input(3, 2, 4)
                        .input(1, 9, 4)
                        .input(1, 9, 3)
                        .input(1, 18),
                (graph, x) -> unrolled(
                        graph,
                        x,
                        (w, h, k) -> {
                            SDVariable update = graph.nn().sigmoid(w[0].add(h[0]));
                            SDVariable reset = graph.nn().sigmoid(w[1].add(h[1]));
                            SDVariable fresh = graph.nn().tanh(w[2].add(reset.mul(h[2])));
                            return fresh.add(update.mul(k.sub(fresh)));
                        },
                        3));
        add(
                OperatorCase.of("RNN", 14, "hidden_size", 3)
                        .input(3, 2, 4)
                        .input(1, 3, 4)
                        .input(1, 3, 3)
                        .input(1, 6),
                (graph, x) -> unrolled(graph, x, (w, h, k) -> graph.nn().tanh(w[0].add(h[0])), 1));
    }

    /** The next state from what the input says, what the last state says, and that state. */
    @FunctionalInterface
    private interface Step {
        SDVariable next(SDVariable[] input, SDVariable[] recurrent, SDVariable state);
    }

    /** Three steps of a batch of two with 4 features and 3 numbers of state, from a state of zero. */
    private static SDVariable unrolled(SameDiff graph, SDVariable[] x, Step step, int gates) {
        SDVariable[] inputs = graph.split(x[0].reshape(6, 4), 3, 0);
        SDVariable w = x[1].reshape(gates * 3L, 4);
        SDVariable r = x[2].reshape(gates * 3L, 3);
        SDVariable[] biases = graph.split(x[3].reshape(gates * 6L), 2, 0);
        SDVariable[] states = new SDVariable[3];
        SDVariable state = graph.constant(SameDiffCounterpart.array(new double[6], 2, 3));
        for (int t = 0; t < 3; t++) {
            SDVariable ofInput = graph.mmul(inputs[t], w, false, true, false).add(biases[0]);
            SDVariable ofState = graph.mmul(state, r, false, true, false).add(biases[1]);
            state = step.next(gates(graph, ofInput, gates), gates(graph, ofState, gates), state);
            states[t] = state;
        }
        return graph.concat(0, states);
    }

    private static SDVariable[] gates(SameDiff graph, SDVariable all, int count) {
        return count == 1 ? new SDVariable[] {all} : graph.split(all, count, 1);
    }
}
