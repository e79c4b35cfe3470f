package io.orograph.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The native memory of one plan: flat buffers that are handed out while a plan is compiled, given back when nothing
 * later in the plan reads them, and handed out again. Owns all of them until {@link #close}.
 */
final class BufferPool implements AutoCloseable {

    private final DataType type;
    private final NativeArrays all = new NativeArrays();
    private final List<INDArray> free = new ArrayList<>();
    private final IdentityHashMap<INDArray, INDArray> lent = new IdentityHashMap<>();

    BufferPool(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    /** Returns an array of the given shape with arbitrary content: a part of a free buffer, or a new one. */
    INDArray acquire(long... shape) {
        int size = Math.max(1, Shape.size(shape));
        INDArray best = null;
        for (INDArray candidate : free) {
            if (candidate.length() >= size && (best == null || candidate.length() < best.length())) {
                best = candidate;
            }
        }
        if (best == null) {
            best = permanent(size);
        } else {
            free.remove(best);
        }
        INDArray shaped = NativeArrays.part(best, 0, shape);
        lent.put(shaped, best);
        return shaped;
    }

    /** Gives an array from {@link #acquire} back; anything else is left alone. */
    void release(INDArray array) {
        INDArray buffer = lent.remove(array);
        if (buffer != null) {
            free.add(buffer);
        }
    }

    /** Returns an array under another shape, which from now on is the one to give back; null if it is not lent. */
    INDArray handOn(INDArray array, long... shape) {
        INDArray buffer = lent.remove(array);
        if (buffer == null) {
            return null;
        }
        INDArray shaped = NativeArrays.part(array, 0, shape);
        lent.put(shaped, buffer);
        return shaped;
    }

    /** Returns an array filled with zeros that stays for the plan's life. */
    INDArray permanent(long... shape) {
        return all.zeros(type, shape);
    }

    /** Returns memory filled with zeros that stays for the plan's life. */
    Pointer memory(long bytes) {
        return all.memory(bytes);
    }

    /** Returns the number of bytes held. */
    long bytes() {
        return all.bytes();
    }

    @Override
    public void close() {
        all.close();
        free.clear();
        lent.clear();
    }
}
