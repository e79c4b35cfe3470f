package io.orograph.arrays;

import io.orograph.file.CancellableReading;
import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one array in the IDX format of the MNIST files, plain or compressed with gzip: two zero bytes, a type, the
 * number of axes, their sizes as 4-byte integers, then the elements, all big-endian.
 */
public final class IdxReader {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;

    private IdxReader() {}

    /** Returns whether a file may be of this format; a compressed one, by what is in it. */
    public static boolean recognises(FileHead head) {
        if (!isCompressed(head)) {
            return accepts(head.bytes());
        }
        try (InputStream in = open(head.path(), true)) {
            return accepts(in.readNBytes(4));
        } catch (IOException e) {
            // Cut off or damaged: whoever reads it says so.
            return true;
        }
    }

    /** Returns whether a file is compressed with gzip. */
    public static boolean isCompressed(FileHead head) {
        return isGzip(head.bytes());
    }

    private static boolean accepts(byte[] start) {
        return start.length >= 4 && start[0] == 0 && start[1] == 0 && type(start[2]) != null && start[3] > 0;
    }

    private static boolean isGzip(byte[] start) {
        return start.length >= 2 && ((start[0] & 0xFF) << 8 | start[1] & 0xFF) == GZIP_MAGIC;
    }

    /**
     * @throws io.orograph.file.UnreadableFileException if the file is damaged or of another kind
     * @throws IOException if it cannot be read
     */
    public static Tensor read(Path file) throws IOException {
        long bytes = RegularFile.requireReadable(file);
        Origin origin = new Origin(file, null);
        try {
            boolean gzip;
            try (InputStream in = Files.newInputStream(file)) {
                gzip = isGzip(in.readNBytes(2));
            }
            if (gzip) {
                requireInflated(file, origin);
            }
            try (InputStream in = open(file, gzip)) {
                Header header = Header.read(in, gzip, origin);
                long follow = gzip ? header.claimed(origin) : bytes - header.bytes();
                ElementReader.checkClaim(header.type(), header.shape(), follow, origin);
                return new ElementReader(in, header.type(), ByteOrder.BIG_ENDIAN, origin).read(header.shape());
            }
        } catch (ZipException | EOFException e) {
            throw origin.damaged("it cannot be unpacked or ends too early; save or copy it again", e);
        }
    }

    private static InputStream open(Path file, boolean gzip) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        return gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    /**
     * Compares what the header in a compressed file claims with what it inflates to, without keeping anything, so that
     * nothing is allocated for bytes that are not there. What is longer is inflated no further than that is seen.
     */
    private static void requireInflated(Path file, Origin origin) throws IOException {
        try (InputStream in = open(file, true)) {
            Header header = Header.read(in, true, origin);
            long claimed = header.claimed(origin);
            ElementReader.checkClaim(header.type(), header.shape(), claimed, origin);
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int n = in.read(buffer); n >= 0 && bytes <= claimed; n = in.read(buffer)) {
                CancellableReading.check();
                bytes += n;
            }
            if (bytes > claimed) {
                throw origin.damaged("its header claims " + header.type().label() + " " + Shape.text(header.shape())
                        + ", " + claimed + " bytes, but more follow; save or copy it again");
            }
            ElementReader.checkClaim(header.type(), header.shape(), bytes, origin);
        }
    }

    /** What comes before the elements. */
    private record Header(StoredType type, long[] shape) {

        static Header read(InputStream in, boolean gzip, Origin origin) throws IOException {
            byte[] start = in.readNBytes(4);
            if (!accepts(start)) {
                if (gzip) {
                    throw new UnsupportedFileException(
                            origin.file(),
                            "is compressed with gzip and is no IDX file inside; unpack it and open what comes out");
                }
                throw new DamagedFileException(origin.file(), "is no IDX file; choose an images file of MNIST's kind");
            }
            int rank = start[3];
            byte[] sizes = in.readNBytes(4 * rank);
            if (sizes.length < 4 * rank) {
                throw origin.damaged("it ends within its header; save or copy it again");
            }
            ByteBuffer buffer = ByteBuffer.wrap(sizes);
            long[] shape = new long[rank];
            for (int i = 0; i < rank; i++) {
                shape[i] = buffer.getInt() & 0xFFFF_FFFFL;
            }
            return new Header(IdxReader.type(start[2]), shape);
        }

        int bytes() {
            return 4 + 4 * shape.length;
        }

        /** Returns how many bytes the elements take if there are as many as it says. */
        long claimed(Origin origin) throws IOException {
            return ElementReader.claimedBytes(type, shape, origin);
        }
    }

    private static StoredType type(byte code) {
        return switch (code) {
            case 0x08 -> StoredType.UINT8;
            case 0x09 -> StoredType.INT8;
            case 0x0B -> StoredType.INT16;
            case 0x0C -> StoredType.INT32;
            case 0x0D -> StoredType.FLOAT32;
            case 0x0E -> StoredType.FLOAT64;
            default -> null;
        };
    }
}
