package io.orograph.export;

import io.orograph.arrays.NpzWriter;
import io.orograph.network.Tensor;
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
        NamedValues values = result.values();
        for (Map.Entry<String, Tensor> array : values.arrays().entrySet()) {
            npz.add(array.getKey(), array.getValue());
        }
        for (Map.Entry<String, String> text : values.texts().entrySet()) {
            npz.addText(text.getKey(), text.getValue());
        }
        npz.addText(PROVENANCE, ProvenanceJson.write(result.provenance()));
    }
}
