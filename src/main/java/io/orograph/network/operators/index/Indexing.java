package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;

/**
 * How the second input of a GatherElements, GatherND, ScatterElements or ScatterND names elements of the first. Indices
 * may be counted from the back.
 *
 * @param byElement whether each index names a place along one axis for one element, or a row of indices a whole slice
 * @param axis of the former
 * @param batchAxes of the latter: leading axes that data and indices have in common
 */
record Indexing(boolean byElement, long axis, long batchAxes) {

    static Indexing ofElements(NodeSpec node) {
        return new Indexing(true, node.attributes().integer("axis", 0), 0);
    }

    static Indexing ofSlices(NodeSpec node) {
        return new Indexing(false, 0, node.attributes().integer("batch_dims", 0));
    }

    /**
     * The shape of what is named.
     *
     * @throws IllegalArgumentException if indices of that shape name nothing in such data
     */
    long[] named(long[] data, long[] indices) {
        boolean fits;
        if (byElement) {
            int along = Shape.axis(axis, data.length);
            fits = indices.length == data.length;
            for (int i = 0; fits && i < data.length; i++) {
                fits = i == along || indices[i] <= data[i];
            }
        } else {
            long depth = indices.length == 0 ? 0 : indices[indices.length - 1];
            fits = batchAxes >= 0 && batchAxes < indices.length && depth >= 1 && batchAxes + depth <= data.length;
            for (int i = 0; fits && i < batchAxes; i++) {
                fits = indices[i] == data[i];
            }
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "indices of shape " + Shape.text(indices) + " into data of shape " + Shape.text(data));
        }
        return byElement ? indices.clone() : slices(data, indices);
    }

    private long[] slices(long[] data, long[] indices) {
        int taken = (int) (batchAxes + indices[indices.length - 1]);
        long[] shape = Arrays.copyOf(indices, indices.length - 1 + data.length - taken);
        System.arraycopy(data, taken, shape, indices.length - 1, data.length - taken);
        return shape;
    }

    /** Where what is named begins, piece by piece. */
    @FunctionalInterface
    interface Begins {
        int[] of(FlatArray indices);
    }

    /**
     * What is named: pieces of neighbours.
     *
     * @param size elements of each piece
     */
    record Places(Begins begins, int size) {

        /** The elements that are named, one after the other. */
        int[] elements(FlatArray indices) {
            int[] from = begins.of(indices);
            if (size == 1) {
                return from;
            }
            int[] elements = new int[from.length * size];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = from[i / size] + i % size;
            }
            return elements;
        }
    }

    Places places(long[] data, long[] indices) {
        return byElement ? elements(data, indices) : blocks(data, indices);
    }

    private Places elements(long[] data, long[] indices) {
        int along = Shape.axis(axis, data.length);
        int[] strides = IndexMap.strides(data);
        int step = strides[along];
        int size = (int) data[along];
        strides[along] = 0;
        int[] origins = IndexMap.strided(indices, strides);
        // Kept from run to run: new memory would cost as much as filling it.
        int[] places = new int[origins.length];
        return new Places(
                numbers -> {
                    for (int i = 0; i < places.length; i++) {
                        places[i] = origins[i] + Gather.index(numbers.get(i), size) * step;
                    }
                    return places;
                },
                1);
    }

    private Places blocks(long[] data, long[] indices) {
        int depth = (int) indices[indices.length - 1];
        int taken = (int) batchAxes + depth;
        int[] strides = IndexMap.strides(data);
        int block = Shape.size(Arrays.copyOfRange(data, taken, data.length));
        int rows = Shape.size(Arrays.copyOf(indices, indices.length - 1));
        int batches = Shape.size(Arrays.copyOf(data, (int) batchAxes));
        int perBatch = rows / Math.max(1, batches);
        int batchStep = Shape.size(Arrays.copyOfRange(data, (int) batchAxes, data.length));
        Begins begins = numbers -> {
            int[] places = new int[rows];
            for (int row = 0; row < rows; row++) {
                places[row] = row / Math.max(1, perBatch) * batchStep;
                for (int k = 0; k < depth; k++) {
                    int axisOf = (int) batchAxes + k;
                    places[row] += Gather.index(numbers.get(row * depth + k), (int) data[axisOf]) * strides[axisOf];
                }
            }
            return places;
        };
        return new Places(begins, block);
    }
}
