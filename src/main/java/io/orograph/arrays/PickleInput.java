package io.orograph.arrays;

import io.orograph.file.DamagedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of pickles, one after the other, with the place that was reached. */
final class PickleInput {

    /** Names in a state dict have some dozens of characters. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final long limit;
    private long position;

    /**
     * @param limit bytes that there are
     */
    PickleInput(Path file, InputStream in, long limit) {
        this.file = file;
        this.in = in;
        this.limit = limit;
    }

    /** Returns how many bytes there are at most. */
    long limit() {
        return limit;
    }

    long position() {
        return position;
    }

    int next() throws IOException {
        int value;
        try {
            value = in.read();
        } catch (EOFException | ZipException e) {
            // An archive whose entry reaches beyond the file's end.
            value = -1;
        }
        if (value < 0) {
            throw cutOff();
        }
        position++;
        return value;
    }

    /** A number of some bytes, without sign. */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << 8 * i;
        }
        return value;
    }

    double bigEndianDouble() throws IOException {
        return ByteBuffer.wrap(bytes(8)).order(ByteOrder.BIG_ENDIAN).getDouble();
    }

    String text(long bytes) throws IOException {
        return new String(bytes(bytes), StandardCharsets.UTF_8);
    }

    byte[] bytes(long count) throws IOException {
        if (count < 0 || count > limit - position) {
            throw cutOff();
        }
        if (count > LONGEST_TEXT) {
            throw new DamagedFileException(
                    file, "is no checkpoint that can be used: its pickle holds a text of " + count + " bytes");
        }
        byte[] bytes = new byte[(int) count];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    /** Passes over bytes. */
    void skip(long count) throws IOException {
        if (count < 0 || count > limit - position) {
            throw cutOff();
        }
        try {
            in.skipNBytes(count);
        } catch (EOFException | ZipException e) {
            throw cutOff();
        }
        position += count;
    }

    /** What comes before a line feed, which is read too. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (line.length() >= LONGEST_TEXT) {
                throw new DamagedFileException(
                        file, "is no checkpoint that can be used: its pickle has an endless line");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private DamagedFileException cutOff() {
        return new DamagedFileException(file, "is cut off: its pickle does not end; save or copy it again");
    }
}
