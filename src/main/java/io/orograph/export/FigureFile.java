package io.orograph.export;

import io.orograph.figure.PngFile;
import io.orograph.provenance.Key;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes figures as PNG files that say where they come from. */
public final class FigureFile {

    /** The text chunk that holds the provenance as JSON. */
    public static final String PROVENANCE = "orograph";

    /** The resolution that journals ask for at the width of a page. */
    private static final int DPI = 300;

    private FigureFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Figure figure) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Title", figure.title());
        texts.put("Software", figure.provenance().text(Key.PROGRAM));
        texts.put("Description", figure.caption());
        texts.put(PROVENANCE, ProvenanceJson.write(figure.provenance()));
        PngFile.write(file, figure.picture(), texts, DPI);
    }
}
