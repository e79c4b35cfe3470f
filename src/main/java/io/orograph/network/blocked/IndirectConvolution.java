package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.IndirectProducts;
import io.orograph.network.jit.IndirectProducts.Sum;
import io.orograph.network.jit.MatrixProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution as a sum of products of matrices for each place of the output, of all samples at the places that a window meets
 * and the weights of its taps ({@link IndirectProducts}). In memory the places of an image are outermost. Any number of channels,
 * any steps and gaps of the windows will do, and what is padding costs nothing. A dense layer is one of images of one place.
 *
 * @param isTransposed whether the weights are in rows; else, of a dense layer, their rows and columns are the other way round
 */
record IndirectConvolution(
        ConvolutionProblem problem, Following following, boolean overwritesSkip, boolean isTransposed)
        implements ForwardConvolution {

    /** Floats of weights up to which it is repaid that they are brought into panels at each point. */
    private static final long MOST_WEIGHTS = 1 << 20;

    /** Samples from which on the products repay that the weights are read for each place. */
    private static final long FEW_SAMPLES = 12;

    /** Channels from which on the sums repay that each tap is looked up. */
    private static final long FEW_CHANNELS = 6;

    /** Products summed in a register before the sum is written: sums of sums are rounded less than long ones. */
    private static final long MOST_SUMMED = 512;

    /** Bytes of the second cache of a core that the places of a group or the weights may take. */
    private static final long ROOM = 1 << 17;

    /**
     * Returns a convolution if it is faster than the library's.
     *
     * @param there how x lies in memory: a convolution of one place, which is as fast by the library, is done where x is
     */
    static Optional<ForwardConvolution> of(
            ConvolutionProblem problem, Following following, boolean overwritesSkip, Layout there) {
        boolean isForX = !isOnePlace(problem.windows()) || there.isSame(Layout.byPlaces(problem.x()));
        return isForX && isFor(problem)
                ? Optional.of(new IndirectConvolution(problem, following, overwritesSkip, true))
                : Optional.empty();
    }

    /** Tells whether a convolution of images of one place is faster so than as a product. */
    static boolean isForDense(ConvolutionProblem problem) {
        return isFor(problem) && Shape.size(problem.weights()) <= MOST_WEIGHTS;
    }

    private static boolean isFor(ConvolutionProblem problem) {
        return OneDnn.runsMachineCode()
                && problem.weights().length == problem.y().length
                && problem.y()[0] >= FEW_SAMPLES
                && problem.x()[1] >= FEW_CHANNELS;
    }

    private static boolean isOnePlace(Windows windows) {
        return Arrays.stream(windows.kernel()).allMatch(size -> size == 1)
                && Arrays.stream(windows.strides()).allMatch(step -> step == 1);
    }

    @Override
    public Layout x() {
        return Layout.byPlaces(problem.x());
    }

    @Override
    public Operator packing() {
        long[] weights = problem.weights();
        Layout there = isTransposed ? Layout.rows(weights) : Layout.byStrides(weights, 1, weights[0], 1, 1);
        return Reorder.into(there, Layout.inPanels(weights));
    }

    @Override
    public Layout y() {
        return Layout.byPlaces(problem.y());
    }

    @Override
    public Kernel forward(Binding binding) {
        int termsTogether = (int) Math.max(1, MOST_SUMMED / problem.x()[1]);
        CallList.Builder calls = new CallList.Builder();
        int in = (int) problem.x()[1];
        int out = (int) problem.y()[1];
        IndirectProducts products =
                new IndirectProducts((int) problem.y()[0], in, out, ofPanel(), termsTogether, adds(termsTogether));
        Places places = new Places(binding, calls, products);
        long count = problem.windows().count();
        long together = placesTogether();
        for (long first = 0; first < count; first += together) {
            List<Sum> sums = new ArrayList<>();
            for (long place = first; place < Math.min(first + together, count); place++) {
                places.addSums(place, sums);
            }
            products.call(calls, sums);
        }
        return PlanMemory.build(calls, binding)::run;
    }

    /**
     * Returns how many places of the output are made together, for each panel of weights: those that read what stays in the second
     * cache, or more where the weights do not stay there.
     */
    private long placesTogether() {
        long strides = problem.windows().strides()[0] * problem.windows().strides()[1];
        long ofPlace = problem.x()[0] * problem.x()[1] * strides * Float.BYTES;
        long weights = problem.windows().taps() * problem.x()[1] * problem.y()[1] * Float.BYTES;
        return Math.max(1, Math.max(ROOM, weights > ROOM ? weights : 0) / ofPlace);
    }

    /** Tells whether sums are added to something: to what skips the convolution, or to their own first parts. */
    private boolean adds(int termsTogether) {
        return following.skip() || problem.windows().taps() > termsTogether;
    }

    /** Returns how many floats of the weights lie in a panel. */
    private long ofPanel() {
        return problem.windows().taps() * problem.x()[1] * MatrixProducts.PANEL;
    }

    /** Where the matrices of each place lie. */
    private final class Places {

        private final long x;
        private final long weights;
        private final long y;
        private final long skip;
        private final long bias;
        private final Binding binding;
        private final long limits;
        private final long noLimits;
        private final IndirectProducts products;
        private long zeros;
        private long noBias;

        Places(Binding binding, CallList.Builder calls, IndirectProducts products) {
            this.products = products;
            float infinite = Float.POSITIVE_INFINITY;
            INDArray from = binding.input(input(0));
            INDArray matrices = binding.input(input(1));
            INDArray row = following.bias(binding);
            INDArray added = following.skip() ? binding.input(0) : null;
            Stream.of(from, matrices, row, added, binding.output(0))
                    .filter(Objects::nonNull)
                    .forEach(calls::keep);
            this.binding = binding;
            noLimits = PlanMemory.floats(binding, products.limits(-infinite, infinite));
            limits = following
                    .cap()
                    .map(cap -> PlanMemory.floats(binding, products.limits(0, cap.floatValue())))
                    .orElse(noLimits);
            x = NativeCopy.address(from);
            weights = NativeCopy.address(matrices);
            y = NativeCopy.address(binding.output(0));
            bias = row == null ? noBias() : NativeCopy.address(row);
            skip = added == null ? 0 : NativeCopy.address(added);
        }

        /** Returns where as many zeros are as a place has numbers. */
        private long zeros() {
            if (zeros == 0) {
                long widest = Math.max(problem.x()[1], problem.y()[1]);
                zeros = PlanMemory.zeros(binding, problem.y()[0] * widest);
            }
            return zeros;
        }

        private long noBias() {
            if (noBias == 0) {
                noBias = PlanMemory.zeros(binding, problem.y()[1]);
            }
            return noBias;
        }

        /** Adds the sum of a place, in parts where there are many terms. */
        void addSums(long place, List<Sum> sums) {
            int termsTogether = products.most();
            List<long[]> factors = factors(place);
            long at = place * problem.y()[0] * problem.y()[1] * Float.BYTES;
            boolean hasZeros = products.adds() && !following.skip();
            long added = hasZeros ? zeros() : skip + at;
            for (int first = 0; first < factors.size(); first += termsTogether) {
                int end = Math.min(first + termsTogether, factors.size());
                sums.add(new Sum(
                        y + at,
                        first == 0 ? added : y + at,
                        first == 0 ? bias : noBias(),
                        end == factors.size() ? limits : noLimits,
                        factors.subList(first, end).stream()
                                .flatMapToLong(Arrays::stream)
                                .toArray()));
            }
        }

        /** Returns the places that the window of a place meets, and the weights of the taps that meet them. */
        private List<long[]> factors(long place) {
            long ofPlace = problem.x()[0] * problem.x()[1] * Float.BYTES;
            long ofTap = problem.x()[1] * MatrixProducts.PANEL * Float.BYTES;
            List<long[]> factors = problem.windows().met(place, problem.x()[2], problem.x()[3]).stream()
                    .map(met -> new long[] {x + met.place() * ofPlace, weights + met.tap() * ofTap})
                    .toList();
            // A window beside the image has a sum of nothing, as zeros by any weights are.
            return factors.isEmpty() ? List.of(new long[] {zeros(), weights}) : factors;
        }
    }
}
