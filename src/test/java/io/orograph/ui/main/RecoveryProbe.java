package io.orograph.ui.main;

import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/** The window in a process of its own, to be killed: its arguments are a folder, a model and data. */
public final class RecoveryProbe {

    private RecoveryProbe() {}

    public static void main(String[] args) {
        GraphicsProcessor.choose();
        Application.launch(Program.class, args);
    }

    /** Not the main class, which would need JavaFX as modules. Public, as JavaFX makes it. */
    public static final class Program extends Application {

        /** So many that a fast machine is not done before it is killed. */
        static final int CELLS = 101;

        private static final long SEED = 77;

        @Override
        public void start(Stage stage) {
            List<String> args = getParameters().getRaw();
            WindowModels models =
                    new WindowModels(new DisplaySettings(), new ProblemDialog(stage), new Notice(stage)::show);
            MainWindow window = new MainWindow(
                    stage,
                    new SettingsStore(Path.of(args.get(0), "settings.json")),
                    remembered -> new PreparedFiles(),
                    models);
            Runtime.getRuntime().addShutdownHook(new Thread(window::closeUnasked));
            models.evaluation().resolutionProperty().set(CELLS);
            models.evaluation().seedProperty().set(SEED);
            models.display().darkProperty().set(true);
            window.show();
            window.openFiles(List.of(Path.of(args.get(1)), Path.of(args.get(2))));
        }
    }
}
