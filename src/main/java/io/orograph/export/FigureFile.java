package io.orograph.export;

import io.orograph.figure.Picture;
import io.orograph.figure.PngFile;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes figures as PNG files that say where they come from. */
public final class FigureFile {

    /** The text chunk that holds the provenance as JSON. */
    public static final String PROVENANCE = "orograph";

    /** What journals ask for at the width of a page. */
    private static final int DPI = 300;

    private FigureFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Picture picture, Provenance provenance) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Title", "Loss landscape of " + provenance.text(Key.MODEL));
        texts.put("Software", provenance.text(Key.PROGRAM));
        texts.put("Description", provenance.caption());
        texts.put(PROVENANCE, ProvenanceJson.write(provenance));
        PngFile.write(file, picture, texts, DPI);
    }
}
