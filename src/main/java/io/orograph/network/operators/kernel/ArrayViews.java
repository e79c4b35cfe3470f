package io.orograph.network.operators.kernel;

import io.orograph.network.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Other shapes on the memory of an array. */
public final class ArrayViews {

    private ArrayViews() {}

    /** The elements of a dense row-major array under another shape; ND4J's own reshape may copy. */
    public static INDArray reshape(INDArray array, long... shape) {
        return NativeArrays.part(array, 0, shape);
    }

    /** The {@code index}-th of the parts of the given shape that a dense array consists of. */
    public static INDArray part(INDArray array, long index, long... shape) {
        long size = 1;
        for (long axis : shape) {
            size *= axis;
        }
        return NativeArrays.part(array, index * size, shape);
    }

    /** {@code size} entries along an axis, from {@code begin} on; dense only if the axis is the first. */
    public static INDArray slice(INDArray array, int axis, long begin, long size) {
        long[] shape = array.shape().clone();
        shape[axis] = size;
        // Not by ND4J's get: it drops axes of one element here and there, and gives nothing at all of some views.
        long offset = array.offset() + begin * array.stride(axis);
        return Nd4j.create(array.data(), shape, array.stride(), offset, 'c');
    }
}
