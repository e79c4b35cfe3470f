package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.file.UnreadableFileException;
import io.orograph.landscape.Grid;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.model.ModelReaders;
import io.orograph.model.onnx.ModelMutation;
import io.orograph.model.onnx.SoundModels;
import io.orograph.network.Network;
import io.orograph.network.NodeException;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.objective.Predictor;
import io.orograph.plane.Plane;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of broken models that open all the same, from fixed seeds: the outputs, the loss, its gradient and a landscape of 3 by
 * 3 cells are there, or it is said that the network and the data do not go together. {@code -Dmutations=20000} tries
 * more of them.
 */
class MutatedEvaluationTest {

    private static final int MODELS = Integer.getInteger("mutations", 400);
    private static final long SEED = Long.getLong("mutation.seed", 20261128);
    private static final int SAMPLES = 3;
    private static final int MOST_NUMBERS = 20_000;

    private static final CancelToken GO = new CancelToken();

    @TempDir
    Path folder;

    private int evaluated;

    @Test
    void whatOpensIsEvaluatedOrRefused() throws IOException {
        List<byte[]> sound = List.of(
                SoundModels.small(),
                SoundModels.ofManyOperators(),
                SoundModels.ofOperatorsWithSeveralInputs(),
                SoundModels.withControlFlow(),
                SoundModels.withEqualTensors());
        for (byte[] model : sound) {
            int before = evaluated;
            evaluate(model, new Random(1));
            assertThat(evaluated).isEqualTo(before + 1);
        }
        for (int i = 0; i < MODELS; i++) {
            Random random = new Random(SEED + i);
            byte[] model = ModelMutation.of(sound.get(random.nextInt(sound.size())), random);
            try {
                evaluate(model, random);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("model " + i + " of seed " + SEED + ": " + e, e);
            }
        }
        assertThat(evaluated).isGreaterThan(MODELS / 10);
    }

    private void evaluate(byte[] model, Random random) throws IOException {
        Network network;
        try {
            network = ModelReaders.open(Files.write(folder.resolve("model.onnx"), model), GO)
                    .network();
        } catch (UnreadableFileException e) {
            return;
        }
        if (network.inputs().size() != 1 || network.layout().size() > MOST_NUMBERS) {
            return;
        }
        long[] shape = Arrays.stream(network.inputs().get(0).shape())
                .map(axis -> axis == Shape.FREE ? SAMPLES : axis)
                .toArray();
        if (shape.length == 0 || Arrays.stream(shape).sum() > MOST_NUMBERS || Shape.size(shape) > MOST_NUMBERS) {
            return;
        }
        Tensor inputs = Tensor.of(numbers(Shape.size(shape), random), shape);
        try {
            evaluate(network, inputs, random);
            evaluated++;
        } catch (NodeException e) {
            assertThat(e.sentence()).endsWith(".").doesNotContain("\n").hasSizeLessThan(2000);
        }
    }

    private static double[] numbers(int count, Random random) {
        return random.doubles(count).map(x -> Math.rint(4 * x - 1)).toArray();
    }

    private static void evaluate(Network network, Tensor inputs, Random random) {
        Objective made;
        try {
            Tensor outputs = Predictor.predict(network, network.weights(), Inputs.of(inputs), Precision.SINGLE, GO);
            if (outputs.size() > MOST_NUMBERS) {
                return;
            }
            Tensor targets = Tensor.of(numbers(outputs.size(), random), outputs.shape());
            Dataset data = new Dataset("data", inputs, targets);
            made = new Objective(LossChoice.choose(network, data, LossKind.MSE), data, Precision.SINGLE, 1);
        } catch (IllegalArgumentException e) {
            // Whoever puts a model and data together says so, with this message.
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        try (Objective objective = made) {
            double[] theta = network.weights();
            objective.evaluate(theta, GO);
            assertThat(objective.gradient(theta, GO)).hasSize(theta.length);
            if (theta.length > 0) {
                Plane plane = new Plane(
                        network.layout(), theta, numbers(theta.length, random), numbers(theta.length, random));
                new LandscapeEvaluator(objective, plane, Grid.square(1, 3), Provenance.NONE)
                        .run(ProgressListener.NONE, GO);
            }
        }
    }
}
