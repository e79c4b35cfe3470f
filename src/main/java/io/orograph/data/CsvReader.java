package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table of numbers as a data set: UTF-8 text, a header line with the columns' names, then a line a sample.
 * The separator (comma, semicolon or tab) is found from the header. One column is the target, the others are the
 * inputs, [n, columns - 1] as DOUBLE.
 *
 * <p>Targets, [n], are INT64 if all are whole numbers and DOUBLE otherwise. A target column of class names becomes
 * class indices: 0 for the name that comes first in the alphabet (in Unicode order), and so on.
 */
public final class CsvReader {

    private static final int LONGEST_HEADER_LOOKED_AT = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final List<String> names;
    private final int target;
    private final DoubleList inputs = new DoubleList();
    private final TargetColumn targets;
    private long line;

    private CsvReader(Path file, List<String> names, int target) {
        this.file = file;
        this.names = names;
        this.target = target;
        this.targets = new TargetColumn();
    }

    /**
     * Reads a table.
     *
     * @param targetName the target's column; the last column if empty
     * @throws io.orograph.file.UnreadableFileException if the file is no such table; the message names line and column
     * @throws IOException if it cannot be read
     */
    public static Dataset read(Path file, Optional<String> targetName) throws IOException {
        return parsed(file, parser -> read(file, parser, targetName));
    }

    /**
     * Returns the names of the columns, from the header alone.
     *
     * @throws IOException as {@link #read} does
     */
    static List<String> columns(Path file) throws IOException {
        return parsed(file, parser -> header(file, parser.iterator()));
    }

    private interface Use<T> {
        T of(CSVParser parser) throws IOException;
    }

    private static <T> T parsed(Path file, Use<T> use) throws IOException {
        RegularFile.requireReadable(file);
        try (BufferedReader text = open(file)) {
            char separator = separator(text);
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();
            return use.of(CSVParser.builder().setReader(text).setFormat(format).get());
        } catch (CharacterCodingException e) {
            throw new DamagedFileException(file, "is not text in UTF-8; save it as CSV in UTF-8", e);
        } catch (CSVException e) {
            throw new DamagedFileException(file, "is no proper table: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? new DamagedFileException(file, "is not text in UTF-8; save it as CSV in UTF-8", e)
                    : new DamagedFileException(
                            file, "is no proper table: " + e.getCause().getMessage(), e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_HEADER_LOOKED_AT);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** Returns the separator, whichever of the three is most frequent in the header, outside quotation marks. */
    private static char separator(Reader text) throws IOException {
        text.mark(LONGEST_HEADER_LOOKED_AT);
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < LONGEST_HEADER_LOOKED_AT; i++) {
            int c = text.read();
            if (c < 0 || begun && !quoted && (c == '\n' || c == '\r')) {
                break;
            }
            begun |= !Character.isWhitespace(c);
            quoted ^= c == '"';
            commas += !quoted && c == ',' ? 1 : 0;
            semicolons += !quoted && c == ';' ? 1 : 0;
            tabs += !quoted && c == '\t' ? 1 : 0;
        }
        text.reset();
        return commas >= semicolons && commas >= tabs ? ',' : semicolons >= tabs ? ';' : '\t';
    }

    private static Dataset read(Path file, CSVParser parser, Optional<String> targetName) throws IOException {
        Iterator<CSVRecord> records = parser.iterator();
        List<String> names = header(file, records);
        int target = targetName.isEmpty() ? names.size() - 1 : names.indexOf(targetName.get());
        if (target < 0) {
            throw new UnsupportedFileException(
                    file,
                    "has no column " + Excerpt.of(targetName.get()) + " for the targets; its columns are "
                            + listed(names));
        }
        CsvReader reader = new CsvReader(file, names, target);
        while (records.hasNext()) {
            CSVRecord row = records.next();
            reader.line = parser.getCurrentLineNumber();
            reader.add(row);
        }
        return reader.dataset();
    }

    private static List<String> header(Path file, Iterator<CSVRecord> records) throws IOException {
        if (!records.hasNext()) {
            throw new DamagedFileException(file, "holds no table; the first line has to name the columns");
        }
        CSVRecord record = records.next();
        Set<String> distinct = new LinkedHashSet<>();
        for (String name : record) {
            if (name.isEmpty() || !distinct.add(name)) {
                throw new DamagedFileException(
                        file,
                        "has " + (name.isEmpty() ? "no name" : "a second name " + Excerpt.of(name))
                                + " in the header of column " + (distinct.size() + 1)
                                + "; give each column a name of its own (in pandas, save with index=False)");
            }
        }
        List<String> names = List.copyOf(distinct);
        boolean numbers = names.stream().noneMatch(name -> Double.isNaN(Decimal.parse(name)));
        // A data frame without names is saved with 0, 1, 2, … as its header.
        List<String> counted =
                IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
        if (numbers && !names.equals(counted)) {
            throw new DamagedFileException(
                    file, "has no header: its first line holds only numbers; put a line with the columns' names first");
        }
        if (names.size() < 2) {
            throw new DamagedFileException(
                    file,
                    "has a single column, " + Excerpt.of(names.get(0))
                            + "; a table needs columns for inputs and target, separated by comma, semicolon or tab");
        }
        return names;
    }

    private static String listed(List<String> names) {
        int most = 12;
        String list =
                String.join(", ", names.stream().limit(most).map(Excerpt::of).toList());
        return names.size() > most ? list + " and " + (names.size() - most) + " more" : list;
    }

    private void add(CSVRecord row) throws IOException {
        if (row.size() != names.size()) {
            throw new DamagedFileException(
                    file,
                    "has " + row.size() + " fields in line " + line + " where its header" + " names " + names.size()
                            + " columns; correct the line");
        }
        for (int column = 0; column < row.size(); column++) {
            String field = row.get(column);
            if (column == target) {
                addTarget(field);
                continue;
            }
            double value = Decimal.parse(field);
            if (!Double.isFinite(value)) {
                throw badField(column, field, "needs a finite number");
            }
            inputs.add(value);
        }
    }

    private void addTarget(String field) throws IOException {
        String wanted = targets.add(field);
        if (wanted != null) {
            throw badField(target, field, wanted);
        }
    }

    private DamagedFileException badField(int column, String field, String wanted) {
        String found = field.isEmpty() ? "nothing" : "'" + Excerpt.of(field) + "'";
        String hint = field.indexOf(',') >= 0 ? " (write decimals with a point)" : "";
        return new DamagedFileException(
                file,
                "has " + found + " in line " + line + ", column "
                        + Excerpt.of(names.get(column)) + ", which " + wanted + hint
                        + "; correct it, or leave the line out");
    }

    private Dataset dataset() throws IOException {
        int samples = targets.size();
        if (samples == 0) {
            throw new DamagedFileException(file, "holds no samples: nothing follows its header");
        }
        Tensor table = Tensor.of(inputs.toArray(), samples, names.size() - 1L);
        return new Dataset(FileName.of(file), table, targets.toTensor(), targets.classNames());
    }
}
