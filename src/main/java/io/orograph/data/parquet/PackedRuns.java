package io.orograph.data.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What runs of packed numbers claim to hold, compared with the bytes that they have: the library makes an array as long as a
 * run claims before it reads it. Of two streams of deltas behind one another only the first is looked at. The formats are those of the Parquet specification, "Encodings".
 */
final class PackedRuns {

    private static final Set<Encoding> DELTAS =
            Set.of(Encoding.DELTA_BINARY_PACKED, Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY);

    private static final int GROUP = 8;
    private static final int WIDEST = 32;
    private static final int BITS_OF_VARINT = 7;

    /** More values than any writer puts into a block of deltas. */
    private static final long LARGEST_BLOCK = 1024;

    /** Bytes that a block of deltas has at least: its smallest delta, and the width of a part. */
    private static final long BLOCK_BYTES = 2;

    private final ByteBuffer bytes;
    private final int values;

    private PackedRuns(BytesInput bytes, int values) throws IOException {
        this(ByteBuffer.wrap(bytes.toInputStream().readAllBytes()).order(ByteOrder.LITTLE_ENDIAN), values);
    }

    /**
     * Makes sure that a page has what its runs claim.
     *
     * @throws ParquetDecodingException if not
     */
    static void require(DataPage page, ColumnDescriptor column) {
        try {
            if (page instanceof DataPageV1 first) {
                PackedRuns runs = new PackedRuns(first.getBytes(), first.getValueCount());
                runs.levels(first.getRlEncoding(), column.getMaxRepetitionLevel());
                runs.levels(first.getDlEncoding(), column.getMaxDefinitionLevel());
                runs.values(first.getValueEncoding(), column);
            } else if (page instanceof DataPageV2 second) {
                int count = second.getValueCount();
                new PackedRuns(second.getRepetitionLevels(), count).runs(width(column.getMaxRepetitionLevel()));
                new PackedRuns(second.getDefinitionLevels(), count).runs(width(column.getMaxDefinitionLevel()));
                new PackedRuns(second.getData(), count).values(second.getDataEncoding(), column);
            }
        } catch (IOException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new ParquetDecodingException("a page ends early", e);
        }
    }

    private static int width(int largest) {
        return BytesUtils.getWidthFromMaxInt(largest);
    }

    private static void require(boolean right) {
        if (!right) {
            throw new ParquetDecodingException("a run claims more than its page has");
        }
    }

    /** Goes through levels, and to their end. */
    private void levels(Encoding encoding, int largest) {
        if (largest == 0) {
            return;
        }
        if (encoding == Encoding.RLE) {
            part(bytes.getInt()).runs(width(largest));
        } else {
            long packed = ((long) values * width(largest) + GROUP - 1) / GROUP;
            require(packed <= bytes.remaining());
            bytes.position(bytes.position() + (int) packed);
        }
    }

    private PackedRuns part(int length) {
        require(length >= 0 && length <= bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return new PackedRuns(part, values);
    }

    private PackedRuns(ByteBuffer bytes, int values) {
        this.bytes = bytes;
        this.values = values;
    }

    private void values(Encoding encoding, ColumnDescriptor column) {
        if (encoding.usesDictionary() && bytes.hasRemaining()) {
            runs(bytes.get() & 0xFF);
        } else if (encoding == Encoding.RLE
                && column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN) {
            part(bytes.getInt()).runs(1);
        } else if (DELTAS.contains(encoding)) {
            deltas();
        }
    }

    /** Goes through runs of one number again and again, and of packed ones. */
    private void runs(int width) {
        require(width <= WIDEST);
        long left = values;
        while (left > 0 && bytes.hasRemaining()) {
            long header = varint();
            long count = header >>> 1;
            if ((header & 1) == 0) {
                skip((width + GROUP - 1) / GROUP);
            } else {
                require(width > 0 || count <= left / GROUP + 1);
                // The last group may be cut where its values end.
                require((count - 1) * width <= bytes.remaining());
                skip((int) Math.min(count * width, bytes.remaining()));
                count *= GROUP;
            }
            left -= count;
        }
    }

    private void skip(int count) {
        require(count <= bytes.remaining());
        bytes.position(bytes.position() + count);
    }

    private void deltas() {
        long block = varint();
        long parts = varint();
        long count = varint();
        require(block > 0 && block <= LARGEST_BLOCK && parts > 0 && parts <= block);
        require(count >= 0 && count <= 1 + block * (bytes.remaining() / BLOCK_BYTES + 1));
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= 4 * BITS_OF_VARINT; shift += BITS_OF_VARINT) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value & 0xFFFFFFFFL;
            }
        }
        throw new ParquetDecodingException("a number is longer than any");
    }
}
