package io.orograph.ui.main;

import io.orograph.landscape.Landscape;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;

/**
 * The window in a process of its own: opens a model and its data, waits for the landscape, shows one tab after the other
 * and closes. Its argument is a folder.
 */
public final class WindowProbe {

    private WindowProbe() {}

    public static void main(String[] args) {
        GraphicsProcessor.choose();
        Application.launch(Program.class, args);
    }

    /** Not the main class, which would need JavaFX as modules. Public, as JavaFX makes it. */
    public static final class Program extends Application {

        private static final int CELLS = 5;

        private WindowModels models;
        private MainWindow window;
        private TabPane tabs;
        private int tab;

        @Override
        public void start(Stage stage) {
            models = new WindowModels(new DisplaySettings(), new ProblemDialog(stage), new Notice(stage)::show);
            Path settings = Path.of(getParameters().getRaw().get(0), "settings.json");
            window = new MainWindow(stage, new SettingsStore(settings), remembered -> new PreparedFiles(), models);
            models.evaluation().resolutionProperty().set(CELLS);
            window.show();
            tabs = (TabPane) stage.getScene().lookup("#measures");
            window.openFiles(List.of(
                    Path.of("sample-models", "digits-mlp-tanh.onnx"), Path.of("sample-models", "digits-test.npz")));
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    step(stage);
                }
            }.start();
        }

        /** Goes on with each frame once the landscape is whole, so that each tab is drawn. */
        private void step(Stage stage) {
            Landscape shown = models.evaluation().landscapeProperty().get();
            boolean whole = shown != null
                    && shown.isComplete()
                    && !models.evaluation().runningProperty().get();
            if (whole && tab < tabs.getTabs().size()) {
                tabs.getSelectionModel().select(tab++);
            } else if (whole) {
                stage.close();
            }
        }

        @Override
        public void stop() {
            window.close();
        }
    }
}
