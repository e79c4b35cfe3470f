package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between arrays of the library's layouts, forward and backward, with what follows it done on the way. Inputs:
 * what skipped it if there is something, x, the weights in rows, and a bias or nothing.
 */
final class TrainedConvolution implements Operator {

    private final Following following;
    private final TrainedPasses passes;

    private TrainedConvolution(Following following, TrainedPasses passes) {
        this.following = following;
        this.passes = passes;
    }

    /**
     * Returns a convolution if all passes that are needed are faster than ND4J's.
     *
     * @param there how x lies in memory
     * @param wantsData whether the gradient of x may be asked for
     */
    static Optional<TrainedConvolution> of(
            ConvolutionProblem problem, Following following, Layout there, boolean wantsData) {
        return WinogradPasses.of(problem, following)
                .or(() -> IndirectPasses.of(problem, following))
                .or(() -> DirectPasses.of(problem, following, there, wantsData))
                .map(passes -> new TrainedConvolution(following, passes));
    }

    Layout x() {
        return passes.x();
    }

    Layout y() {
        return passes.y();
    }

    TrainedPasses passes() {
        return passes;
    }

    /** Tells whether it goes by Winograd's maps. */
    boolean isTransformed() {
        return passes instanceof WinogradPasses;
    }

    @Override
    public int arity() {
        return following.input(3);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {y().floats()});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return following.equals(Following.NOTHING) && !(moving[0] && moving[1]);
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Kernel> steps = new ArrayList<>();
        passes.bindForward(binding, steps);
        return () -> steps.forEach(Kernel::run);
    }

    @Override
    public Kernel backward(Binding binding) {
        List<Kernel> steps = new ArrayList<>();
        INDArray gradient = binding.outputGradient(0);
        following.cap().ifPresent(cap -> steps.add(Rectifier.backInPlace(binding, binding.output(0), gradient, cap)));
        INDArray toSkip = following.skip() ? binding.inputGradient(0) : null;
        if (toSkip != null) {
            steps.add(() -> NativeCopy.copy(gradient, toSkip));
        }
        if (binding.inputGradient(following.input(0)) != null) {
            passes.bindToData(binding, steps);
        }
        if (binding.inputGradient(following.input(1)) != null || following.wantedBias(binding) != null) {
            passes.bindToWeights(binding, steps);
        }
        return () -> steps.forEach(Kernel::run);
    }
}
