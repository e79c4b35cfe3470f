package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Landscapes;
import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigurePage;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.FontFace;
import io.orograph.plot.FontFamily;
import io.orograph.plot.Label;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.PagePreset;
import io.orograph.plot.PageSize;
import io.orograph.plot.Picture;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.RecordingPen;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is read back from files, by other code than wrote them: sizes in millimetres, texts in points, words about themselves. */
class DevicesTest {

    private static final Map<String, String> TEXTS = Map.of(
            FigureTexts.TITLE, "α & <β>", FigureTexts.DESCRIPTION, "where from", FigureTexts.PROVENANCE, "{\"a\": 1}");

    private static Landscape bowl(int cells) {
        return Landscapes.of(
                Grid.square(1, cells),
                (a, b) -> 0.1 + a * a + 2 * b * b,
                Provenance.NONE.with(Key.MODEL, "Δ-modèle.onnx").with(Key.LOSS, "cross-entropy"));
    }

    private static FigurePage page(int cells, FigureSettings settings) {
        return settings.page(new LandscapePlot(
                new LandscapeData(bowl(cells), null),
                PlaneLook.of(ColorMap.standard()),
                FigureVariant.BOTH,
                BoxView.STANDARD));
    }

    private static List<String> words(FigurePage page) {
        RecordingPen pen = new RecordingPen();
        page.draw(pen);
        return pen.labels().stream().map(Label::text).toList();
    }

    private static byte[] pdf(FigurePage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfPen.write(out, page, TEXTS);
        return out.toByteArray();
    }

    private static Document svg(FigurePage page) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SvgPen.write(out, page, TEXTS);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void theSerifThatShipsIsMeasuredEmbeddedAndNamed() throws Exception {
        FigurePage sans = page(11, FigureSettings.DEFAULT);
        FigurePage serif = page(11, FigureSettings.DEFAULT.with(FontFamily.SERIF));
        assertThat(words(serif)).isEqualTo(words(sans));
        assertThat(FontFamily.SERIF.regular().width("Loss θ₀ λ ∇ ‖ −"))
                .isNotEqualTo(FontFamily.SANS.regular().width("Loss θ₀ λ ∇ ‖ −"));
        for (FontFace face : List.of(FontFamily.SERIF.regular(), FontFamily.SERIF.bold())) {
            assertThat(face.has("abc äß θ₀ α β λ ∇ ‖ − ± ⁻⁴ √ ▼ ▬ ≤ ∞")).isTrue();
        }
        try (PDDocument document = PDDocument.load(pdf(serif))) {
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertThat(font.getName()).contains("DejaVuSerif");
                assertThat(font.isEmbedded()).isTrue();
            }
        }
        assertThat(elements(svg(serif), "text"))
                .allSatisfy(text -> assertThat(text.getAttribute("font-family")).startsWith("'DejaVu Serif', "));
        assertThat(elements(svg(sans), "text"))
                .allSatisfy(text -> assertThat(text.getAttribute("font-family")).isEmpty());
    }

    @Test
    void aFontOfTheMachineIsFoundByItsNameOrNotAtAll() {
        assertThat(FontFamily.named("Serif")).contains(FontFamily.SERIF);
        assertThat(FontFamily.named("DejaVu Sans")).contains(FontFamily.SANS);
        assertThat(FontFamily.named("No Such Font 7")).isEmpty();
        // What is offered can be taken, and what ships is not offered twice.
        List<String> offered = FontFamily.namesOfMachine();
        assertThat(offered).doesNotContain("DejaVu Sans", "DejaVu Serif").doesNotHaveDuplicates();
        for (String name : offered.subList(0, Math.min(3, offered.size()))) {
            assertThat(FontFamily.named(name)).as(name).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(PagePreset.class)
    void aPdfHasItsSizeItsTextsAndTheirFont(PagePreset preset) throws IOException {
        FigurePage page = page(11, FigureSettings.DEFAULT.with(preset));
        try (PDDocument document = PDDocument.load(pdf(page))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            PDPage sheet = document.getPage(0);
            assertThat(sheet.getMediaBox().getWidth() / PageSize.MM)
                    .isCloseTo(preset.width() / PageSize.MM, within(0.01));
            assertThat(sheet.getMediaBox().getHeight())
                    .isCloseTo((float) page.size().height(), within(0.01f));
            TreeSet<Float> sizes = new TreeSet<>();
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    sizes.add(text.getFontSizeInPt());
                    super.processTextPosition(text);
                }
            };
            String read = stripper.getText(document);
            assertThat(read).contains("Loss landscape of Δ-modèle.onnx", "θ₀", "cross-entropy");
            assertThat(sizes.first()).isGreaterThanOrEqualTo((float) preset.smallest() - 0.001f);
            assertThat(sizes).contains((float) preset.text());
            for (var name : sheet.getResources().getFontNames()) {
                PDFont font = sheet.getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+DejaVuSans.*");
            }
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("α & <β>");
            assertThat(document.getDocumentInformation().getCustomMetadataValue(FigureTexts.PROVENANCE))
                    .isEqualTo("{\"a\": 1}");
        }
    }

    @ParameterizedTest
    @EnumSource(PagePreset.class)
    void anSvgHasItsSizeAndItsTexts(PagePreset preset) throws Exception {
        FigurePage page = page(11, FigureSettings.DEFAULT.with(preset));
        Document svg = svg(page);
        Element root = svg.getDocumentElement();
        assertThat(root.getAttribute("width")).endsWith("mm");
        assertThat(Double.parseDouble(root.getAttribute("width").replace("mm", "")))
                .isCloseTo(preset.width() / PageSize.MM, within(0.001));
        // A unit is a point: the box of the view is as wide in units as the page in points.
        assertThat(Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]))
                .isCloseTo(preset.width(), within(0.001));
        List<Element> texts = elements(svg, "text");
        assertThat(texts).extracting(Element::getTextContent).containsExactlyElementsOf(words(page));
        for (Element text : texts) {
            assertThat(Double.parseDouble(text.getAttribute("font-size")))
                    .isGreaterThanOrEqualTo(preset.smallest() - 0.001);
            assertThat(Double.parseDouble(text.getAttribute("textLength"))).isPositive();
        }
        assertThat(root.getAttribute("font-family"))
                .startsWith("'DejaVu Sans',")
                .endsWith("sans-serif");
        assertThat(elements(svg, "title").get(0).getTextContent()).isEqualTo("α & <β>");
        assertThat(elements(svg, "metadata").get(0).getTextContent()).contains("{\"a\": 1}");
    }

    /** Few nodes are areas, and only the colour bar is a picture; of very many the heatmap and the surface are one each. */
    @Test
    void manyNodesBecomeOnePictureAtItsResolution() throws Exception {
        FigurePage few = page(21, FigureSettings.DEFAULT);
        assertThat(elements(svg(few), "image")).hasSize(1);
        assertThat(elements(svg(few), "rect")).hasSizeGreaterThan(400);
        FigurePage many = page(151, FigureSettings.DEFAULT.withDpi(120));
        Document svg = svg(many);
        List<Element> images = elements(svg, "image");
        assertThat(images).hasSize(3);
        assertThat(elements(svg, "rect")).isEmpty();
        for (Element image : images) {
            byte[] png = java.util.Base64.getDecoder()
                    .decode(image.getAttribute("xlink:href").substring("data:image/png;base64,".length()));
            var pixels = ImageIO.read(new ByteArrayInputStream(png));
            if (pixels.getWidth() > 1) {
                assertThat(pixels.getWidth())
                        .isCloseTo(
                                (int) Math.round(Double.parseDouble(image.getAttribute("width")) / 72 * 120),
                                within(1));
            }
        }
    }

    @Test
    void aPictureHasTheResolutionAndTheGround() throws IOException {
        FigureSettings settings = FigureSettings.DEFAULT.withDpi(100);
        Picture light = AwtPen.draw(page(11, settings));
        assertThat(light.width()).isEqualTo((int) Math.round(170 / 25.4 * 100));
        assertThat(light.argb()[0]).isEqualTo(0xffffffff);
        assertThat(Arrays.stream(light.argb()).allMatch(color -> color >>> 24 == 255))
                .isTrue();
        assertThat(Arrays.stream(light.argb()).distinct().count()).isGreaterThan(1000);
        Picture dark = AwtPen.draw(page(11, settings.with(FigureSettings.Ground.DARK)));
        assertThat(dark.argb()[0]).isEqualTo(0xff1c2026);
        Picture none = AwtPen.draw(page(11, settings.with(FigureSettings.Ground.TRANSPARENT)));
        assertThat(none.argb()[0] >>> 24).isZero();
    }

    @Test
    void aTiffComesBackWithItsPixelsResolutionAndWords() throws IOException {
        Picture picture = AwtPen.draw(page(11, FigureSettings.DEFAULT.withDpi(60)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TiffFile.write(out, picture, TEXTS, 60);
        var read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        int[] pixels = read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
        assertThat(pixels).isEqualTo(picture.argb());
        String bytes = out.toString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bytes).contains("Title: α & <β>", "orograph: {\"a\": 1}");
    }

    /** A character that the font lacks is drawn by another font of the machine, and in the width that was kept for it. */
    @Test
    void aTitleInAnotherScriptIsNoError() throws IOException {
        FigureSettings settings = FigureSettings.DEFAULT.with(new FigureSettings.Words("山 and ∇²L", null, true));
        try (PDDocument document = PDDocument.load(pdf(page(11, settings)))) {
            assertThat(new PDFTextStripper().getText(document)).contains("(a)", "(b)", "θ₀");
        }
        assertThat(AwtPen.draw(page(11, settings.withDpi(50))).width()).isPositive();
    }
}
