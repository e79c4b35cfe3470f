package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The text of a table, as rows of fields. It is in UTF-8, in UTF-16 behind a byte order mark, or in Windows-1252. The
 * separator is what a first line {@code sep=;} names, else whichever divides the first lines into equally many fields;
 * white space if none does. Lines that begin with # are comments, but for the last before the samples that names as many
 * columns as they have ({@code numpy.savetxt} writes the header so).
 */
final class TableText {

    /** Texts that have lines but no columns: how they begin, what they are called, what to do. */
    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("(?s)\\s*[\\[{].*", "JSON; save it as CSV (in pandas: read_json, then to_csv)"),
            new Foreign("(?is)\\s*(%.*)?@relation\\s.*", "an ARFF table of Weka or OpenML; save it as CSV"),
            new Foreign(
                    "(?s)[-+\\d.eE]+(\\s+\\d+:[-+\\d.eE]+)+\\s.*",
                    "a sparse table of LIBSVM; save it as .npz (in scikit-learn: load_svmlight_file, then toarray)"));

    private TableText() {}

    private record Foreign(Pattern pattern, String what) {
        Foreign(String pattern, String what) {
            this(Pattern.compile(pattern), what);
        }
    }

    /** What is done with the rows. */
    interface Use<T> {
        T of(TableRows rows) throws IOException;
    }

    /**
     * Parses a file.
     *
     * @throws DamagedFileException if it is no text, or no table
     * @throws UnsupportedFileException if it is a text of another kind
     * @throws IOException if it cannot be read
     */
    static <T> T parsed(Path file, Use<T> use) throws IOException {
        RegularFile.requireReadable(file);
        Charset charset = TableEncoding.ofMark(file);
        try {
            return parsed(file, charset, List.of(), use);
        } catch (WrongEncodingException e) {
            if (!TableEncoding.isWindows(file)) {
                throw notText(file, e);
            }
            try {
                return parsed(file, TableEncoding.WINDOWS, List.of(TableEncoding.NOTICE), use);
            } catch (WrongEncodingException again) {
                throw notText(file, again);
            }
        }
    }

    /** The bytes of a text are not those of its encoding. */
    private static final class WrongEncodingException extends Exception {
        private static final long serialVersionUID = 1;

        WrongEncodingException(Throwable cause) {
            super(cause);
        }
    }

    private static <T> T parsed(Path file, Charset charset, List<String> notices, Use<T> use)
            throws IOException, WrongEncodingException {
        try (BufferedReader text = TableEncoding.open(file, charset)) {
            requireTable(file, text);
            TableHead head = TableHead.of(text);
            List<String> header = new ArrayList<>();
            if (head.header().isPresent()) {
                rows(head, new BufferedReader(new StringReader(head.header().get())))
                        .forEachRemaining(row -> header.addAll(row.fields()));
            }
            Iterator<TableRows.Row> rows = rows(head, text);
            return use.of(
                    TableRows.ofText(file, header.isEmpty() ? rows : after(header, head.linesBefore(), rows), notices));
        } catch (CharacterCodingException e) {
            throw new WrongEncodingException(e);
        } catch (CSVException e) {
            throw new DamagedFileException(file, "is no proper table: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new WrongEncodingException(e);
            }
            throw new DamagedFileException(
                    file, "is no proper table: " + e.getCause().getMessage(), e);
        }
    }

    private static DamagedFileException notText(Path file, Exception cause) {
        return new DamagedFileException(file, "is not text in UTF-8; save it as CSV in UTF-8", cause);
    }

    private static void requireTable(Path file, BufferedReader text) throws IOException {
        String start = TableEncoding.start(text);
        Optional<Foreign> foreign = FOREIGN.stream()
                .filter(each -> each.pattern().matcher(start).matches())
                .findFirst();
        if (foreign.isPresent()) {
            throw new UnsupportedFileException(file, "is " + foreign.get().what());
        }
    }

    private static Iterator<TableRows.Row> rows(TableHead head, BufferedReader text) throws IOException {
        return head.separator() == TableHead.WHITE_SPACE ? words(head, text) : records(head, text);
    }

    private static Iterator<TableRows.Row> after(List<String> header, int line, Iterator<TableRows.Row> rows) {
        return new Iterator<>() {

            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || rows.hasNext();
            }

            @Override
            public TableRows.Row next() {
                if (begun) {
                    return rows.next();
                }
                begun = true;
                return new TableRows.Row(header, line);
            }
        };
    }

    private static Iterator<TableRows.Row> records(TableHead head, BufferedReader text) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(head.separator())
                .setCommentMarker(head.hasComments() ? TableHead.COMMENT : null)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
        Iterator<CSVRecord> records = parser.iterator();
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public TableRows.Row next() {
                return new TableRows.Row(records.next().toList(), parser.getCurrentLineNumber() + head.linesBefore());
            }
        };
    }

    /** Returns the rows of a text whose fields stand apart by spaces or tabs, as {@code numpy.savetxt} writes them. */
    private static Iterator<TableRows.Row> words(TableHead head, BufferedReader text) {
        List<Integer> line = new ArrayList<>(List.of(head.linesBefore()));
        return text.lines()
                .map(each -> {
                    line.set(0, line.get(0) + 1);
                    return new TableRows.Row(List.of(each.strip().split("\\s+")), line.get(0));
                })
                .filter(row -> !row.isEmpty()
                        && !(head.hasComments() && row.fields().get(0).charAt(0) == TableHead.COMMENT))
                .iterator();
    }
}
