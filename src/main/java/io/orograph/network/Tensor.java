package io.orograph.network;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense array of numbers read from a file or to be written to one: element type, shape, elements in row-major
 * order. Immutable by convention: whoever hands over an array no longer writes to it.
 *
 * <p>The elements live in the Java array that fits their type ({@code float[]}, {@code double[]}, {@code long[]},
 * {@code int[]}, {@code byte[]} for bytes and booleans), so that a file's numbers are kept as they are.
 */
public final class Tensor {

    private final ElementType type;
    private final long[] shape;
    private final Object elements;
    private final int size;

    private Tensor(ElementType type, Object elements, int length, long[] shape) {
        this.type = type;
        this.elements = Objects.requireNonNull(elements);
        this.shape = shape.clone();
        this.size = Shape.size(shape);
        if (length != size) {
            throw new IllegalArgumentException(
                    length + " elements given for the shape " + Shape.text(shape) + ", which has " + size);
        }
    }

    public static Tensor of(float[] elements, long... shape) {
        return new Tensor(ElementType.FLOAT, elements, elements.length, shape);
    }

    public static Tensor of(double[] elements, long... shape) {
        return new Tensor(ElementType.DOUBLE, elements, elements.length, shape);
    }

    public static Tensor of(long[] elements, long... shape) {
        return new Tensor(ElementType.INT64, elements, elements.length, shape);
    }

    public static Tensor of(int[] elements, long... shape) {
        return new Tensor(ElementType.INT32, elements, elements.length, shape);
    }

    /** Makes a tensor of unsigned bytes, 0 to 255. */
    public static Tensor ofBytes(byte[] elements, long... shape) {
        return new Tensor(ElementType.UINT8, elements, elements.length, shape);
    }

    /** Makes a tensor of Booleans, one byte each, 0 for false. */
    public static Tensor ofBooleans(byte[] elements, long... shape) {
        return new Tensor(ElementType.BOOL, elements, elements.length, shape);
    }

    public ElementType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** Returns the number of axes; 0 for a scalar. */
    public int rank() {
        return shape.length;
    }

    /** Returns the size of one axis. */
    public long size(int axis) {
        return shape[axis];
    }

    /** Returns the number of elements. */
    public int size() {
        return size;
    }

    /** Returns one element as a double; integers beyond 2⁵³ are rounded. */
    public double get(int index) {
        return switch (type) {
            case FLOAT -> ((float[]) elements)[index];
            case DOUBLE -> ((double[]) elements)[index];
            case INT64 -> ((long[]) elements)[index];
            case INT32 -> ((int[]) elements)[index];
            case UINT8, BOOL -> ((byte[]) elements)[index] & 0xFF;
        };
    }

    /** Returns one element as an integer; a fraction is cut off. */
    public long getLong(int index) {
        return type == ElementType.INT64 ? ((long[]) elements)[index] : (long) get(index);
    }

    /** Returns all elements as floats: the array behind this tensor if it holds floats (read only), else a new one. */
    public float[] floats() {
        if (type == ElementType.FLOAT) {
            return (float[]) elements;
        }
        float[] result = new float[size];
        for (int i = 0; i < size; i++) {
            result[i] = (float) get(i);
        }
        return result;
    }

    /**
     * Returns all elements as doubles: the array behind this tensor if it holds doubles (read only), else a new one.
     */
    public double[] doubles() {
        if (type == ElementType.DOUBLE) {
            return (double[]) elements;
        }
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            result[i] = get(i);
        }
        return result;
    }

    /** Returns all elements as integers: the array behind this tensor if it holds INT64 (read only), else a new one. */
    public long[] longs() {
        if (type == ElementType.INT64) {
            return (long[]) elements;
        }
        long[] result = new long[size];
        for (int i = 0; i < size; i++) {
            result[i] = getLong(i);
        }
        return result;
    }

    /** Returns the same elements under another shape of the same size. */
    public Tensor reshape(long... newShape) {
        return new Tensor(type, elements, size, newShape);
    }

    /**
     * Returns the entries at the given places of the first axis, in that order.
     *
     * @param entries indices along the first axis
     */
    public Tensor entries(int[] entries) {
        int stride = Shape.sizePerEntry(shape);
        long[] newShape = shape.clone();
        newShape[0] = entries.length;
        int length = Shape.size(newShape);
        Object picked = emptyArray(length);
        for (int i = 0; i < entries.length; i++) {
            System.arraycopy(elements, Math.multiplyExact(entries[i], stride), picked, i * stride, stride);
        }
        return new Tensor(type, picked, length, newShape);
    }

    /**
     * Returns the same numbers with the axes in another order, as NumPy's {@code transpose}.
     *
     * @param axes which axis of this tensor becomes the first, the second, …: each axis once
     */
    public Tensor transpose(int... axes) {
        int rank = shape.length;
        if (axes.length != rank
                || Arrays.stream(axes)
                                .distinct()
                                .filter(a -> a >= 0 && a < rank)
                                .count()
                        != rank) {
            throw new IllegalArgumentException("the order " + Arrays.toString(axes) + " for " + rank + " axes");
        }
        long[] newShape = new long[rank];
        int[] steps = new int[rank];
        for (int i = 0; i < rank; i++) {
            newShape[i] = shape[axes[i]];
            steps[i] = size == 0 ? 0 : Shape.sizePerEntry(Arrays.copyOfRange(shape, axes[i], rank));
        }
        Object moved = emptyArray(size);
        int[] index = new int[rank];
        int from = 0;
        for (int to = 0; to < size; to++) {
            System.arraycopy(elements, from, moved, to, 1);
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += steps[axis];
                if (++index[axis] < newShape[axis]) {
                    break;
                }
                from -= steps[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return new Tensor(type, moved, size, newShape);
    }

    private Object emptyArray(int length) {
        return switch (type) {
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case INT64 -> new long[length];
            case INT32 -> new int[length];
            case UINT8, BOOL -> new byte[length];
        };
    }

    /** Tells whether type, shape and elements are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && Objects.deepEquals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(shape));
    }

    @Override
    public String toString() {
        return type.name().toLowerCase(java.util.Locale.ROOT) + Shape.text(shape);
    }
}
