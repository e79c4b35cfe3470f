package io.orograph.ui.surface;

import javafx.scene.Camera;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SceneAntialiasing;
import javafx.scene.SubScene;
import javafx.scene.paint.Paint;

/**
 * A sub-scene whose antialiasing can be switched. JavaFX antialiases a sub-scene for life or never, so there are two,
 * of which one at a time has the content and is seen. Antialiased at first.
 */
final class SwitchedScene {

    private final Parent content;
    private final Camera camera;
    private final SubScene fine = empty(SceneAntialiasing.BALANCED);
    private final SubScene quick = empty(SceneAntialiasing.DISABLED);
    private final Group node = new Group(fine, quick);
    private SubScene shown = quick;

    SwitchedScene(Parent content, Camera camera) {
        this.content = content;
        this.camera = camera;
        node.setManaged(false);
        antialias(true);
    }

    private static SubScene empty(SceneAntialiasing antialiasing) {
        SubScene scene = new SubScene(new Group(), 1, 1, true, antialiasing);
        scene.setManaged(false);
        return scene;
    }

    Node node() {
        return node;
    }

    void antialias(boolean wanted) {
        SubScene next = wanted ? fine : quick;
        if (next == shown) {
            return;
        }
        shown.setVisible(false);
        shown.setCamera(null);
        shown.setRoot(new Group());
        next.setRoot(content);
        next.setCamera(camera);
        next.setWidth(shown.getWidth());
        next.setHeight(shown.getHeight());
        next.setVisible(true);
        shown = next;
    }

    boolean isAntialiased() {
        return shown == fine;
    }

    /** Takes the size and the place in which the camera's line of view is where the projection has it. */
    void show(Projection projection) {
        shown.setWidth(projection.sceneWidth());
        shown.setHeight(projection.sceneHeight());
        node.relocate(
                projection.middleX() - projection.sceneWidth() / 2,
                projection.middleY() - projection.sceneHeight() / 2);
    }

    void fill(Paint background) {
        fine.setFill(background);
        quick.setFill(background);
    }
}
