package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * A result in the making as an NPZ file: what there is of it as a finished one has it, and what is needed to go on with it:
 * {@code unfinished}, a text of JSON that says which question it answers, and the units that are computed, table by table:
 * {@code kept/<table>/rows} [k] with {@code kept/<table>/values} [k, width], and
 * {@code kept/<table>/row-<number>} for each row that is long.
 */
public final class UnfinishedNpz {

    /** The name of the text that says which question the work is about. */
    public static final String QUESTION = "unfinished";

    /** What the names of arrays begin with that are there to go on with. */
    static final String KEPT = "kept/";

    private static final String ROWS = "/rows";
    private static final String VALUES = "/values";
    private static final String OTHER_ROW = "/row-";

    /** More cells than any grid has. */
    private static final int MOST_ROWS = 1 << 23;

    private UnfinishedNpz() {}

    /**
     * Work to go on with.
     *
     * @param question that it answers
     * @param kept the units that are there
     */
    public record Unfinished(Provenance question, Kept kept) {}

    /** Tells whether an archive holds work to go on with. */
    public static boolean isUnfinished(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return npz.contains(QUESTION);
        }
    }

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable soFar, Unfinished work) throws IOException {
        NpzWriter.write(file, Deflater.BEST_SPEED, npz -> {
            ResultNpz.add(npz, soFar);
            npz.addText(QUESTION, ProvenanceJson.write(work.question()));
            for (Map.Entry<String, Kept.Rows> table : work.kept().tables().entrySet()) {
                add(npz, KEPT + table.getKey(), table.getValue());
            }
        });
    }

    private static void add(NpzWriter npz, String name, Kept.Rows rows) throws IOException {
        if (rows.numbers().length > 0) {
            npz.add(name + ROWS, Tensor.of(rows.numbers(), rows.numbers().length));
            npz.add(name + VALUES, Tensor.of(rows.values(), rows.numbers().length, rows.width()));
        }
        for (Map.Entry<Integer, double[]> row : new TreeMap<>(rows.others()).entrySet()) {
            npz.add(name + OTHER_ROW + row.getKey(), Tensor.of(row.getValue(), row.getValue().length));
        }
    }

    /**
     * Reads what to go on with.
     *
     * @throws UnsupportedFileException if the file holds nothing to go on with
     * @throws DamagedFileException if it is damaged
     * @throws IOException if it cannot be read
     */
    public static Unfinished read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            if (!npz.contains(QUESTION)) {
                throw new UnsupportedFileException(
                        file,
                        npz.contains(ResultNpz.PROVENANCE)
                                ? "is finished, so that there is nothing to go on with; leave --resume out"
                                : "is no unfinished result of Orograph, so that there is nothing to go on with; choose"
                                        + " the file of --out of the command that was stopped");
            }
            Kept kept = new Kept();
            for (String name : npz.names()) {
                if (name.startsWith(KEPT) && name.endsWith(ROWS)) {
                    readTable(npz, name.substring(0, name.length() - ROWS.length()), kept);
                } else if (name.startsWith(KEPT) && name.contains(OTHER_ROW)) {
                    readRow(npz, name, kept);
                }
            }
            return new Unfinished(question(npz), kept);
        }
    }

    private static Provenance question(NpzArrays npz) throws IOException {
        String text = npz.readText(QUESTION);
        try {
            return ProvenanceJson.read(text);
        } catch (IOException e) {
            throw new DamagedFileException(
                    npz.file(), "is damaged: its text " + QUESTION + " is no JSON object; begin anew without it", e);
        }
    }

    private static void readTable(NpzArrays npz, String name, Kept kept) throws IOException {
        long[] rows = npz.tensor(name + ROWS).longs();
        Tensor values = npz.tensor(name + VALUES);
        if (values.rank() != 2
                || values.size(0) != rows.length
                || Arrays.stream(rows).anyMatch(row -> !isRow(row))) {
            throw damaged(npz, name);
        }
        int width = (int) values.size(1);
        double[] all = values.doubles();
        for (int i = 0; i < rows.length; i++) {
            double[] row = Arrays.copyOfRange(all, i * width, (i + 1) * width);
            kept.put(name.substring(KEPT.length()), (int) rows[i], row);
        }
    }

    private static void readRow(NpzArrays npz, String name, Kept kept) throws IOException {
        int cut = name.lastIndexOf(OTHER_ROW);
        String number = name.substring(cut + OTHER_ROW.length());
        if (!number.matches("\\d{1,8}")) {
            throw damaged(npz, name);
        }
        kept.put(name.substring(KEPT.length(), cut), Integer.parseInt(number), npz.read(name));
    }

    private static boolean isRow(long row) {
        return row >= 0 && row <= MOST_ROWS;
    }

    private static DamagedFileException damaged(NpzArrays npz, String name) {
        return new DamagedFileException(
                npz.file(),
                "is damaged: its table " + name + " is not what this program writes; begin anew without it");
    }
}
