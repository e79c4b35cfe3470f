package io.orograph.arrays;

import io.orograph.file.CancellableReading;
import io.orograph.network.ElementType;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns stored numbers into a {@link Tensor}, in pieces that stay in the processor's cache. */
final class ElementReader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final StoredType type;
    private final ByteOrder order;
    private final Origin origin;

    ElementReader(InputStream in, StoredType type, ByteOrder order, Origin origin) {
        this.in = in;
        this.type = type;
        this.order = order;
        this.origin = origin;
    }

    /**
     * Compares what a header claims with the bytes behind it, before anything is allocated.
     *
     * @param shape without negative axes
     * @param bytes that are there for the elements
     * @throws IOException if they differ, or the array is too large for this program
     */
    static void checkClaim(StoredType type, long[] shape, long bytes, Origin origin) throws IOException {
        long claimed = claimedBytes(type, shape, origin);
        if (claimed != bytes) {
            throw origin.damaged("its header claims " + type.label() + " " + Shape.text(shape) + ", " + claimed
                    + " bytes, but " + bytes + " bytes follow; save or copy it again");
        }
        long elements = claimed / type.bytes();
        long memory = elements * type.readAs().bytes();
        if (elements == 0 && !isPossible(shape)) {
            throw origin.unsupported("has the shape " + Shape.text(shape)
                    + ", an empty array with axes longer than any array's; save one that holds numbers");
        }
        if (elements > LONGEST_ARRAY || memory > Runtime.getRuntime().maxMemory()) {
            throw origin.unsupported("has the shape " + Shape.text(shape) + " and needs " + (memory >> 20)
                    + " MB, more than this program may use; save fewer samples");
        }
    }

    /**
     * Returns how many bytes an array takes in its file.
     *
     * @param shape without negative axes
     * @throws IOException if that is more than any file holds
     */
    static long claimedBytes(StoredType type, long[] shape, Origin origin) throws IOException {
        try {
            long elements = 1;
            for (long axis : shape) {
                elements = Math.multiplyExact(elements, axis);
            }
            return Math.multiplyExact(elements, type.bytes());
        } catch (ArithmeticException e) {
            throw origin.damaged(
                    "its header claims " + type.label() + " " + Shape.text(shape)
                            + ", more than any file holds; save or copy it again",
                    e);
        }
    }

    /** Tells whether the axes of an empty array are such as the program counts with. */
    private static boolean isPossible(long... shape) {
        try {
            return Shape.size(shape) == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads the elements in the order in which they are stored.
     *
     * @param shape checked by {@link #checkClaim}
     */
    Tensor read(long... shape) throws IOException {
        int size = Shape.size(shape);
        return switch (type.readAs()) {
            case FLOAT -> Tensor.of(floats(size), shape);
            case DOUBLE -> Tensor.of(doubles(size), shape);
            case INT64 -> Tensor.of(longs(size), shape);
            case INT32 -> Tensor.of(ints(size), shape);
            case UINT8 -> Tensor.ofBytes(bytes(size), shape);
            case BOOL -> Tensor.ofBooleans(bytes(size), shape);
        };
    }

    private float[] floats(int size) throws IOException {
        float[] result = new float[size];
        inPieces(size, (piece, from, count) -> {
            if (type == StoredType.FLOAT32) {
                piece.asFloatBuffer().get(result, from, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                result[from + i] = Half.fromBinary16(piece.getShort() & 0xFFFF);
            }
        });
        return result;
    }

    private double[] doubles(int size) throws IOException {
        double[] result = new double[size];
        inPieces(size, (piece, from, count) -> piece.asDoubleBuffer().get(result, from, count));
        return result;
    }

    private long[] longs(int size) throws IOException {
        long[] result = new long[size];
        inPieces(size, (piece, from, count) -> {
            for (int i = from; i < from + count; i++) {
                result[i] = type == StoredType.UINT32 ? piece.getInt() & 0xFFFF_FFFFL : piece.getLong();
                if (type == StoredType.UINT64 && result[i] < 0) {
                    throw origin.unsupported("holds " + Long.toUnsignedString(result[i])
                            + ", a whole number above 2^63 - 1; save it as a floating-point type");
                }
            }
        });
        return result;
    }

    private int[] ints(int size) throws IOException {
        int[] result = new int[size];
        inPieces(size, (piece, from, count) -> {
            for (int i = from; i < from + count; i++) {
                result[i] = switch (type) {
                    case INT8 -> piece.get();
                    case INT16 -> piece.getShort();
                    case UINT16 -> piece.getShort() & 0xFFFF;
                    default -> piece.getInt();
                };
            }
        });
        return result;
    }

    private byte[] bytes(int size) throws IOException {
        byte[] result = new byte[size];
        inPieces(size, (piece, from, count) -> piece.get(result, from, count));
        if (type.readAs() == ElementType.BOOL) {
            for (int i = 0; i < size; i++) {
                result[i] = (byte) (result[i] == 0 ? 0 : 1);
            }
        }
        return result;
    }

    private interface Piece {
        void take(ByteBuffer piece, int from, int count) throws IOException;
    }

    private void inPieces(int size, Piece taker) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int most = BUFFER_BYTES / type.bytes();
        for (int from = 0; from < size; from += Math.min(most, size - from)) {
            CancellableReading.check();
            int count = Math.min(most, size - from);
            int length = count * type.bytes();
            if (in.readNBytes(buffer, 0, length) < length) {
                throw new EOFException("the file ended while it was read");
            }
            taker.take(ByteBuffer.wrap(buffer, 0, length).order(order), from, count);
        }
    }
}
