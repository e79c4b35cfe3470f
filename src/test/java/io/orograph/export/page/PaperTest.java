package io.orograph.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.plot.LinesPlot;
import io.orograph.plot.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs together stands on one page. */
class PaperTest {

    @TempDir
    private Path folder;

    /** Returns the text of each page. */
    private List<String> pages(Html body, Map<String, Plot> figures) throws IOException {
        Path file = folder.resolve("paper.pdf");
        Paper.write(file, body, figures, Map.of());
        List<String> pages = new ArrayList<>();
        try (PDDocument document = PDDocument.load(file.toFile())) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
        }
        return pages;
    }

    private static List<List<String>> rows(int count) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of("row " + i, "value " + i));
        }
        return rows;
    }

    @Test
    void aTableHasItsHeadOnEachOfItsPages() throws IOException {
        Html body = new Html()
                .open("main")
                .table("many", List.of("the name", "the value"), rows(120))
                .table("no head", List.of(), rows(60))
                .close("main");
        List<String> pages = pages(body, Map.of());
        assertThat(pages).hasSizeGreaterThan(3);
        for (String page : pages) {
            boolean ofTheFirst = page.contains("the value");
            assertThat(page.split("the value", -1)).hasSizeLessThanOrEqualTo(2);
            assertThat(ofTheFirst || pages.indexOf(page) >= pages.size() - 2).isTrue();
        }
        assertThat(String.join("", pages).split("row 119", -1)).hasSize(2);
    }

    /** Wherever on a page a title would come, its figure comes on the same page. */
    @Test
    void aTitleStandsOnThePageOfItsFigure() throws IOException {
        Plot plot = new LinesPlot(
                "a curve",
                "",
                "the axis",
                "loss",
                List.of(new LinesPlot.Curve("", new double[] {0, 1}, new double[] {1, 2}, false)));
        for (int before = 0; before < 50; before += 7) {
            Html body = new Html()
                    .open("main")
                    .table("before", List.of(), rows(before))
                    .element("h2", "The title")
                    .element("p", "Its caption", "class", "caption")
                    .add(Paper.figure("curve"))
                    .close("main");
            List<String> of = pages(body, Map.of("curve", plot)).stream()
                    .filter(page -> page.contains("The title"))
                    .toList();
            assertThat(of).hasSize(1);
            assertThat(of.get(0)).as("after %d rows", before).contains("Its caption", "the axis");
        }
    }
}
