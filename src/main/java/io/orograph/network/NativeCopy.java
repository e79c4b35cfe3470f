package io.orograph.network;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between Java's doubles and the native arrays of a plan, rounding to the plan's type. */
public final class NativeCopy {

    /** Numbers converted at a time: 32 KiB of floats, which stay in the first cache. */
    private static final int CHUNK = 1 << 13;

    /** A new one a call would touch fresh memory each time: its page faults took a third of a small network's cell. */
    private static final ThreadLocal<float[]> CHUNKS = ThreadLocal.withInitial(() -> new float[CHUNK]);

    private NativeCopy() {}

    /**
     * Copies values into an array.
     *
     * @param values as many as the array has elements
     * @param array row-major without gaps
     * @throws IllegalArgumentException if there are more or fewer, unless there are none
     */
    public static void write(double[] values, INDArray array) {
        requireLength(values, array);
        if (array.dataType() == DataType.DOUBLE) {
            doubles(array).put(values);
            return;
        }
        FloatPointer target = floats(array);
        float[] chunk = CHUNKS.get();
        for (int from = 0; from < values.length; from += chunk.length) {
            int length = Math.min(chunk.length, values.length - from);
            for (int i = 0; i < length; i++) {
                chunk[i] = (float) values[from + i];
            }
            target.position(array.offset() + from).put(chunk, 0, length);
        }
    }

    /**
     * Copies values into an array.
     *
     * @param values as many as the array has elements
     * @param array of single precision, row-major without gaps
     * @throws IllegalArgumentException if there are more or fewer, or the array is of another type
     */
    public static void write(float[] values, INDArray array) {
        if (values.length != array.length() || array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(
                    values.length + " floats for an array of " + array.length() + " of type " + array.dataType());
        }
        floats(array).put(values);
    }

    /**
     * Copies a part of numbers to the first elements of an array of double precision.
     *
     * @param from the first that is copied
     * @param array row-major without gaps, of as many as are copied or more
     */
    public static void write(double[] values, int from, int count, INDArray array) {
        requireRoom(count, array);
        doubles(array).put(values, from, count);
    }

    /**
     * Copies the elements of an array.
     *
     * @param array row-major without gaps
     * @param values takes the array's elements; as long as that
     * @throws IllegalArgumentException if it is longer or shorter, unless it is empty
     */
    public static void read(INDArray array, double[] values) {
        requireLength(values, array);
        try {
            if (array.dataType() == DataType.DOUBLE) {
                doubles(array).get(values);
            } else {
                read(floats(array), array.offset(), values);
            }
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    /**
     * Copies the first elements of an array of double precision into a part of others.
     *
     * @param array row-major without gaps, of as many as are copied or more
     * @param from the first that is written
     */
    public static void read(INDArray array, double[] values, int from, int count) {
        requireRoom(count, array);
        try {
            doubles(array).get(values, from, count);
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    private static void requireRoom(int count, INDArray array) {
        if (count > array.length() || array.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException(
                    count + " doubles of an array of " + array.length() + " of type " + array.dataType());
        }
    }

    private static void read(FloatPointer source, long offset, double[] values) {
        float[] chunk = CHUNKS.get();
        for (int from = 0; from < values.length; from += chunk.length) {
            int length = Math.min(chunk.length, values.length - from);
            source.position(offset + from).get(chunk, 0, length);
            for (int i = 0; i < length; i++) {
                values[from + i] = chunk[i];
            }
        }
    }

    /**
     * Adds the elements of an array to numbers.
     *
     * @param array row-major without gaps
     * @param sums as long as that
     * @throws IllegalArgumentException if it is longer or shorter, unless it is empty
     */
    public static void add(INDArray array, double[] sums) {
        requireLength(sums, array);
        try {
            if (array.dataType() == DataType.DOUBLE) {
                add(doubles(array), array.offset(), sums);
            } else {
                add(floats(array), array.offset(), sums);
            }
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    private static void add(DoublePointer source, long offset, double[] sums) {
        double[] chunk = new double[CHUNK];
        for (int from = 0; from < sums.length; from += chunk.length) {
            int length = Math.min(chunk.length, sums.length - from);
            source.position(offset + from).get(chunk, 0, length);
            for (int i = 0; i < length; i++) {
                sums[from + i] += chunk[i];
            }
        }
    }

    private static void add(FloatPointer source, long offset, double[] sums) {
        float[] chunk = CHUNKS.get();
        for (int from = 0; from < sums.length; from += chunk.length) {
            int length = Math.min(chunk.length, sums.length - from);
            source.position(offset + from).get(chunk, 0, length);
            for (int i = 0; i < length; i++) {
                sums[from + i] += chunk[i];
            }
        }
    }

    /**
     * Copies an array as it lies in memory.
     *
     * @param to as long as {@code from} and of its type, both without gaps
     */
    public static void copy(INDArray from, INDArray to) {
        if (from.length() != to.length() || from.dataType() != to.dataType()) {
            throw new IllegalArgumentException(from.length() + " numbers of type " + from.dataType()
                    + " for an array of " + to.length() + " of type " + to.dataType());
        }
        try {
            Pointer.memcpy(
                    place(to), place(from), from.length() * from.dataType().width());
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }

    /**
     * Copies a part of an array as it lies in memory.
     *
     * @param first number that is copied
     * @param to of the type of {@code from}, both without gaps
     * @param firstWritten number that is overwritten
     */
    public static void copy(INDArray from, long first, INDArray to, long firstWritten, long count) {
        boolean isWithin =
                first >= 0 && firstWritten >= 0 && count <= Math.min(from.length() - first, to.length() - firstWritten);
        if (!isWithin || from.dataType() != to.dataType()) {
            throw new IllegalArgumentException(count + " numbers from " + first + " of " + from.length() + " of type "
                    + from.dataType() + " to " + firstWritten + " of " + to.length() + " of type " + to.dataType());
        }
        int width = from.dataType().width();
        try {
            Pointer.memcpy(
                    new Place(address(to) + firstWritten * width),
                    new Place(address(from) + first * width),
                    count * width);
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }

    /** Sets all elements of an array without gaps to zero. */
    public static void clear(INDArray array) {
        try {
            Pointer.memset(place(array), 0, array.length() * array.dataType().width());
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    /**
     * Returns where in memory an array begins, for native calls; the memory stays the array's and is freed with it, so the
     * caller keeps a reference to that for as long as it uses the place.
     */
    public static Pointer place(INDArray array) {
        return new Place(address(array));
    }

    /** A place in memory that belongs to somebody else. */
    private static final class Place extends Pointer {
        private Place(long address) {
            this.address = address;
        }
    }

    /**
     * Requires as many values as elements. The native side checks nothing: a wrong length would read or write other
     * memory. No values at all are right for the parameters of a network that has none, for which a plan still holds an
     * array of one.
     */
    private static void requireLength(double[] values, INDArray array) {
        if (values.length != array.length() && values.length > 0) {
            throw new IllegalArgumentException(values.length + " numbers for an array of " + array.length());
        }
    }

    /** Returns a pointer of its own, as {@link #place}: the array's is shared, and its position with it. */
    static FloatPointer floats(INDArray array) {
        return new FloatPointer(pointer(array)).position(array.offset());
    }

    /** Returns a pointer of 64-bit numbers of its own. */
    static DoublePointer doubles(INDArray array) {
        return new DoublePointer(pointer(array)).position(array.offset());
    }

    /** Returns where in memory an array begins: views of the whole of an array share it. */
    public static long address(INDArray array) {
        return pointer(array).address() + array.offset() * array.dataType().width();
    }

    private static Pointer pointer(INDArray array) {
        return array.data().pointer();
    }
}
