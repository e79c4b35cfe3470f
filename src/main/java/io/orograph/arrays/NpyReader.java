package io.orograph.arrays;

import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one array in NumPy's NPY format (NumPy enhancement proposal 1 and its versions 2 and 3): booleans, signed and
 * unsigned integers of 1 to 8 bytes and floats of 2 to 8, of either byte order, in C or Fortran order. Pickled
 * objects are never opened.
 *
 * <p>float16 is read as FLOAT, int8, int16 and uint16 as INT32, uint32 and uint64 as INT64 (an error for what does not
 * fit); the others as they are. NaN and infinities are read as they are.
 */
public final class NpyReader {

    /** Bytes; a provenance takes a few thousand. An archive inflates a thousand times as many as it has, or more. */
    static final int LONGEST_TEXT = 1 << 22;

    /** Bytes of an array of texts, such as a class name for each sample. */
    static final int LONGEST_TEXTS = 1 << 27;

    private static final int MOST_TEXTS = 1 << 22;

    private NpyReader() {}

    /**
     * @throws io.orograph.file.UnreadableFileException if the file is damaged or of another kind, or holds what this
     *     program cannot use
     * @throws IOException if it cannot be read
     */
    public static Tensor read(Path file) throws IOException {
        long bytes = RegularFile.requireReadable(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, bytes, new Origin(file, null));
        }
    }

    /** Returns what the array of a file is, from its header alone: {@code float32 [1797, 64]}. */
    public static String describe(Path file) throws IOException {
        long bytes = RegularFile.requireReadable(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NpyHeader.read(in, bytes, new Origin(file, null)).describe();
        }
    }

    /**
     * @param bytes how many the stream really holds
     */
    static Tensor read(InputStream in, long bytes, Origin origin) throws IOException {
        NpyHeader header = NpyHeader.read(in, bytes, origin);
        StoredType type = header.type(origin);
        ElementReader.checkClaim(type, header.shape(), bytes - header.bytes(), origin);
        try {
            ElementReader elements = new ElementReader(in, type, header.order(), origin);
            return header.fortranOrder() ? fortran(elements, header.shape()) : elements.read(header.shape());
        } catch (EOFException e) {
            throw origin.damaged("it ended while it was read; wait until it is written, or copy it again", e);
        }
    }

    /** What lies in Fortran order is the transpose in C order. */
    private static Tensor fortran(ElementReader elements, long[] shape) throws IOException {
        int rank = shape.length;
        long[] stored = new long[rank];
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            stored[i] = shape[rank - 1 - i];
            axes[i] = rank - 1 - i;
        }
        return elements.read(stored).transpose(axes);
    }

    /**
     * Reads an array that is a single text, of NumPy's types S or U.
     *
     * @param bytes how many the stream really holds
     */
    static String readText(InputStream in, long bytes, Origin origin) throws IOException {
        NpyHeader header = NpyHeader.read(in, bytes, origin);
        if (header.shape().length > 0) {
            throw origin.unsupported("is no single text but " + header.describe());
        }
        checkLength(bytes - header.bytes(), LONGEST_TEXT, origin);
        return texts(in, header, bytes - header.bytes(), origin).get(0);
    }

    /**
     * Reads an array of texts, of NumPy's types S or U, in row-major order.
     *
     * @param bytes how many the stream really holds
     */
    static List<String> readTexts(InputStream in, long bytes, Origin origin) throws IOException {
        NpyHeader header = NpyHeader.read(in, bytes, origin);
        if (header.shape().length > 1 && header.fortranOrder()) {
            throw origin.unsupported("holds text in Fortran order; save it in C order (in NumPy: array.copy())");
        }
        checkLength(bytes - header.bytes(), LONGEST_TEXTS, origin);
        return texts(in, header, bytes - header.bytes(), origin);
    }

    private static void checkLength(long length, int longest, Origin origin) throws IOException {
        if (length > longest) {
            throw origin.unsupported("holds " + (length >> 20) + " MB of text, more than the " + (longest >> 20)
                    + " MB that this program reads; choose another file");
        }
    }

    private static List<String> texts(InputStream in, NpyHeader header, long length, Origin origin) throws IOException {
        boolean unicode = header.code().startsWith("U");
        if (!unicode && !header.code().startsWith("S")) {
            throw origin.unsupported("is no text but " + header.describe());
        }
        long count = 1;
        for (long axis : header.shape()) {
            count = axis == 0 || count <= MOST_TEXTS / axis ? count * axis : MOST_TEXTS + 1L;
        }
        if (count > MOST_TEXTS) {
            throw origin.unsupported("has the shape " + Shape.text(header.shape()) + ", of more texts than the "
                    + MOST_TEXTS + " that this program reads; choose another file");
        }
        int characterBytes = unicode ? 4 : 1;
        long each = count == 0 ? 0 : length / count;
        boolean claimed = header.code().equals(header.code().charAt(0) + "" + each / characterBytes);
        if (count > length + 1 || count > 0 && (each * count != length || each % characterBytes != 0 || !claimed)) {
            throw origin.damaged("its header claims the text type " + Excerpt.of(header.code()) + " "
                    + Shape.text(header.shape()) + ", but " + length + " bytes follow; save or copy it again");
        }
        boolean big = header.order() == ByteOrder.BIG_ENDIAN;
        Charset charset = unicode ? Charset.forName(big ? "UTF-32BE" : "UTF-32LE") : StandardCharsets.UTF_8;
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(withoutEnd(new String(in.readNBytes((int) each), charset)));
        }
        return texts;
    }

    /** NumPy fills texts up with zeros. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\0') {
            end--;
        }
        return text.substring(0, end);
    }
}
