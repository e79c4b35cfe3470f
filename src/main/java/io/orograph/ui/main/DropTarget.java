package io.orograph.ui.main;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The window's content as a place to drop files on, which says so while files are dragged over it. */
final class DropTarget extends StackPane {

    private final Consumer<List<Path>> open;
    private final StackPane hint = new StackPane(new Label("Drop a model, its data, or both"));

    /**
     * Makes a drop target.
     *
     * @param open told the files that are dropped
     */
    DropTarget(Region content, Consumer<List<Path>> open) {
        super(content);
        this.open = open;
        hint.getStyleClass().add("drop-hint");
        hint.setMouseTransparent(true);
        hint.setVisible(false);
        getChildren().add(hint);
    }

    /** Takes what is dropped anywhere on a scene that shows this. */
    void listenTo(Scene scene) {
        scene.setOnDragOver(this::over);
        scene.setOnDragExited(event -> hint.setVisible(false));
        scene.setOnDragDropped(this::dropped);
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            hint.setVisible(true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        hint.setVisible(false);
        boolean has = event.getDragboard().hasFiles();
        if (has) {
            open.accept(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(has);
        event.consume();
    }
}
