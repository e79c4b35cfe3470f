package io.orograph.data.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks pages in Java: the library itself would load native code for most codecs. */
final class Unpackers implements CompressionCodecFactory {

    /** Writers make pages of a megabyte, or somewhat more where a value is larger. */
    private static final int LARGEST_PAGE = 1 << 28;

    /** A page that is packed better than this, and not small, is none that a writer made of data. */
    private static final long BEST_PACKING = 1L << 12;

    private static final int SMALL_PAGE = 1 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Pages((page, bytes) -> page);
            case GZIP -> new Pages(Unpackers::inflate);
            case SNAPPY -> new Pages((packed, bytes) -> unpack(new SnappyDecompressor(), packed, bytes));
            case ZSTD -> new Pages((packed, bytes) -> unpack(new ZstdDecompressor(), packed, bytes));
            case LZ4_RAW -> new Pages((packed, bytes) -> unpack(new Lz4Decompressor(), packed, bytes));
            default -> throw new UnpackableException(codec.name());
        };
    }

    /** A codec that is not read. */
    static final class UnpackableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnpackableException(String codec) {
            super(codec);
        }
    }

    private interface Codec {
        byte[] unpack(byte[] packed, int bytes) throws IOException;
    }

    private static byte[] inflate(byte[] packed, int bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(bytes);
        }
    }

    private static byte[] unpack(Decompressor codec, byte[] packed, int bytes) {
        byte[] page = new byte[bytes];
        int length = codec.decompress(packed, 0, packed.length, page, 0, bytes);
        return length == bytes ? page : Arrays.copyOf(page, length);
    }

    private record Pages(Codec unpacker) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput packed, int bytes) throws IOException {
            if (bytes < 0 || bytes > LARGEST_PAGE || bytes > Math.max(SMALL_PAGE, BEST_PACKING * packed.size())) {
                throw new IOException("a page claims " + bytes + " bytes");
            }
            byte[] page = unpacker.unpack(packed.toInputStream().readAllBytes(), bytes);
            if (page.length != bytes) {
                throw new IOException("a page claims " + bytes + " bytes and has " + page.length);
            }
            return BytesInput.from(page);
        }

        @Override
        public void decompress(ByteBuffer input, int packedBytes, ByteBuffer output, int bytes) throws IOException {
            byte[] packed = new byte[packedBytes];
            input.get(packed);
            output.put(
                    decompress(BytesInput.from(packed), bytes).toInputStream().readAllBytes());
        }

        @Override
        public void release() {}
    }

    @Override
    public void release() {}
}
