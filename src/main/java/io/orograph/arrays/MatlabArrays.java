package io.orograph.arrays;

import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** What is peculiar to MATLAB's arrays, in whichever of its formats. */
final class MatlabArrays {

    private MatlabArrays() {}

    /** Returns the shape without the first axis of a row: MATLAB has no vectors, and writes them as rows. */
    static long[] shape(long... shape) {
        return shape.length == 2 && shape[0] == 1 && shape[1] > 1 ? new long[] {shape[1]} : shape;
    }

    /**
     * Returns the numbers of a matrix with its axes in MATLAB's order.
     *
     * @throws IOException if a number is beyond what is read
     */
    static Tensor tensor(Matrix matrix) throws IOException {
        int[] dimensions = matrix.getDimensions();
        int rank = dimensions.length;
        long[] reversed = new long[rank];
        int[] axes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            reversed[axis] = dimensions[rank - 1 - axis];
            axes[axis] = rank - 1 - axis;
        }
        return columns(matrix, reversed).transpose(axes);
    }

    /** Returns the numbers in the order of the file, the first axis of MATLAB the fastest and so the last. */
    private static Tensor columns(Matrix matrix, long... shape) throws IOException {
        int count = Shape.size(shape);
        if (matrix.isLogical() || matrix.getType() == MatlabType.UInt8) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                long value = matrix.getLong(i);
                bytes[i] = (byte) (matrix.isLogical() && value != 0 ? 1 : value);
            }
            return matrix.isLogical() ? Tensor.ofBooleans(bytes, shape) : Tensor.ofBytes(bytes, shape);
        }
        return switch (matrix.getType()) {
            case Double -> Tensor.of(doubles(matrix, count), shape);
            case Single -> Tensor.of(floats(matrix, count), shape);
            case Int8, Int16, UInt16, Int32 -> Tensor.of(ints(matrix, count), shape);
            default -> Tensor.of(longs(matrix, count), shape);
        };
    }

    private static double[] doubles(Matrix matrix, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = matrix.getDouble(i);
        }
        return values;
    }

    private static float[] floats(Matrix matrix, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = matrix.getFloat(i);
        }
        return values;
    }

    private static int[] ints(Matrix matrix, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) matrix.getLong(i);
        }
        return values;
    }

    private static long[] longs(Matrix matrix, int count) throws IOException {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = matrix.getLong(i);
            if (matrix.getType() == MatlabType.UInt64 && values[i] < 0) {
                throw new IOException("a whole number above 2^63 - 1");
            }
        }
        return values;
    }

    /** Returns the rows of a matrix of the numbers of characters: texts that are filled up with blanks. */
    static List<String> rows(Tensor characters) {
        List<String> texts = new ArrayList<>();
        int length = (int) characters.size(1);
        for (int row = 0; row < characters.size(0); row++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) characters.getLong(row * length + i));
            }
            texts.add(text.toString().stripTrailing());
        }
        return texts;
    }
}
