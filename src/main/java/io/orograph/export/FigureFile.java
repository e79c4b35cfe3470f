package io.orograph.export;

import io.orograph.figure.AwtPen;
import io.orograph.figure.FigureTexts;
import io.orograph.figure.PdfPen;
import io.orograph.figure.PngFile;
import io.orograph.figure.SvgPen;
import io.orograph.figure.TiffFile;
import io.orograph.file.AtomicFile;
import io.orograph.plot.FigurePage;
import io.orograph.provenance.Key;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes figures as files that say where they come from: each whole or not at all. */
public final class FigureFile {

    /** The keyword under which the provenance stands as JSON. */
    public static final String PROVENANCE = FigureTexts.PROVENANCE;

    private FigureFile() {}

    /** Writes pixels. */
    public static void writePng(Path file, Figure figure) throws IOException {
        PngFile.write(
                file, AwtPen.draw(figure.page()), texts(figure), figure.page().dpi());
    }

    /** Writes pixels as publishers take them. */
    public static void writeTiff(Path file, Figure figure) throws IOException {
        AtomicFile.write(
                file,
                out -> TiffFile.write(
                        out,
                        AwtPen.draw(figure.page()),
                        texts(figure),
                        figure.page().dpi()));
    }

    /** Writes lines and texts. */
    public static void writeSvg(Path file, Figure figure) throws IOException {
        AtomicFile.write(file, out -> SvgPen.write(out, figure.page(), texts(figure)));
    }

    /** Writes lines and texts with their font. */
    public static void writePdf(Path file, Figure figure) throws IOException {
        AtomicFile.write(file, out -> PdfPen.write(out, figure.page(), texts(figure)));
    }

    private static Map<String, String> texts(Figure figure) {
        FigurePage page = figure.page();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(FigureTexts.TITLE, page.title().isEmpty() ? page.plot().title() : page.title());
        texts.put(FigureTexts.SOFTWARE, figure.provenance().text(Key.PROGRAM));
        texts.put(FigureTexts.DESCRIPTION, page.plot().caption());
        texts.put(FigureTexts.PROVENANCE, ProvenanceJson.write(figure.provenance()));
        return texts;
    }
}
