package io.orograph.ui.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Shows the beginning of an array that may be chosen: its first numbers, and its first sample where that is a picture. */
final class ArrayPreviewView extends HBox {

    private static final double SIDE = 56;

    private final Hint values;
    private final ImageView picture = new ImageView();
    private final LatestTask<ArrayPreview> reading;

    ArrayPreviewView(String id, Executor background) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        values = Hint.withId(id);
        HBox.setHgrow(values, Priority.ALWAYS);
        picture.setId(id + "-picture");
        picture.setFitWidth(SIDE);
        picture.setFitHeight(SIDE);
        picture.setPreserveRatio(true);
        picture.setSmooth(false);
        getChildren().addAll(picture, values);
        reading = new LatestTask<>(background, this::show, cause -> values.setText(cause.getMessage()));
        clear();
    }

    /** Shows an array of a file; nothing where one of them is null. */
    void show(Path file, NamedArrays.Array array) {
        clear();
        if (array != null && file != null) {
            Shown.set(this, true);
            reading.start((cancel, progress) -> ArrayPreview.read(file, array));
        }
    }

    private void clear() {
        reading.drop();
        values.setText("");
        Shown.set(picture, false);
        Shown.set(this, false);
    }

    private void show(ArrayPreview preview) {
        values.setText(preview.values());
        preview.picture().ifPresent(shown -> picture.setImage(image(shown)));
        Shown.set(picture, preview.picture().isPresent());
    }

    private static Image image(ArrayPreview.Picture shown) {
        WritableImage image = new WritableImage(shown.width(), shown.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        shown.width(),
                        shown.height(),
                        PixelFormat.getIntArgbInstance(),
                        shown.argb(),
                        0,
                        shown.width());
        return image;
    }
}
