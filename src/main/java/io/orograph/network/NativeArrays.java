package io.orograph.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.cpu.nativecpu.NDArray;
import org.nd4j.linalg.cpu.nativecpu.buffer.LongBuffer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Allocates native arrays and owns their memory until {@link #close}. ND4J's own buffers are not used: after
 * {@link INDArray#close} they keep their memory until Java happens to collect them, and a program whose Java heap is
 * small happens to do that late.
 */
public final class NativeArrays implements AutoCloseable {

    /** Bytes: arrays begin at a line of the cache, which is also what the widest vector instructions like. */
    private static final int ALIGNMENT = 64;

    private final List<INDArray> arrays = new ArrayList<>();
    private final List<Pointer> blocks = new ArrayList<>();
    private long bytes;

    /**
     * Returns a new array filled with zeros, row-major without gaps.
     *
     * @param type FLOAT or DOUBLE
     * @throws OutOfMemoryError if the machine has no memory for it, or it is beyond the budget of {@link NativeMemory}
     */
    public INDArray zeros(DataType type, long... shape) {
        long length = Math.max(1, Shape.size(shape));
        Pointer aligned = memory(length * type.width());
        Pointer typed = type == DataType.DOUBLE ? new DoublePointer(aligned) : new FloatPointer(aligned);
        DataBuffer buffer = Nd4j.createBuffer(typed, length, type);
        INDArray array = over(buffer, shape);
        arrays.add(array);
        return array;
    }

    /**
     * Returns memory filled with zeros that no array needs to know of.
     *
     * @throws OutOfMemoryError as above
     */
    public Pointer memory(long size) {
        NativeMemory.take(size);
        Pointer block = Pointer.calloc(1, size + ALIGNMENT);
        if (block == null || block.isNull()) {
            NativeMemory.giveBack(size);
            throw new OutOfMemoryError("no memory for " + size + " bytes of numbers");
        }
        blocks.add(block);
        bytes += size;
        long offset = Math.floorMod(-block.address(), (long) ALIGNMENT);
        return new BytePointer(block).getPointer(offset);
    }

    /**
     * Returns a view of an array, row-major without gaps, from one of its elements on.
     *
     * @param array without gaps
     * @param from the first element
     */
    public static INDArray part(INDArray array, long from, long... shape) {
        DataBuffer whole = array.data();
        return over(
                from == 0 ? whole : Nd4j.createBuffer(whole, array.offset() + from, Math.max(1, Shape.size(shape))),
                shape);
    }

    /**
     * Returns an array that begins where a buffer does. ND4J's own ways to make one describe its shape to the native side anew
     * each time, and its get and reshape make several arrays for one: while the program is new, that is the larger part of the
     * time that a plan takes.
     */
    private static INDArray over(DataBuffer buffer, long... shape) {
        long options = ArrayOptionsHelper.setOptionBit(0, buffer.dataType());
        Pair<DataBuffer, long[]> described =
                Nd4j.getShapeInfoProvider().createShapeInformation(shape, Nd4j.getStrides(shape, 'c'), 1, 'c', options);
        return new NDArray(buffer, (LongBuffer) described.getFirst(), described.getSecond());
    }

    /** Returns the number of bytes that the arrays take. */
    public long bytes() {
        return bytes;
    }

    /** Frees the memory; none of the arrays, nor a view of one, may be used from now on. */
    @Override
    public void close() {
        arrays.forEach(INDArray::close);
        arrays.clear();
        blocks.forEach(Pointer::free);
        blocks.clear();
        NativeMemory.giveBack(bytes);
        bytes = 0;
    }
}
