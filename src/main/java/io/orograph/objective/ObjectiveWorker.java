package io.orograph.objective;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Precision;
import io.orograph.objective.Loss.OutputLayout;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One thread's means to evaluate an {@link Objective}: plans, buffers and native copies of the vectors it works
 * with. Used by one thread at a time; owned and closed by the objective's {@link WorkerPool}.
 */
public final class ObjectiveWorker implements AutoCloseable {

    private final Objective objective;
    private final Precision precision;
    private final ExecutionPlan forward;
    private ExecutionPlan gradient;
    private final double[] outputs;
    private int loadedTile = -1;

    private Slice slice;
    private final List<INDArray> sliceVectors = new ArrayList<>();

    ObjectiveWorker(Objective objective) {
        this.objective = objective;
        this.precision = objective.precision();
        this.forward = ExecutionPlan.forward(objective.network(), objective.tileShapes(), precision);
        this.outputs = new double[(int) forward.output().length()];
    }

    /**
     * The loss at a point of a slice: origin + Σ coefficientᵢ·directionᵢ, summed in the plan's precision.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public Evaluation evaluate(Slice at, CancelToken cancel, double... coefficients) {
        placeOnSlice(forward.parameters(), at, coefficients);
        return evaluatePlaced(cancel);
    }

    /**
     * The loss at θ.
     *
     * @throws IllegalArgumentException if θ has not as many numbers as the network has parameters
     */
    public Evaluation evaluate(double[] theta, CancelToken cancel) {
        place(theta, forward);
        return evaluatePlaced(cancel);
    }

    private void place(double[] theta, ExecutionPlan plan) {
        int size = objective.network().layout().size();
        if (theta.length != size) {
            throw new IllegalArgumentException(theta.length + " weights for " + size + " parameters");
        }
        NativeCopy.write(theta, plan.parameters());
    }

    private void placeOnSlice(INDArray theta, Slice at, double[] coefficients) {
        if (at != slice) {
            loadSlice(at);
        }
        theta.assign(sliceVectors.get(0));
        for (int i = 0; i < coefficients.length; i++) {
            INDArray direction = sliceVectors.get(i + 1);
            Nd4j.getBlasWrapper().level1().axpy(theta.length(), coefficients[i], direction, theta);
        }
    }

    private void loadSlice(Slice at) {
        sliceVectors.forEach(INDArray::close);
        sliceVectors.clear();
        slice = null;
        List<double[]> vectors = new ArrayList<>(List.of(at.origin()));
        vectors.addAll(at.directions());
        for (double[] vector : vectors) {
            INDArray copy = forward.parameters().ulike();
            sliceVectors.add(copy);
            NativeCopy.write(vector, copy);
        }
        slice = at;
    }

    private Evaluation evaluatePlaced(CancelToken cancel) {
        Moments losses = new Moments();
        double right = 0;
        Loss loss = objective.loss();
        OutputLayout layout = objective.outputLayout();
        for (int tile = 0; tile < objective.tiling().count(); tile++) {
            cancel.check();
            runForward(tile);
            int first = objective.tiling().from(tile);
            for (int i = 0; i < objective.tiling().samplesIn(tile); i++) {
                int target = (first + i) * objective.targetsPerSample();
                losses.add(loss.loss(outputs, i * layout.size(), layout, objective.targets(), target));
                right += loss.accuracy(outputs, i * layout.size(), layout, objective.targets(), target);
            }
        }
        double accuracy = loss.hasAccuracy() ? right / losses.count() : Double.NaN;
        return new Evaluation(losses.mean(), losses.standardError(), accuracy, losses.count());
    }

    private void runForward(int tile) {
        if (tile != loadedTile) {
            forward.input(0).assign(objective.tile(tile));
            loadedTile = tile;
        }
        forward.forward();
        NativeCopy.read(forward.output(), outputs);
    }

    /**
     * The sum over one tile's samples of the gradient of the loss at θ, added to {@code sum}.
     *
     * @return the sum of the losses of the tile's samples
     */
    double addGradient(double[] theta, int tile, double[] sum) {
        if (gradient == null) {
            gradient = ExecutionPlan.gradient(objective.network(), objective.tileShapes(), precision);
        }
        place(theta, gradient);
        gradient.input(0).assign(objective.tile(tile));
        gradient.forward();
        NativeCopy.read(gradient.output(), outputs);

        OutputLayout layout = objective.outputLayout();
        double[] outputGradient = new double[outputs.length];
        double loss = 0;
        int first = objective.tiling().from(tile);
        for (int i = 0; i < objective.tiling().samplesIn(tile); i++) {
            int target = (first + i) * objective.targetsPerSample();
            int from = i * layout.size();
            loss += objective.loss().loss(outputs, from, layout, objective.targets(), target);
            objective.loss().gradient(outputs, from, layout, objective.targets(), target, outputGradient);
        }
        NativeCopy.write(outputGradient, gradient.outputGradient());
        gradient.backward();
        double[] tileGradient = new double[sum.length];
        NativeCopy.read(gradient.parameterGradient(), tileGradient);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += tileGradient[i];
        }
        return loss;
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        forward.close();
        if (gradient != null) {
            gradient.close();
        }
        sliceVectors.forEach(INDArray::close);
    }
}
