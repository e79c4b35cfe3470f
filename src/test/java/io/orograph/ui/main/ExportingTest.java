package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.figure.PngFile;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.DialogPane;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From what is shown to files and to the clipboard, through the menus' keys and the dialog. */
@NeedsDisplay
class ExportingTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private static int colors(Image image) {
        Set<Integer> colors = new HashSet<>();
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colors.add(pixels.getArgb(x, y));
            }
        }
        return colors.size();
    }

    private static DialogPane dialog() {
        return WindowExtension.dialog("export-figure");
    }

    private void awaitFile(Path file) {
        Fx.await(
                file.getFileName() + " is written",
                () -> Files.exists(file)
                        && ui.window().exports().activityProperty().get().isEmpty());
    }

    /** Asks for a figure of the size that is listed at a place. */
    private void exportFigure(Path file, int size, boolean dark) {
        askForFigure(file);
        Fx.run(() -> {
            ((ComboBox<?>) dialog().lookup("#export-size")).getSelectionModel().select(size);
            ((ComboBox<?>) dialog().lookup("#export-ground"))
                    .getSelectionModel()
                    .select(dark ? 1 : 0);
        });
        save();
        awaitFile(file);
    }

    private void askForFigure(Path file) {
        ui.files().answer(file);
        ui.shortcut("Shortcut+E");
        Fx.await(
                "the dialog is shown",
                () -> dialog() != null && dialog().getScene().getWindow().isShowing());
    }

    private static void save() {
        Fx.run(() -> {
            ButtonType save = dialog().getButtonTypes().get(0);
            ((Button) dialog().lookupButton(save)).fire();
        });
    }

    @Test
    void aFigureCarriesItsSizeItsColoursAndWhereItComesFrom() throws IOException {
        Landscape shown = ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("figure.png");
        exportFigure(file, 0, false);
        Image image = new Image(file.toUri().toString());
        // A column of 85 mm at 300 dots an inch.
        assertThat(image.getWidth()).isEqualTo((double) Math.round(85 / 25.4 * 300));
        assertThat(colors(image)).isGreaterThan(500);
        Map<String, String> texts = PngFile.text(file);
        assertThat(texts.values().toString())
                .contains("breast-cancer-mlp.onnx")
                .contains(shown.provenance().text(Key.MODEL_SHA256))
                .contains(shown.provenance().text(Key.DATA_SHA256));
        assertThat(new Image(file.toUri().toString()).getPixelReader().getArgb(2, 2))
                .isEqualTo(0xffffffff);
    }

    @Test
    void aDarkFigureFromALightWindowIsDarkAllOver() {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("dark.png");
        exportFigure(file, 2, true);
        Image image = new Image(file.toUri().toString());
        assertThat(image.getWidth()).isEqualTo(3000);
        PixelReader pixels = image.getPixelReader();
        // Nothing of the surface's own light ground is left: no pixel of the figure is pure white but in a text.
        int white = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                white += (pixels.getArgb(x, y) & 0xffffff) == 0xffffff ? 1 : 0;
            }
        }
        assertThat(white).isLessThan((int) (image.getWidth() * image.getHeight() / 100));
    }

    @Test
    void theSizeThatWasTypedComesBackWithTheNextFigure() {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("wall.png");
        askForFigure(file);
        Fx.run(() -> {
            field("#export-width").setText("1200");
            field("#export-dpi").setText("40");
        });
        save();
        awaitFile(file);
        askForFigure(file);
        assertThat(Fx.get(() -> field("#export-width").getText())).isEqualTo("1200");
        assertThat(Fx.get(() -> field("#export-height").getText())).isEmpty();
    }

    private static TextField field(String id) {
        return (TextField) dialog().lookup(id);
    }

    @Test
    void theNumbersAsArchiveAndAsTable() throws IOException {
        Landscape shown = ui.openSample(WindowExtension.SMALL);
        Path archive = ui.folder().resolve("numbers.npz");
        ui.files().answer(archive);
        ui.shortcut("Shortcut+Shift+E");
        awaitFile(archive);
        Set<String> names = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                zip.transferTo(content);
            }
        }
        assertThat(names).contains("alpha.npy", "beta.npy", "loss.npy", "loss_se.npy", "accuracy.npy");
        assertThat(ui.files().proposed()).isEqualTo("Loss-landscape-of-breast-cancer-mlp-onnx");
        Path table = ui.folder().resolve("numbers.csv");
        ui.files().answer(table);
        ui.shortcut("Shortcut+Shift+E");
        awaitFile(table);
        assertThat(Files.readAllLines(table).stream()
                        .filter(line -> !line.startsWith("#"))
                        .count())
                .isEqualTo(shown.grid().cells() + 1L);
    }

    /** A drag with the right button moves the surface and opens nothing. */
    @Test
    void surfaceAndHeatmapHaveTheMenuOfAPlot() {
        ui.openSample(WindowExtension.SMALL);
        ui.drag(".surface-view", MouseButton.SECONDARY).moveBy(30, 20).drop();
        assertThat(menu()).isEmpty();
        for (String view : List.of(".surface-view", ".heatmap-view")) {
            ui.clickOn(view, MouseButton.SECONDARY);
            Fx.await("the menu is shown", () -> !menu().isEmpty());
            assertThat(menu()).containsExactly("Copy", "Export figure…", "Export numbers…", "Enlarge");
            ui.push(KeyCode.ESCAPE);
            Fx.await("the menu is gone", () -> menu().isEmpty());
        }
    }

    private static List<String> menu() {
        return Fx.get(() -> Window.getWindows().stream()
                .filter(window -> window.isShowing() && window instanceof ContextMenu)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .map(MenuItem::getText)
                .toList());
    }

    @Test
    void theFigureOnTheClipboard() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> Clipboard.getSystemClipboard().clear());
        ui.shortcut("Shortcut+Shift+C");
        Fx.await("it is there", () -> Clipboard.getSystemClipboard().hasImage());
        assertThat(Fx.get(() -> Clipboard.getSystemClipboard().getImage().getWidth()))
                .isEqualTo((double) Math.round(170 / 25.4 * 300));
    }

    @Test
    void whatCannotBeWrittenIsExplained() {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("no such folder").resolve("numbers.npz");
        ui.files().answer(file);
        ui.shortcut("Shortcut+Shift+E");
        Fx.await(
                "the problem is shown",
                () -> Window.getWindows().stream()
                        .anyMatch(window ->
                                "problem".equals(window.getScene().getRoot().getId())));
        Fx.run(() -> Window.getWindows().stream()
                .filter(window -> "problem".equals(window.getScene().getRoot().getId()))
                .toList()
                .forEach(Window::hide));
    }
}
