package io.orograph.export;

import io.orograph.arrays.NpzArrays;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The provenance in an archive. */
final class ProvenanceText {

    private ProvenanceText() {}

    /**
     * Returns what an archive says of where it comes from; nothing if it says nothing.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged there
     */
    static Provenance read(NpzArrays npz) throws IOException {
        if (!npz.contains(ResultNpz.PROVENANCE)) {
            return Provenance.NONE;
        }
        String json = npz.readText(ResultNpz.PROVENANCE);
        try {
            return shown(ProvenanceJson.read(json));
        } catch (IOException e) {
            throw new DamagedFileException(
                    npz.file(), "is damaged: its provenance is no JSON object; save it again", e);
        }
    }

    /** Returns the same with texts that may be shown as they are: captions and tables are made of them. */
    private static Provenance shown(Provenance read) {
        Map<String, Object> entries = new LinkedHashMap<>(read.entries());
        entries.replaceAll((key, value) -> value instanceof String text ? Excerpt.line(text) : value);
        return new Provenance(entries);
    }
}
