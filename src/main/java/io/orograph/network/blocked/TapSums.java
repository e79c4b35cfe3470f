package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows.Met;
import io.orograph.network.NativeCopy;
import io.orograph.network.blocked.PlacedSums.Matrices;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.IndirectProducts;
import io.orograph.network.jit.IndirectProducts.Right;
import io.orograph.network.jit.IndirectProducts.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's weights, tap by tap: Σ xₚᵀ·gᵩ over the places p of the input that a tap brings to places q of the
 * output. What a place of the output is summed of says which these are.
 */
final class TapSums {

    private final PlacedSums forward;
    private final IndirectProducts products;
    private final long x;
    private final long gradient;
    private final long to;
    private final long noBias;
    private final long noLimits;

    private TapSums(Binding binding, PlacedSums forward, INDArray x, INDArray gradient, INDArray sums) {
        this.forward = forward;
        this.x = NativeCopy.address(x);
        this.gradient = NativeCopy.address(gradient);
        this.to = NativeCopy.address(sums);
        Matrices read = forward.read();
        this.products = new IndirectProducts(
                read.inner(),
                read.samples(),
                forward.columns(),
                read.left().transposed(),
                Right.inRows(forward.columns()),
                (int) Math.max(1, PlacedSums.MOST_SUMMED / read.samples()),
                true);
        this.noBias = PlanMemory.zeros(binding, forward.columns());
        this.noLimits = PlanMemory.floats(binding, products.noLimits());
    }

    /**
     * Binds the sums.
     *
     * @param forward the way forward
     * @param x what that reads
     * @param gradient of what it makes
     * @param sums [taps, numbers that are summed for a term, columns]
     */
    static Kernel kernel(Binding binding, PlacedSums forward, INDArray x, INDArray gradient, INDArray sums) {
        TapSums there = new TapSums(binding, forward, x, gradient, sums);
        CallList.Builder calls = new CallList.Builder().keep(List.of(x, gradient, sums));
        there.products.call(calls, there.sums());
        CallList list = PlanMemory.build(calls, binding);
        return () -> {
            NativeCopy.clear(sums);
            list.run();
        };
    }

    /** Some places after the other, which stay in the first cache for all taps. */
    private List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        for (long first = 0; first < forward.places(); first += products.most()) {
            long end = Math.min(first + products.most(), forward.places());
            List<LongStream.Builder> factors = new ArrayList<>();
            LongStream.range(0, forward.read().taps()).forEach(tap -> factors.add(LongStream.builder()));
            for (long place = first; place < end; place++) {
                for (Met met : forward.met().apply(place)) {
                    factors.get((int) met.tap()).add(placeOfX(met.place())).add(placeOfGradient(place));
                }
            }
            for (int tap = 0; tap < factors.size(); tap++) {
                add(sums, tap, factors.get(tap).build().toArray());
            }
        }
        return sums;
    }

    private void add(List<Sum> sums, int tap, long... factors) {
        if (factors.length > 0) {
            long matrix = to + (long) tap * products.rows() * products.columns() * Float.BYTES;
            sums.add(new Sum(matrix, matrix, noBias, noLimits, factors));
        }
    }

    private long placeOfX(long place) {
        return x + place * forward.read().ofPlace() * Float.BYTES;
    }

    private long placeOfGradient(long place) {
        return gradient + place * products.inner() * products.columns() * Float.BYTES;
    }
}
