package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows.Met;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.IndirectProducts;
import io.orograph.network.jit.IndirectProducts.Left;
import io.orograph.network.jit.IndirectProducts.Right;
import io.orograph.network.jit.IndirectProducts.Sum;
import io.orograph.network.jit.MatrixProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images, place by place, as sums of products of matrices: of all samples at the places of other images that a place meets, by the
 * weights of the taps that it meets them with, in panels ({@link IndirectProducts}).
 *
 * @param places of the images that are made
 * @param together places that are made together, for each panel of weights
 * @param met the places that each one meets; none where its sum is 0
 */
record PlacedSums(Matrices read, int columns, long places, long together, LongFunction<List<Met>> met) {

    /** Products summed in a register before the sum is written: sums of sums are rounded less than long ones. */
    static final long MOST_SUMMED = 512;

    /**
     * The matrices of the places that are read.
     *
     * @param samples rows
     * @param inner columns
     * @param left where they lie
     * @param ofPlace floats from place to place
     * @param taps matrices of weights, with as many rows as these have columns
     */
    record Matrices(int samples, int inner, Left left, long ofPlace, long taps) {

        /** Returns those of images by places. */
        static Matrices of(Layout images, long taps) {
            long channels = images.shape()[1];
            return new Matrices(
                    (int) images.shape()[0], (int) channels, new Left(channels, 1), images.shape()[0] * channels, taps);
        }

        /** Returns how many terms are summed at once. */
        private int termsTogether() {
            return (int) Math.min(taps, Math.max(1, MOST_SUMMED / inner));
        }
    }

    /**
     * Binds the sums.
     *
     * @param from what is read
     * @param weights in panels
     * @param to images by places
     */
    Kernel bind(Binding binding, INDArray from, INDArray weights, Ending ending, INDArray to) {
        int most = read.termsTogether();
        boolean adds = ending.skip() != null || read.taps > most;
        Right right = Right.inPanels(read.taps * read.inner * MatrixProducts.PANEL);
        var products = new IndirectProducts(read.samples, read.inner, columns, read.left, right, most, adds);
        Places there = new Places(binding, products, from, weights, ending, to);
        CallList.Builder calls = new CallList.Builder();
        Stream.of(from, weights, ending.bias(), ending.skip(), to)
                .filter(Objects::nonNull)
                .forEach(calls::keep);
        for (long first = 0; first < places; first += together) {
            List<Sum> sums = new ArrayList<>();
            for (long place = first; place < Math.min(first + together, places); place++) {
                there.addSums(place, sums);
            }
            products.call(calls, sums);
        }
        return PlanMemory.build(calls, binding)::run;
    }

    /** Where the matrices of each place lie. */
    private final class Places {

        private final Binding binding;
        private final IndirectProducts products;
        private final long x;
        private final long weights;
        private final long y;
        private final long skip;
        private final long bias;
        private final long limits;
        private final long noLimits;
        private long zeros;
        private long noBias;

        Places(
                Binding binding,
                IndirectProducts products,
                INDArray from,
                INDArray matrices,
                Ending ending,
                INDArray to) {
            this.binding = binding;
            this.products = products;
            noLimits = PlanMemory.floats(binding, products.noLimits());
            limits = ending.cap()
                    .map(cap -> PlanMemory.floats(binding, products.limits(0, cap.floatValue())))
                    .orElse(noLimits);
            x = NativeCopy.address(from);
            weights = NativeCopy.address(matrices);
            y = NativeCopy.address(to);
            bias = ending.bias() == null ? noBias() : NativeCopy.address(ending.bias());
            skip = ending.skip() == null ? 0 : NativeCopy.address(ending.skip());
        }

        /** Returns where as many zeros are as a place has numbers. */
        private long zeros() {
            if (zeros == 0) {
                zeros = PlanMemory.zeros(binding, Math.max(read.ofPlace, (long) read.samples * columns));
            }
            return zeros;
        }

        private long noBias() {
            if (noBias == 0) {
                noBias = PlanMemory.zeros(binding, columns);
            }
            return noBias;
        }

        /** Adds the sum of a place, in parts where there are many terms. */
        void addSums(long place, List<Sum> sums) {
            int termsTogether = products.most();
            List<long[]> factors = factors(place);
            long at = place * read.samples * columns * Float.BYTES;
            boolean hasZeros = products.adds() && skip == 0;
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

        /** Returns the places that one meets, and the weights of the taps that meet them. */
        private List<long[]> factors(long place) {
            long ofTap = (long) read.inner * MatrixProducts.PANEL * Float.BYTES;
            List<long[]> factors = met.apply(place).stream()
                    .map(met -> new long[] {x + met.place() * read.ofPlace * Float.BYTES, weights + met.tap() * ofTap})
                    .toList();
            // What meets nothing has a sum of nothing, as zeros by any weights are.
            return factors.isEmpty() ? List.of(new long[] {zeros(), weights}) : factors;
        }
    }
}
