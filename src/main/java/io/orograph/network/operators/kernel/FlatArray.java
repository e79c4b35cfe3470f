package io.orograph.network.operators.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elements of an array in row-major order, whatever type they are kept in: what plain loops read and
 * writes. Three kinds only, so that the compiler can inline the access; where every nanosecond counts, many at a time
 * are copied to Java arrays and back.
 */
public abstract class FlatArray {

    /** Numbers copied at a time: 8 KiB of floats, of which several fit the first cache. */
    public static final int CHUNK = 2048;

    private static final ThreadLocal<float[]> CHUNKS = ThreadLocal.withInitial(() -> new float[CHUNK]);

    /** The elements of a dense row-major array, which must live as long as this. */
    public static FlatArray of(INDArray array) {
        int width = array.dataType().width();
        long bytes = array.length() * width;
        long address = array.data().pointer().address() + array.offset() * width;
        ByteBuffer memory =
                new BytePointer(new At(address)).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
        return array.dataType() == DataType.DOUBLE
                ? new Doubles(array, memory.asDoubleBuffer())
                : new Floats(array, memory.asFloatBuffer());
    }

    /** The elements of several dense arrays, by their numbers; null for one that is null. */
    public static FlatArray[] all(int count, IntFunction<INDArray> arrays) {
        FlatArray[] result = new FlatArray[count];
        for (int i = 0; i < count; i++) {
            INDArray array = arrays.apply(i);
            result[i] = array == null ? null : of(array);
        }
        return result;
    }

    /** The elements of a Java array. */
    public static FlatArray of(double[] elements) {
        return new Elements(elements);
    }

    public abstract double get(int i);

    public abstract void set(int i, double value);

    public abstract int size();

    /** Copies elements, from the place {@code from} on, to the beginning of a Java array. */
    public abstract void read(int from, double[] to, int length);

    /** Copies the beginning of a Java array to the place {@code at} and on. */
    public abstract void write(double[] from, int at, int length);

    /** Copies elements of other numbers of the same kind, from the place {@code from} on, to the place {@code at} and on. */
    public abstract void copy(FlatArray source, int from, int at, int length);

    public final void add(int i, double value) {
        set(i, get(i) + value);
    }

    public final void fill(double value) {
        for (int i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    public final double[] toArray() {
        double[] result = new double[size()];
        read(0, result, result.length);
        return result;
    }

    public final void setAll(double[] values) {
        write(values, 0, size());
    }

    /** A place in native memory. */
    private static final class At extends Pointer {
        At(long place) {
            address = place;
        }
    }

    /** In single precision, as most plans are. */
    public static final class Floats extends FlatArray {
        private final INDArray owner;
        private final FloatBuffer memory;

        private Floats(INDArray owner, FloatBuffer memory) {
            this.owner = owner;
            this.memory = memory;
        }

        @Override
        public double get(int i) {
            return memory.get(i);
        }

        @Override
        public void set(int i, double value) {
            memory.put(i, (float) value);
        }

        @Override
        public int size() {
            return (int) owner.length();
        }

        @Override
        public void copy(FlatArray source, int from, int at, int length) {
            memory.put(at, ((Floats) source).memory, from, length);
        }

        /** As {@link #read(int, double[], int)}, at the speed of memory. */
        public void read(int from, float[] to, int length) {
            read(from, to, 0, length);
        }

        /** Copies numbers, from the place {@code from} on, to the place {@code first} of a Java array and on. */
        public void read(int from, float[] to, int first, int length) {
            memory.get(from, to, first, length);
        }

        /** As {@link #write(double[], int, int)}, at the speed of memory. */
        public void write(float[] from, int at, int length) {
            write(from, 0, at, length);
        }

        /** Copies numbers of a Java array, from the place {@code first} on, to the place {@code at} and on. */
        public void write(float[] from, int first, int at, int length) {
            memory.put(at, from, first, length);
        }

        @Override
        public void read(int from, double[] to, int length) {
            float[] chunk = CHUNKS.get();
            for (int begin = 0; begin < length; begin += CHUNK) {
                int count = Math.min(CHUNK, length - begin);
                read(from + begin, chunk, count);
                for (int i = 0; i < count; i++) {
                    to[begin + i] = chunk[i];
                }
            }
        }

        @Override
        public void write(double[] from, int at, int length) {
            float[] chunk = CHUNKS.get();
            for (int begin = 0; begin < length; begin += CHUNK) {
                int count = Math.min(CHUNK, length - begin);
                for (int i = 0; i < count; i++) {
                    chunk[i] = (float) from[begin + i];
                }
                write(chunk, at + begin, count);
            }
        }
    }

    private static final class Doubles extends FlatArray {
        private final INDArray owner;
        private final DoubleBuffer memory;

        Doubles(INDArray owner, DoubleBuffer memory) {
            this.owner = owner;
            this.memory = memory;
        }

        @Override
        public double get(int i) {
            return memory.get(i);
        }

        @Override
        public void set(int i, double value) {
            memory.put(i, value);
        }

        @Override
        public int size() {
            return (int) owner.length();
        }

        @Override
        public void copy(FlatArray source, int from, int at, int length) {
            memory.put(at, ((Doubles) source).memory, from, length);
        }

        @Override
        public void read(int from, double[] to, int length) {
            memory.get(from, to, 0, length);
        }

        @Override
        public void write(double[] from, int at, int length) {
            memory.put(at, from, 0, length);
        }
    }

    private static final class Elements extends FlatArray {
        private final double[] elements;

        Elements(double[] elements) {
            this.elements = elements;
        }

        @Override
        public double get(int i) {
            return elements[i];
        }

        @Override
        public void set(int i, double value) {
            elements[i] = value;
        }

        @Override
        public int size() {
            return elements.length;
        }

        @Override
        public void copy(FlatArray source, int from, int at, int length) {
            System.arraycopy(((Elements) source).elements, from, elements, at, length);
        }

        @Override
        public void read(int from, double[] to, int length) {
            System.arraycopy(elements, from, to, 0, length);
        }

        @Override
        public void write(double[] from, int at, int length) {
            System.arraycopy(from, 0, elements, at, length);
        }
    }
}
