package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The text of a table, as rows of fields. It is in UTF-8, or in UTF-16 behind a byte order mark. The separator is what a
 * first line {@code sep=;} names, else whichever divides the first lines into equally many fields.
 */
final class TableText {

    private static final int LONGEST_LOOKED_AT = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SEPARATOR_LINE = "sep=";

    /** How many lines have to agree on a separator. */
    private static final int LINES_COMPARED = 6;

    /** A comma that is in every line beside one of the others is a decimal comma. */
    private static final String SEPARATORS = "\t;,";

    private TableText() {}

    /** What is done with the rows. */
    interface Use<T> {
        /**
         * Uses them.
         *
         * @param linesBefore how many lines precede the first that the parser sees
         */
        T of(CSVParser parser, int linesBefore) throws IOException;
    }

    /**
     * Parses a file.
     *
     * @throws DamagedFileException if it is no text, or no table
     * @throws IOException if it cannot be read
     */
    static <T> T parsed(Path file, Use<T> use) throws IOException {
        RegularFile.requireReadable(file);
        try (BufferedReader text = open(file)) {
            Character named = namedSeparator(text);
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(named == null ? separator(text) : named)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();
            return use.of(CSVParser.builder().setReader(text).setFormat(format).get(), named == null ? 0 : 1);
        } catch (CharacterCodingException e) {
            throw notText(file, e);
        } catch (CSVException e) {
            throw new DamagedFileException(file, "is no proper table: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? notText(file, e)
                    : new DamagedFileException(
                            file, "is no proper table: " + e.getCause().getMessage(), e);
        }
    }

    private static DamagedFileException notText(Path file, Exception cause) {
        return new DamagedFileException(file, "is not text in UTF-8; save it as CSV in UTF-8", cause);
    }

    private static BufferedReader open(Path file) throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        charset(file)
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_LOOKED_AT);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** Returns the encoding that a byte order mark tells: spreadsheets write "Unicode text" in UTF-16. */
    private static Charset charset(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int mark = in.read() << 8 | in.read();
            return mark == 0xFFFE
                    ? StandardCharsets.UTF_16LE
                    : mark == BYTE_ORDER_MARK ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        }
    }

    /** Returns the separator that spreadsheets take from the first line, and takes that line off; null if it has none. */
    private static Character namedSeparator(BufferedReader text) throws IOException {
        text.mark(LONGEST_LOOKED_AT);
        char[] start = new char[SEPARATOR_LINE.length()];
        int count = text.read(start);
        if (count == start.length && new String(start).toLowerCase(Locale.ROOT).equals(SEPARATOR_LINE)) {
            String rest = text.readLine();
            if (rest != null && rest.strip().length() <= 1) {
                return rest.isEmpty() ? ',' : rest.charAt(0);
            }
        }
        text.reset();
        return null;
    }

    private static char separator(Reader text) throws IOException {
        List<int[]> lines = separatorsOfLines(text);
        if (lines.isEmpty()) {
            return ',';
        }
        int[] header = lines.get(0);
        for (int i = 0; i < SEPARATORS.length(); i++) {
            int candidate = i;
            if (lines.size() > 1
                    && header[i] > 0
                    && lines.stream().allMatch(line -> line[candidate] == header[candidate])) {
                return SEPARATORS.charAt(i);
            }
        }
        int tabs = header[0];
        int semicolons = header[1];
        int commas = header[2];
        return commas >= semicolons && commas >= tabs ? ',' : semicolons >= tabs ? ';' : '\t';
    }

    /** Counts each separator in each of the first lines, outside quotation marks. */
    private static List<int[]> separatorsOfLines(Reader text) throws IOException {
        text.mark(LONGEST_LOOKED_AT);
        List<int[]> lines = new ArrayList<>();
        int[] line = new int[SEPARATORS.length()];
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < LONGEST_LOOKED_AT && lines.size() < LINES_COMPARED; i++) {
            int c = text.read();
            boolean ended = c < 0 || !quoted && (c == '\n' || c == '\r');
            if (ended && begun) {
                lines.add(line);
                line = new int[SEPARATORS.length()];
                begun = false;
            }
            if (c < 0) {
                break;
            }
            begun |= !ended && !Character.isWhitespace(c);
            quoted ^= c == '"';
            int separator = SEPARATORS.indexOf(c);
            if (!quoted && separator >= 0) {
                line[separator]++;
            }
        }
        if (lines.isEmpty() && begun) {
            // A header too long to be seen whole still tells.
            lines.add(line);
        }
        text.reset();
        return lines;
    }
}
