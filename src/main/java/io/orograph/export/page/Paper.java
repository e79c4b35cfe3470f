package io.orograph.export.page;

import io.orograph.figure.FigureTexts;
import io.orograph.figure.PdfPen;
import io.orograph.file.AtomicFile;
import io.orograph.plot.FontFamily;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Theme;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The same document as a page for a browser, on paper: a PDF file. Headings, paragraphs, lists, tables and commands are taken over;
 * where a figure stands, a plot is drawn.
 */
public final class Paper {

    private static final double TEXT = 9.5;
    private static final double SMALLEST = 8;
    private static final int DPI = 300;

    private final PaperFlow flow = new PaperFlow(new PlotStyle(Theme.LIGHT, TEXT, SMALLEST, false, FontFamily.SANS));
    private final Map<String, Plot> figures;

    private Paper(Map<String, Plot> figures) {
        this.figures = figures;
    }

    /** Returns the place of a figure in a document. */
    public static Html figure(String name) {
        return new Html().open("figure", "id", name).close("figure");
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param body the document
     * @param figures plots by the names of their places
     * @param texts what the file says about itself
     */
    public static void write(Path file, Html body, Map<String, Plot> figures, Map<String, String> texts)
            throws IOException {
        Paper paper = new Paper(figures);
        paper.add(parsed(body));
        Map<String, String> said = new LinkedHashMap<>(texts);
        said.putIfAbsent(FigureTexts.SOFTWARE, "Orograph");
        AtomicFile.write(file, out -> PdfPen.write(out, PaperFlow.SIZE, paper.flow.pages(), DPI, said));
    }

    /** The program's own markup closes what it opens, so that it is XML too. */
    private static Element parsed(Html body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body.toString())))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the document is not well-formed: " + e.getMessage(), e);
        }
    }

    private void add(Element element) {
        switch (element.getTagName()) {
            case "h1" -> flow.title(element.getTextContent(), 1.8);
            case "h2" -> {
                figureUnder(element).ifPresent(flow::keepWithTitle);
                flow.title(element.getTextContent(), 1.35);
            }
            case "h3", "summary" -> flow.title(element.getTextContent(), 1.1);
            case "p" ->
                flow.text(
                        element.getTextContent(), !element.getAttribute("class").isEmpty(), 0);
            case "li" -> flow.item(element.getTextContent());
            case "pre" -> flow.text(element.getTextContent(), true, 1.6);
            case "table" ->
                flow.table(rows(element), element.getElementsByTagName("thead").getLength() > 0);
            case "figure" -> {
                figure(element).ifPresent(flow::plot);
            }
            default -> children(element).forEach(this::add);
        }
    }

    private Optional<Plot> figure(Element place) {
        return Optional.ofNullable(figures.get(place.getAttribute("id")));
    }

    /** Returns the figure that follows a title, with no more than a caption between them. */
    private Optional<Plot> figureUnder(Element title) {
        List<Element> all = children((Element) title.getParentNode());
        for (Element next : all.subList(all.indexOf(title) + 1, all.size())) {
            if (next.getTagName().equals("figure")) {
                return figure(next);
            }
            if (!next.getTagName().equals("p") || next.getAttribute("class").isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    private static List<List<String>> rows(Element table) {
        List<List<String>> rows = new ArrayList<>();
        NodeList found = table.getElementsByTagName("tr");
        for (int i = 0; i < found.getLength(); i++) {
            rows.add(children((Element) found.item(i)).stream()
                    .map(Element::getTextContent)
                    .toList());
        }
        return rows;
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
