package io.orograph.ui.export;

import io.orograph.figure.film.FilmFormat;
import io.orograph.figure.film.FilmKind;
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

/** Asks what moves in a film, how long it lasts and how large it is. */
final class AnimationDialog extends Dialog<AnimationChoice> {

    private static final ButtonType SAVE = new ButtonType("Save…", ButtonBar.ButtonData.OK_DONE);
    private static final int STEP = 80;

    private final ComboBox<FilmKind> kind = new ComboBox<>();
    private final WholeNumberSpinner seconds = new WholeNumberSpinner("animation-seconds");
    private final WholeNumberSpinner rate = new WholeNumberSpinner("animation-rate");
    private final WholeNumberSpinner width = new WholeNumberSpinner("animation-width");
    private final Switch dark = new Switch("animation-dark", "Dark ground");

    /** Makes one; {@code hasPath} tells whether there is a path to be walked along. */
    AnimationDialog(Stage owner, boolean startDark, boolean hasPath) {
        initOwner(owner);
        setTitle("Export an animation");
        setHeaderText(
                "A film of the surface: MP4 is smaller and plays on slides,\nGIF plays wherever pictures are shown.");
        kind.setId("animation-kind");
        kind.getItems()
                .setAll(List.of(FilmKind.values()).stream()
                        .filter(choice -> hasPath || !choice.needsPath())
                        .toList());
        kind.setValue(hasPath ? FilmKind.TRAJECTORY : FilmKind.TURNTABLE);
        FilmFormat usual = FilmFormat.DEFAULT;
        seconds.setRange(1, (int) FilmFormat.LONGEST, (int) usual.seconds(), 1);
        rate.setRange(1, FilmFormat.HIGHEST_RATE, usual.rate(), 1);
        width.setRange(FilmFormat.SMALLEST_WIDTH, FilmFormat.LARGEST_WIDTH, usual.width(), STEP);
        dark.setSelected(startDark);
        VBox form = new VBox(
                8,
                new Field("What moves", kind),
                new Field("Length (s)", seconds),
                new Field("Frames a second", rate),
                new Field("Width (px)", width),
                dark);
        form.getStyleClass().add("pane-content");
        getDialogPane().setContent(form);
        getDialogPane().getButtonTypes().setAll(SAVE, ButtonType.CANCEL);
        DialogStyle.apply(this, owner);
        getDialogPane().setId("export-animation");
        setResultConverter(button -> button == SAVE ? choice() : null);
    }

    private AnimationChoice choice() {
        List.of(seconds, rate, width).forEach(WholeNumberSpinner::commit);
        return new AnimationChoice(
                kind.getValue(),
                FilmFormat.of(width.getValue(), seconds.getValue(), rate.getValue()),
                dark.isSelected());
    }
}
