package io.orograph.arrays;

import io.orograph.file.CancellableReading;
import io.orograph.file.DamagedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Pieces of a file that is open for reading, little-endian. */
final class FileRanges implements Closeable {

    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private final Path file;
    private final FileChannel channel;

    FileRanges(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file);
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * @throws DamagedFileException if the file does not reach so far
     */
    ByteBuffer read(long from, long length) throws IOException {
        if (from < 0 || length < 0 || length > LONGEST || from > size() - length) {
            throw new DamagedFileException(
                    file,
                    "is damaged: it claims " + length + " bytes from byte " + from + " on, but has " + size()
                            + "; save or copy it again");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            CancellableReading.check();
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new DamagedFileException(file, "is cut off: it became shorter while it was read; copy it again");
            }
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
