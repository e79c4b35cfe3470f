package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.network.Tensor;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A result as an NPZ file that {@code numpy.load} opens without pickle: its arrays by name, its texts as strings, and
 * {@code provenance}, a text of JSON ({@code json.loads(file["provenance"].item())}).
 */
public final class ResultNpz {

    /** The name of the text that says where a result comes from. */
    public static final String PROVENANCE = "provenance";

    private ResultNpz() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable result) throws IOException {
        NpzWriter.write(file, npz -> add(npz, result));
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
    public static ReadResult read(NpzArrays npz) throws IOException {
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
        return new ReadResult(ProvenanceText.read(npz), values);
    }

    /** A result as an archive holds it. */
    public record ReadResult(Provenance provenance, NamedValues values) implements Exportable {}
}
