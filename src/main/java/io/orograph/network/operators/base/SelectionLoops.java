package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.Piece;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Picks each output's elements from the input, in one piece where neighbours stay neighbours. */
public final class SelectionLoops implements LoopOperator.Loops {

    /** From so many elements a piece on the average, pieces are copied as such. */
    private static final int LONG_PIECE = 8;

    private final int[][] sources;
    private final int[][] pieces;
    private final double[] fills;
    private final int size;

    /**
     * @param sources for each element of each output the input's element, or {@link IndexMap#NONE}
     * @param fill what stands where there is none
     * @param size elements of the input
     */
    public SelectionLoops(int[][] sources, double fill, int size) {
        this.sources = sources;
        this.size = size;
        pieces = Arrays.stream(sources).map(SelectionLoops::pieces).toArray(int[][]::new);
        fills = new double[FlatArray.CHUNK];
        Arrays.fill(fills, fill);
    }

    /** Where each piece begins, and the end of all; empty if they are short. */
    private static int[] pieces(int[] source) {
        int[] begins = new int[source.length + 1];
        int count = 0;
        for (int i = 0; i < source.length; i++) {
            boolean goesOn = i > 0
                    && (source[i] == IndexMap.NONE
                            ? source[i - 1] == IndexMap.NONE
                            : source[i - 1] != IndexMap.NONE && source[i] == source[i - 1] + 1);
            if (!goesOn) {
                begins[count++] = i;
            }
        }
        begins[count] = source.length;
        return (long) count * LONG_PIECE <= source.length ? Arrays.copyOf(begins, count + 1) : new int[0];
    }

    @Override
    public void forward(FlatArray[] in, FlatArray[] out) {
        for (int k = 0; k < out.length; k++) {
            if (out[k] != null && pieces[k].length > 0) {
                copyPieces(in[0], sources[k], pieces[k], out[k]);
            } else if (out[k] != null) {
                copyElements(in[0], sources[k], out[k]);
            }
        }
    }

    /** As many copies as there are pieces, where all outputs are of long ones. */
    @Override
    public Optional<Kernel> compiled(Binding binding) {
        int[] read = IntStream.range(0, sources.length)
                .filter(k -> binding.output(k) != null)
                .toArray();
        if (!LayerEngines.compiles() || Arrays.stream(read).anyMatch(k -> pieces[k].length == 0)) {
            return Optional.empty();
        }
        boolean hasGaps = Arrays.stream(read)
                .anyMatch(k -> Arrays.stream(sources[k]).anyMatch(source -> source == IndexMap.NONE));
        INDArray x = binding.input(0);
        INDArray gap = hasGaps ? binding.filled(fills[0], fills.length) : x;
        CallList.Builder calls = new CallList.Builder().keep(List.of(x, gap));
        for (int k : read) {
            calls.copy(copies(k, x, gap, binding.output(k))).keep(binding.output(k));
        }
        return Optional.of(calls.build(binding::memory)::run);
    }

    private List<Piece> copies(int k, INDArray x, INDArray gap, INDArray out) {
        long width = out.dataType().width();
        long to = NativeCopy.address(out);
        List<Piece> copies = new ArrayList<>();
        for (int piece = 0; piece + 1 < pieces[k].length; piece++) {
            int begin = pieces[k][piece];
            int end = pieces[k][piece + 1];
            int source = sources[k][begin];
            int step = source == IndexMap.NONE ? fills.length : end - begin;
            long from = NativeCopy.address(source == IndexMap.NONE ? gap : x) + Math.max(0, source) * width;
            for (int at = begin; at < end; at += step) {
                copies.add(new Piece(from, to + at * width, Math.min(step, end - at) * width));
            }
        }
        return copies;
    }

    private void copyElements(FlatArray x, int[] source, FlatArray out) {
        for (int i = 0; i < source.length; i++) {
            out.set(i, source[i] < 0 ? fills[0] : x.get(source[i]));
        }
    }

    private void copyPieces(FlatArray x, int[] source, int[] begins, FlatArray out) {
        for (int piece = 0; piece + 1 < begins.length; piece++) {
            int begin = begins[piece];
            int end = begins[piece + 1];
            if (source[begin] != IndexMap.NONE) {
                out.copy(x, source[begin], begin, end - begin);
                continue;
            }
            for (int at = begin; at < end; at += fills.length) {
                out.write(fills, at, Math.min(fills.length, end - at));
            }
        }
    }

    @Override
    public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
        if (wanted[0] == null) {
            return;
        }
        double[] sums = new double[size];
        for (int k = 0; k < gradients.length; k++) {
            int[] source = sources[k];
            for (int i = 0; gradients[k] != null && i < source.length; i++) {
                if (source[i] >= 0) {
                    sums[source[i]] += gradients[k].get(i);
                }
            }
        }
        wanted[0].setAll(sums);
    }
}
