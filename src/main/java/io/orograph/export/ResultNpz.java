package io.orograph.export;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A result as an NPZ file that {@code numpy.load} opens without pickle: its arrays by name, its texts as strings, and
 * {@code provenance}, a text of JSON ({@code json.loads(file["provenance"].item())}).
 */
public final class ResultNpz {

    /** The name of the text that says where a result comes from. */
    public static final String PROVENANCE = "provenance";

    /** NumPy's codes of texts. */
    private static final Pattern TEXT = Pattern.compile("[SUa]\\d*");

    private ResultNpz() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable result) throws IOException {
        NpzWriter.write(file, npz -> add(npz, result));
    }

    /**
     * Reads whatever result was written, to write it in another format: every array and text, without what an unfinished one
     * holds to go on with.
     *
     * @throws UnsupportedFileException if it is no result of Orograph
     * @throws io.orograph.file.UnreadableFileException if it is no archive, or damaged
     * @throws IOException if it cannot be read
     */
    public static SavedResult read(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            if (!npz.contains(PROVENANCE)) {
                throw new UnsupportedFileException(
                        file,
                        "is no result of Orograph: it has no provenance but holds " + npz.describe()
                                + "; choose a file that --out or Export numbers wrote");
            }
            NamedValues values = new NamedValues();
            for (NamedArrays.Array array : npz.arrays()) {
                String name = array.name();
                if (TEXT.matcher(array.type()).matches()) {
                    if (!name.equals(PROVENANCE) && !name.equals(UnfinishedNpz.QUESTION)) {
                        values.put(name, npz.readText(name));
                    }
                } else if (!name.startsWith(UnfinishedNpz.KEPT)) {
                    values.put(name, npz.tensor(name));
                }
            }
            return new SavedResult(values, ProvenanceText.read(npz));
        }
    }

    /** Adds a result to an archive. */
    static void add(NpzWriter npz, Exportable result) throws IOException {
        add(npz, "", result);
    }

    /**
     * Adds a result to an archive of several.
     *
     * @param prefix before the name of each of its arrays: {@code landscape-1/}
     */
    public static void add(NpzWriter npz, String prefix, Exportable result) throws IOException {
        NamedValues values = result.values();
        for (Map.Entry<String, Tensor> array : values.arrays().entrySet()) {
            npz.add(prefix + array.getKey(), array.getValue());
        }
        for (Map.Entry<String, String> text : values.texts().entrySet()) {
            npz.addText(prefix + text.getKey(), text.getValue());
        }
        npz.addText(prefix + PROVENANCE, ProvenanceJson.write(result.provenance()));
    }

    /**
     * Reads a result of any kind: its arrays and texts by name, and where it comes from.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged
     */
    public static SavedResult read(NpzArrays npz) throws IOException {
        NamedValues values = new NamedValues();
        for (String name : npz.names()) {
            if (npz.isText(name)) {
                if (!name.equals(PROVENANCE)) {
                    values.put(name, npz.readText(name));
                }
            } else {
                values.put(name, npz.tensor(name));
            }
        }
        return new SavedResult(values, ProvenanceText.read(npz));
    }
}
