package io.orograph.figure;

import io.orograph.plot.ColorField;
import io.orograph.plot.FigurePage;
import io.orograph.plot.FontFace;
import io.orograph.plot.Label;
import io.orograph.plot.PageSize;
import io.orograph.plot.Patches;
import io.orograph.plot.Path;
import io.orograph.plot.Pen;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;
import io.orograph.plot.Rgb;
import io.orograph.plot.Stroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * Draws on a page of a PDF file: text as text in an embedded subset of the font that ships, lines as lines, values as
 * rectangles up to 20,000 and beyond that as one picture.
 */
public final class PdfPen implements Pen {

    private final PDDocument document;
    private final PDPageContentStream content;
    private final int dpi;
    private final Map<FontFace, PDFont> fonts;
    private final Map<Double, PDExtendedGraphicsState> opacities = new HashMap<>();

    /**
     * Makes the pen of a page.
     *
     * @param fonts that the document has already
     */
    private PdfPen(PDDocument document, PDPageContentStream content, int dpi, Map<FontFace, PDFont> fonts) {
        this.fonts = fonts;
        this.document = document;
        this.content = content;
        this.dpi = dpi;
    }

    /**
     * Writes a page as a file to a stream, which stays open.
     *
     * @param texts what the file says about itself, by keyword
     * @throws IOException if it cannot be written
     */
    public static void write(OutputStream out, FigurePage page, Map<String, String> texts) throws IOException {
        write(out, page.size(), List.of(page::draw), page.dpi(), texts);
    }

    /**
     * Writes a document of several pages to a stream, which stays open.
     *
     * @param size of each page
     * @param pages draw themselves
     * @param dpi of what is a picture
     * @param texts what the file says about itself, by keyword
     * @throws IOException if it cannot be written
     */
    public static void write(
            OutputStream out, PageSize size, List<Consumer<Pen>> pages, int dpi, Map<String, String> texts)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentInformation(information(texts));
            Map<FontFace, PDFont> fonts = new HashMap<>();
            for (Consumer<Pen> page : pages) {
                PDPage sheet = new PDPage(new PDRectangle((float) size.width(), (float) size.height()));
                document.addPage(sheet);
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    // The origin of PDF is at the lower left.
                    content.transform(new Matrix(1, 0, 0, -1, 0, (float) size.height()));
                    content.setLineJoinStyle(1);
                    page.accept(new PdfPen(document, content, dpi, fonts));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
            // PDFBox closes what it saves to.
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.save(file);
            file.writeTo(out);
        }
    }

    private static PDDocumentInformation information(Map<String, String> texts) {
        PDDocumentInformation information = new PDDocumentInformation();
        texts.forEach((keyword, text) -> {
            switch (keyword) {
                case FigureTexts.TITLE -> information.setTitle(text);
                case FigureTexts.SOFTWARE -> information.setCreator(text);
                case FigureTexts.DESCRIPTION -> information.setSubject(text);
                default -> information.setCustomMetadataValue(keyword, text);
            }
        });
        return information;
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private static void checked(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save() {
        checked(content::saveGraphicsState);
    }

    @Override
    public void restore() {
        checked(content::restoreGraphicsState);
    }

    @Override
    public void clip(Path path) {
        checked(() -> {
            trace(path);
            content.clip();
        });
    }

    private void trace(Path path) throws IOException {
        trace(AwtPen.shape(path));
    }

    private void trace(Shape shape) throws IOException {
        float[] c = new float[6];
        float[] at = new float[2];
        for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(c);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> content.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> content.lineTo(c[0], c[1]);
                case PathIterator.SEG_QUADTO ->
                    content.curveTo(
                            at[0] + (c[0] - at[0]) * 2 / 3,
                            at[1] + (c[1] - at[1]) * 2 / 3,
                            c[2] + (c[0] - c[2]) * 2 / 3,
                            c[3] + (c[1] - c[3]) * 2 / 3,
                            c[2],
                            c[3]);
                case PathIterator.SEG_CUBICTO -> content.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> content.closePath();
            }
            int last = kind == PathIterator.SEG_CUBICTO ? 4 : kind == PathIterator.SEG_QUADTO ? 2 : 0;
            at = new float[] {c[last], c[last + 1]};
        }
    }

    @Override
    public void stroke(Path path, Stroke stroke) {
        if (path.isEmpty()) {
            return;
        }
        checked(() -> {
            lineColor(stroke.color());
            content.setLineWidth((float) stroke.width());
            content.setLineCapStyle(stroke.round() ? 1 : 0);
            float[] dashes = new float[stroke.dashes().size()];
            for (int i = 0; i < dashes.length; i++) {
                dashes[i] = stroke.dashes().get(i).floatValue();
            }
            content.setLineDashPattern(dashes, 0);
            trace(path);
            content.stroke();
        });
    }

    private void lineColor(Rgb color) throws IOException {
        opacity(color);
        content.setStrokingColor(color.red() / 255f, color.green() / 255f, color.blue() / 255f);
    }

    private void areaColor(Rgb color) throws IOException {
        opacity(color);
        content.setNonStrokingColor(color.red() / 255f, color.green() / 255f, color.blue() / 255f);
    }

    private void opacity(Rgb color) throws IOException {
        content.setGraphicsStateParameters(opacities.computeIfAbsent(color.opacity(), opacity -> {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setStrokingAlphaConstant(opacity.floatValue());
            state.setNonStrokingAlphaConstant(opacity.floatValue());
            return state;
        }));
    }

    @Override
    public void fill(Path path, Rgb color) {
        checked(() -> {
            areaColor(color);
            trace(path);
            content.fill();
        });
    }

    @Override
    public void text(Label label, Rgb color, Rgb rim) {
        if (label.text().isEmpty()) {
            return;
        }
        checked(() -> {
            if (rim != null) {
                lineColor(rim);
                content.setLineWidth((float) (RIM * label.style().size()));
                content.setLineDashPattern(new float[0], 0);
                letters(label, RenderingMode.STROKE);
            }
            areaColor(color);
            letters(label, RenderingMode.FILL);
        });
    }

    private void letters(Label label, RenderingMode mode) throws IOException {
        FontFace face = label.style().face();
        if (!face.has(label.text())) {
            // No embedded font has these characters: they are drawn as shapes of one that the machine has.
            trace(Fonts.outline(label));
            if (mode == RenderingMode.STROKE) {
                content.stroke();
            } else {
                content.fill();
            }
            return;
        }
        double[] start = label.start();
        AffineTransform placement = AffineTransform.getTranslateInstance(start[0], start[1]);
        placement.rotate(label.angle());
        placement.scale(label.stretch(), -1);
        content.beginText();
        content.setRenderingMode(mode);
        content.setFont(font(face), (float) label.style().size());
        content.setTextMatrix(new Matrix(placement));
        content.showText(label.text());
        content.endText();
    }

    private PDFont font(FontFace face) throws IOException {
        PDFont known = fonts.get(face);
        if (known == null) {
            try (InputStream stream = face.open()) {
                known = PDType0Font.load(document, stream, true);
            }
            fonts.put(face, known);
        }
        return known;
    }

    @Override
    public void image(Picture picture, Rect place) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        checked(() -> {
            opacity(Rgb.BLACK);
            content.drawImage(
                    LosslessFactory.createFromImage(document, image),
                    new Matrix((float) place.width(), 0, 0, (float) -place.height(), (float) place.x(), (float)
                            place.bottom()));
        });
    }

    @Override
    public void field(ColorField field, Rect place) {
        if (!field.isOfPatches()) {
            image(Embedded.picture(field, place, dpi), place);
            return;
        }
        field.fill(
                place,
                (rect, color) -> checked(() -> {
                    areaColor(color);
                    content.addRect((float) rect.x(), (float) rect.y(), (float) rect.width(), (float) rect.height());
                    content.fill();
                }));
    }

    @Override
    public void patches(Patches patches) {
        if (patches.isFew()) {
            patches.draw(this);
        } else {
            Embedded.Placed surface = Embedded.picture(patches, dpi);
            image(surface.picture(), surface.place());
        }
    }
}
