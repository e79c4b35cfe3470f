package io.orograph.ui.export;

import io.orograph.ui.dialog.DialogStyle;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import java.util.List;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** Asks what to export and how large. */
final class FigureDialog extends Dialog<FigureChoice> {

    private static final ButtonType SAVE = new ButtonType("Save…", ButtonBar.ButtonData.OK_DONE);
    private static final int STEP = 100;

    private final ComboBox<FigureChoice.Content> content = new ComboBox<>();
    private final ComboBox<Size> size = new ComboBox<>();
    private final WholeNumberSpinner width = new WholeNumberSpinner("export-width");
    private final WholeNumberSpinner height = new WholeNumberSpinner("export-height");
    private final Switch dark = new Switch("export-dark", "Dark ground");
    private boolean taking;

    /** A usual size. */
    private record Size(String name, int width, int height) {
        @Override
        public String toString() {
            return name + (width == 0 ? "" : ": " + width + " × " + height);
        }
    }

    private static final Size OWN = new Size("Own size", 0, 0);

    FigureDialog(Stage owner, boolean startDark) {
        initOwner(owner);
        setTitle("Export a figure");
        setHeaderText(
                "A PNG with title, axes, colour bar and caption.\nWhere it comes from is stored inside the file.");
        content.setId("export-content");
        content.getItems().setAll(FigureChoice.Content.values());
        content.setValue(FigureChoice.Content.BOTH);
        size.setId("export-size");
        size.getItems()
                .setAll(
                        new Size("Column of a paper", 1600, 1200),
                        new Size("Page of a paper", 3200, 1600),
                        new Size("Slide", 1920, 1080),
                        new Size("Poster", 4800, 3600),
                        OWN);
        size.valueProperty().addListener((property, old, now) -> take(now));
        size.setValue(size.getItems().get(1));
        for (WholeNumberSpinner side : List.of(width, height)) {
            side.valueProperty().addListener((property, old, now) -> {
                if (!taking) {
                    size.setValue(OWN);
                }
            });
        }
        dark.setSelected(startDark);
        VBox form = new VBox(
                8,
                new Field("Content", content),
                new Field("Size", size),
                new Field("Width (px)", width),
                new Field("Height (px)", height),
                dark);
        form.getStyleClass().add("pane-content");
        getDialogPane().setContent(form);
        getDialogPane().getButtonTypes().setAll(SAVE, ButtonType.CANCEL);
        DialogStyle.apply(this, owner);
        getDialogPane().setId("export-figure");
        setResultConverter(button -> button == SAVE ? choice() : null);
    }

    private void take(Size chosen) {
        if (chosen != OWN) {
            taking = true;
            width.setRange(FigureChoice.MIN_WIDTH, FigureChoice.MAX_WIDTH, chosen.width(), STEP);
            height.setRange(FigureChoice.MIN_HEIGHT, FigureChoice.MAX_HEIGHT, chosen.height(), STEP);
            taking = false;
        }
    }

    private FigureChoice choice() {
        width.commit();
        height.commit();
        return new FigureChoice(content.getValue(), width.getValue(), height.getValue(), dark.isSelected());
    }
}
