package io.orograph.figure;

import io.orograph.plot.ColorField;
import io.orograph.plot.FigurePage;
import io.orograph.plot.FontFace;
import io.orograph.plot.FontFamily;
import io.orograph.plot.Label;
import io.orograph.plot.PageSize;
import io.orograph.plot.Patches;
import io.orograph.plot.Path;
import io.orograph.plot.Pen;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;
import io.orograph.plot.Rgb;
import io.orograph.plot.Stroke;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Draws into an SVG 1.1 file: text as text in the width that it has here whatever font is at hand, lines as lines, values as
 * rectangles up to 20,000 and beyond that as one picture.
 */
public final class SvgPen implements Pen {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String FAMILIES = "'" + FontFace.FAMILY + "', 'Bitstream Vera Sans', Verdana, sans-serif";

    private static final String SMOOTH = "auto";

    private final XMLStreamWriter xml;
    private final int dpi;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int clips;

    private SvgPen(XMLStreamWriter xml, int dpi) {
        this.xml = xml;
        this.dpi = dpi;
        open.push(0);
    }

    /**
     * Writes a page as a file to a stream, which stays open.
     *
     * @param texts what the file says about itself, by keyword
     * @throws IOException if it cannot be written
     */
    public static void write(OutputStream out, FigurePage page, Map<String, String> texts) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            SvgPen pen = new SvgPen(xml, page.dpi());
            pen.begin(page.size(), texts);
            page.draw(pen);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the SVG file cannot be written: " + e.getMessage(), e);
        } catch (UncheckedXmlException e) {
            throw new IOException("the SVG file cannot be written: " + e.getMessage(), e);
        }
    }

    /** An exception on the way through a pen's methods, which throw none. */
    private static final class UncheckedXmlException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UncheckedXmlException(XMLStreamException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void begin(PageSize size, Map<String, String> texts) throws XMLStreamException {
        xml.setDefaultNamespace(SVG);
        xml.writeStartElement(SVG, "svg");
        xml.writeDefaultNamespace(SVG);
        xml.writeNamespace("xlink", XLINK);
        xml.writeAttribute("version", "1.1");
        xml.writeAttribute("width", number(size.width() / PageSize.MM) + "mm");
        xml.writeAttribute("height", number(size.height() / PageSize.MM) + "mm");
        xml.writeAttribute("viewBox", "0 0 " + number(size.width()) + " " + number(size.height()));
        xml.writeAttribute("font-family", FAMILIES);
        xml.writeAttribute("stroke-linejoin", "round");
        xml.writeAttribute("fill", "none");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            switch (text.getKey()) {
                case FigureTexts.TITLE -> element("title", text.getValue());
                case FigureTexts.DESCRIPTION -> element("desc", text.getValue());
                default -> {}
            }
        }
        xml.writeStartElement(SVG, "metadata");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            xml.writeStartElement("orograph", "text", FigureTexts.NAMESPACE);
            xml.writeNamespace("orograph", FigureTexts.NAMESPACE);
            xml.writeAttribute("name", text.getKey());
            xml.writeCharacters(legal(text.getValue()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(SVG, name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /** Returns a text without the characters that XML cannot hold. */
    private static String legal(String text) {
        return text.codePoints()
                .filter(c ->
                        c == '\t' || c == '\n' || c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws XMLStreamException;
    }

    private static void checked(Writing writing) {
        try {
            writing.write();
        } catch (XMLStreamException e) {
            throw new UncheckedXmlException(e);
        }
    }

    @Override
    public void save() {
        open.push(0);
    }

    @Override
    public void restore() {
        int groups = open.pop();
        checked(() -> {
            for (int i = 0; i < groups; i++) {
                xml.writeEndElement();
            }
        });
    }

    @Override
    public void clip(Path path) {
        String id = "clip" + ++clips;
        open.push(open.pop() + 1);
        checked(() -> {
            xml.writeStartElement(SVG, "clipPath");
            xml.writeAttribute("id", id);
            xml.writeEmptyElement(SVG, "path");
            xml.writeAttribute("d", data(path));
            xml.writeEndElement();
            xml.writeStartElement(SVG, "g");
            xml.writeAttribute("clip-path", "url(#" + id + ")");
        });
    }

    @Override
    public void stroke(Path path, Stroke stroke) {
        if (path.isEmpty()) {
            return;
        }
        checked(() -> {
            xml.writeEmptyElement(SVG, "path");
            xml.writeAttribute("d", data(path));
            color("stroke", stroke.color());
            xml.writeAttribute("stroke-width", number(stroke.width()));
            if (stroke.round()) {
                xml.writeAttribute("stroke-linecap", "round");
            }
            if (!stroke.dashes().isEmpty()) {
                xml.writeAttribute(
                        "stroke-dasharray",
                        stroke.dashes().stream().map(SvgPen::number).collect(Collectors.joining(" ")));
            }
        });
    }

    private void color(String attribute, Rgb color) throws XMLStreamException {
        xml.writeAttribute(attribute, color.hex());
        if (color.opacity() < 1) {
            xml.writeAttribute(attribute + "-opacity", number(color.opacity()));
        }
    }

    @Override
    public void fill(Path path, Rgb color) {
        checked(() -> {
            xml.writeEmptyElement(SVG, "path");
            xml.writeAttribute("d", data(path));
            color("fill", color);
        });
    }

    @Override
    public void text(Label label, Rgb color, Rgb rim) {
        if (label.text().isEmpty()) {
            return;
        }
        checked(() -> {
            double[] start = label.start();
            xml.writeStartElement(SVG, "text");
            if (label.angle() == 0) {
                xml.writeAttribute("x", number(start[0]));
                xml.writeAttribute("y", number(start[1]));
            } else {
                xml.writeAttribute(
                        "transform",
                        "translate(" + number(start[0]) + " " + number(start[1]) + ") rotate("
                                + number(Math.toDegrees(label.angle())) + ")");
            }
            xml.writeAttribute("font-size", number(label.style().size()));
            FontFace face = label.style().face();
            if (!face.family().equals(FontFace.FAMILY)) {
                xml.writeAttribute("font-family", "'" + face.family().replace("'", "") + "', " + substitute(face));
            }
            if (face.isBold()) {
                xml.writeAttribute("font-weight", "bold");
            }
            xml.writeAttribute("textLength", number(label.width()));
            xml.writeAttribute("lengthAdjust", "spacingAndGlyphs");
            xml.writeAttribute("xml:space", "preserve");
            color("fill", color);
            if (rim != null) {
                xml.writeAttribute("paint-order", "stroke");
                color("stroke", rim);
                xml.writeAttribute("stroke-width", number(RIM * label.style().size()));
            }
            xml.writeCharacters(legal(label.text()));
            xml.writeEndElement();
        });
    }

    /** Returns what a program without the font takes. */
    private static String substitute(FontFace face) {
        return face.family().equals(FontFamily.SERIF.regular().family())
                ? "'Bitstream Vera Serif', Georgia, serif"
                : FAMILIES;
    }

    @Override
    public void image(Picture picture, Rect place) {
        image(picture, place, "pixelated");
    }

    private void image(Picture picture, Rect place, String rendering) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            PngFile.write(png, picture, Map.of(), dpi);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be packed", e);
        }
        checked(() -> {
            xml.writeEmptyElement(SVG, "image");
            place(place);
            xml.writeAttribute("preserveAspectRatio", "none");
            xml.writeAttribute("style", "image-rendering:" + rendering);
            xml.writeAttribute(
                    XLINK,
                    "href",
                    "data:image/png;base64,"
                            + new String(Base64.getEncoder().encode(png.toByteArray()), StandardCharsets.US_ASCII));
        });
    }

    private void place(Rect place) throws XMLStreamException {
        xml.writeAttribute("x", number(place.x()));
        xml.writeAttribute("y", number(place.y()));
        xml.writeAttribute("width", number(place.width()));
        xml.writeAttribute("height", number(place.height()));
    }

    @Override
    public void field(ColorField field, Rect place) {
        if (!field.isOfPatches()) {
            image(Embedded.picture(field, place, dpi), place, SMOOTH);
            return;
        }
        field.fill(
                place,
                (rect, color) -> checked(() -> {
                    xml.writeEmptyElement(SVG, "rect");
                    place(rect);
                    color("fill", color);
                }));
    }

    @Override
    public void patches(Patches patches) {
        if (patches.isFew()) {
            patches.draw(this);
        } else {
            Embedded.Placed surface = Embedded.picture(patches, dpi);
            image(surface.picture(), surface.place(), SMOOTH);
        }
    }

    private static String data(Path path) {
        StringBuilder data = new StringBuilder();
        path.visit((step, points, at) -> {
            switch (step) {
                case MOVE -> append(data.append('M'), points, at, 2);
                case LINE -> append(data.append('L'), points, at, 2);
                case CURVE -> append(data.append('C'), points, at, 6);
                case CLOSE -> data.append('Z');
            }
        });
        return data.toString();
    }

    private static void append(StringBuilder data, double[] points, int at, int count) {
        for (int i = 0; i < count; i++) {
            data.append(i == 0 ? "" : " ").append(number(points[at + i]));
        }
    }

    /** Returns a length to a thousandth, as short as can be. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        String shortened = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
        return shortened.equals("-0") ? "0" : shortened;
    }
}
