package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import java.util.List;
import java.util.Optional;

/**
 * A convolution with what follows it done on the way: the sum with what skipped it, and the rectifier. Inputs: what skipped it
 * if there is something, x, the weights, and a bias or nothing; x, weights and y in layouts that the convolution says. Only
 * for plans that go forward.
 */
interface ForwardConvolution extends Operator {

    /**
     * Returns the convolution that is fastest; empty if ND4J's own is.
     *
     * @param overwritesSkip whether the result may take the place of what skipped it, if nobody needs that later
     * @param there how x lies in memory
     */
    static Optional<ForwardConvolution> of(
            ConvolutionProblem problem, Following following, boolean overwritesSkip, Layout there) {
        return WinogradConvolution.of(problem, following, overwritesSkip)
                .or(() -> IndirectConvolution.of(problem, following, overwritesSkip, there))
                .or(() -> BlockedConvolution.of(problem, following, overwritesSkip));
    }

    Following following();

    boolean overwritesSkip();

    /** Returns the layout of the input. */
    Layout x();

    /** Returns what brings weights in rows into the order, or the form, that the convolution reads. */
    Operator packing();

    /** Returns the layout of the output, and of what skips the convolution. */
    Layout y();

    /** Returns the input of that number of those behind what skipped the convolution. */
    default int input(int number) {
        return following().input(number);
    }

    @Override
    default int arity() {
        return input(3);
    }

    @Override
    default List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(new long[] {y().floats()});
    }

    @Override
    default boolean isAffine(boolean[] moving) {
        return following().equals(Following.NOTHING) && !(moving[0] && moving[1]);
    }

    @Override
    default boolean isInPlace() {
        return following().skip() && overwritesSkip();
    }

    @Override
    default Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("what follows a layer is done on the way only where nobody goes back");
    }
}
