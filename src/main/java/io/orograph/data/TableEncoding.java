package io.orograph.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The encodings that tables come in. */
final class TableEncoding {

    /** What spreadsheets under Windows write unless told otherwise, in the west of Europe and in America. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    static final String NOTICE = "The table is not in UTF-8; it was read as Windows-1252 text.";

    /** The most characters of a text that are looked at before it is read. */
    static final int LONGEST_LOOKED_AT = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TableEncoding() {}

    /** Returns the encoding that a byte order mark tells: spreadsheets write "Unicode text" in UTF-16. */
    static Charset ofMark(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int mark = in.read() << 8 | in.read();
            return mark == 0xFFFE
                    ? StandardCharsets.UTF_16LE
                    : mark == BYTE_ORDER_MARK ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        }
    }

    /** Opens a text behind its byte order mark; bytes that are none of the encoding throw {@link CharacterCodingException}. */
    static BufferedReader open(Path file, Charset charset) throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_LOOKED_AT);
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    /** Returns the first characters of a text, which stay unread. */
    static String start(BufferedReader text) throws IOException {
        char[] start = new char[LONGEST_LOOKED_AT];
        text.mark(start.length);
        int count = text.read(start);
        text.reset();
        return new String(start, 0, Math.max(0, count));
    }

    /** Tells whether a file can be Windows-1252: nearly any bytes are, but text has no control characters. */
    static boolean isWindows(Path file) throws IOException {
        try (Reader text = open(file, WINDOWS)) {
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
