package io.orograph.arrays;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Goes through a MATLAB file of version 5 before it is read, and compares what its elements claim with what there is: the
 * library that reads it allocates by the claims.
 */
final class Mat5Structure {

    private static final int HEADER = 128;
    private static final int ORDER = 126;
    private static final int TAG = 8;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int DEEPEST = 32;

    /** Deflate packs no better. */
    private static final long BEST_PACKING = 1032;

    /** A class, and an array's dimensions, of which each takes four bytes. */
    private static final int CLASS_BYTES = 8;

    private static final int MOST_DIMENSION_BYTES = 4 * 32;
    private static final int LONGEST_NAME = 1 << 16;

    /** Cells, structures and objects: each of their elements has a tag of its own. */
    private static final int LAST_CONTAINER = 3;

    private static final int OPAQUE = 17;

    private final ByteOrder order;

    private Mat5Structure(ByteOrder order) {
        this.order = order;
    }

    /**
     * Checks a file.
     *
     * @throws IOException if an element claims more than there is; its message is for a log
     */
    static void check(ByteBuffer file) throws IOException {
        if (file.capacity() < HEADER) {
            throw new EOFException("no header");
        }
        ByteOrder order = file.get(ORDER) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Mat5Structure structure = new Mat5Structure(order);
        int at = HEADER;
        while (at < file.capacity()) {
            long size = structure.checkRoot(file, at);
            at = Math.toIntExact(at + TAG + size);
        }
    }

    private long checkRoot(ByteBuffer file, int at) throws IOException {
        DataInputStream in = stream(file, at, file.capacity() - at);
        int type = number(in);
        long size = number(in) & 0xFFFF_FFFFL;
        require(size <= file.capacity() - at - TAG);
        if (type == COMPRESSED) {
            Inflater inflater = new Inflater();
            try (DataInputStream inflated =
                    new DataInputStream(new InflaterInputStream(stream(file, at + TAG, (int) size), inflater))) {
                require(number(inflated) == MATRIX);
                long whole = number(inflated) & 0xFFFF_FFFFL;
                require(whole <= BEST_PACKING * size);
                checkMatrix(inflated, whole, 0);
            } finally {
                inflater.end();
            }
        } else {
            require(type == MATRIX);
            checkMatrix(in, size, 0);
        }
        return size;
    }

    private static DataInputStream stream(ByteBuffer file, int from, int length) {
        return new DataInputStream(new ByteBufferBackedInputStream(file.slice(from, length)));
    }

    private void checkMatrix(DataInputStream in, long bytes, int depth) throws IOException {
        require(depth < DEEPEST);
        long left = bytes;
        int kind = 0;
        for (int part = 0; left > 0; part++) {
            require(left >= TAG);
            int first = number(in);
            boolean small = first >> 16 != 0;
            int type = small ? first & 0xFFFF : first;
            long size = small ? first >>> 16 : number(in) & 0xFFFF_FFFFL;
            long padded = small ? Integer.BYTES : type == MATRIX ? size : (size + 7) / 8 * 8;
            left -= (small ? Integer.BYTES : TAG) + padded;
            require(left >= 0 && size <= padded);
            if (type == MATRIX) {
                checkMatrix(in, size, depth + 1);
            } else if (part == 0) {
                require(size == CLASS_BYTES);
                kind = number(in) & 0xFF;
                number(in);
            } else if (part == 1 && kind != OPAQUE) {
                checkDimensions(in, (int) Math.min(size, MOST_DIMENSION_BYTES + 1), padded, kind, bytes);
            } else {
                require(part > 2 || size <= LONGEST_NAME);
                in.skipNBytes(padded);
            }
        }
    }

    private void checkDimensions(DataInputStream in, int size, long padded, int kind, long bytes) throws IOException {
        require(size <= MOST_DIMENSION_BYTES);
        long elements = 1;
        for (int i = 0; i < size; i += Integer.BYTES) {
            elements = Math.multiplyExact(elements, (long) number(in));
            require(elements >= 0);
        }
        in.skipNBytes(padded - size);
        require(elements <= (kind <= LAST_CONTAINER ? bytes / TAG : Integer.MAX_VALUE));
    }

    private int number(DataInputStream in) throws IOException {
        int number = in.readInt();
        return order == ByteOrder.BIG_ENDIAN ? number : Integer.reverseBytes(number);
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("an element claims more than there is");
        }
    }
}
