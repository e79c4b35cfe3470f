package io.orograph.ui.dialog;

import javafx.scene.control.Dialog;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Gives a dialog the look of its window, light or dark, and room for all of its text. */
public final class DialogStyle {

    private static final double WIDTH = 480;

    private DialogStyle() {}

    /**
     * Styles a dialog that is not shown yet. It stays before its window and blocks nothing: under GTK a modal dialog takes its
     * window's size away, so that a maximised one falls back to another.
     */
    public static void apply(Dialog<?> dialog, Window owner) {
        dialog.initModality(Modality.NONE);
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        dialog.getDialogPane().setPrefWidth(WIDTH);
        dialog.setResizable(true);
        WindowSize.insist((Stage) dialog.getDialogPane().getScene().getWindow());
    }
}
