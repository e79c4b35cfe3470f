package io.orograph.ui.export;

import io.orograph.figure.film.FilmFormat;
import io.orograph.figure.film.FilmKind;
import io.orograph.ui.dialog.DialogStyle;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.settings.FilmChoices;
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

    /**
     * Makes one.
     *
     * @param hasPath whether there is a path to be walked along
     * @param last what was chosen last
     */
    AnimationDialog(Stage owner, boolean startDark, boolean hasPath, FilmChoices last) {
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
        range(seconds, 1, (int) FilmFormat.LONGEST, 1, last.seconds(), (int) usual.seconds());
        range(rate, 1, FilmFormat.HIGHEST_RATE, 1, last.rate(), usual.rate());
        range(width, FilmFormat.SMALLEST_WIDTH, FilmFormat.LARGEST_WIDTH, STEP, last.width(), usual.width());
        dark.setSelected(startDark);
        VBox form = new VBox(
                8,
                new Field("What moves", kind),
                new Field("Length (s)", seconds),
                new Field("Frames (1/s)", rate),
                new Field("Width (px)", width),
                dark);
        form.getStyleClass().add("pane-content");
        getDialogPane().setContent(form);
        getDialogPane().getButtonTypes().setAll(SAVE, ButtonType.CANCEL);
        DialogStyle.apply(this, owner);
        getDialogPane().setId("export-animation");
        setResultConverter(button -> button == SAVE ? choice() : null);
    }

    /** Starts with the number that was chosen last, or with the usual one where that is none. */
    private static void range(WholeNumberSpinner spinner, int low, int high, int step, int last, int usual) {
        spinner.setRange(low, high, last >= low && last <= high ? last : usual, step);
    }

    private AnimationChoice choice() {
        List.of(seconds, rate, width).forEach(WholeNumberSpinner::commit);
        return new AnimationChoice(
                kind.getValue(),
                FilmFormat.of(width.getValue(), seconds.getValue(), rate.getValue()),
                dark.isSelected());
    }
}
