package io.orograph.network.operators;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elements of an array in row-major order, whatever type they are kept in: what a {@link LoopOperator} reads and
 * writes. Three kinds only, so that the compiler can inline the access.
 */
abstract class Numbers {

    /** The elements of a dense row-major array, which must live as long as this. */
    static Numbers of(INDArray array) {
        int width = array.dataType().width();
        long bytes = array.length() * width;
        long address = array.data().pointer().address() + array.offset() * width;
        ByteBuffer memory =
                new BytePointer(new At(address)).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
        return array.dataType() == DataType.DOUBLE
                ? new Doubles(array, memory.asDoubleBuffer())
                : new Floats(array, memory.asFloatBuffer());
    }

    /** The elements of a Java array. */
    static Numbers of(double[] elements) {
        return new Elements(elements);
    }

    abstract double get(int i);

    abstract void set(int i, double value);

    abstract int size();

    final void add(int i, double value) {
        set(i, get(i) + value);
    }

    final void fill(double value) {
        for (int i = 0; i < size(); i++) {
            set(i, value);
        }
    }

    final void setAll(double[] values) {
        for (int i = 0; i < size(); i++) {
            set(i, values[i]);
        }
    }

    /** A place in native memory. */
    private static final class At extends Pointer {
        At(long place) {
            address = place;
        }
    }

    private static final class Floats extends Numbers {
        private final INDArray owner;
        private final FloatBuffer memory;

        Floats(INDArray owner, FloatBuffer memory) {
            this.owner = owner;
            this.memory = memory;
        }

        @Override
        double get(int i) {
            return memory.get(i);
        }

        @Override
        void set(int i, double value) {
            memory.put(i, (float) value);
        }

        @Override
        int size() {
            return (int) owner.length();
        }
    }

    private static final class Doubles extends Numbers {
        private final INDArray owner;
        private final DoubleBuffer memory;

        Doubles(INDArray owner, DoubleBuffer memory) {
            this.owner = owner;
            this.memory = memory;
        }

        @Override
        double get(int i) {
            return memory.get(i);
        }

        @Override
        void set(int i, double value) {
            memory.put(i, value);
        }

        @Override
        int size() {
            return (int) owner.length();
        }
    }

    private static final class Elements extends Numbers {
        private final double[] elements;

        Elements(double[] elements) {
            this.elements = elements;
        }

        @Override
        double get(int i) {
            return elements[i];
        }

        @Override
        void set(int i, double value) {
            elements[i] = value;
        }

        @Override
        int size() {
            return elements.length;
        }
    }
}
