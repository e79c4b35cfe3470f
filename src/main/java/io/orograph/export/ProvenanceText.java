package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.file.DamagedFileException;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;

/** The provenance in an archive. */
final class ProvenanceText {

    private ProvenanceText() {}

    /**
     * Reads it.
     *
     * @param name of the text
     * @throws io.orograph.file.UnreadableFileException if it is damaged there
     */
    static Provenance read(NpzArrays npz, String name) throws IOException {
        String json = npz.readText(name);
        try {
            return ProvenanceJson.read(json);
        } catch (IOException e) {
            throw new DamagedFileException(
                    npz.file(), "is damaged: its provenance is no JSON object; save it again", e);
        }
    }
}
