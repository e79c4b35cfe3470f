package io.orograph.ui.main;

import io.orograph.ui.dialog.UncaughtExceptions;
import io.orograph.ui.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/** Starts the window; its arguments are files to open: a model, then data. */
public final class OrographApplication extends Application {

    private MainWindow window;

    /** Opens the window and returns when it is closed. */
    public static void open(String... files) {
        GraphicsProcessor.choose();
        ReadingAhead.begin();
        Application.launch(OrographApplication.class, files);
    }

    @Override
    public void start(Stage stage) {
        window = new MainWindow(stage, new SettingsStore(SettingsStore.defaultFile()));
        new UncaughtExceptions(window.problems()).install();
        // The system may end the program without a question: at the end of a session, or when it is shut down.
        Runtime.getRuntime().addShutdownHook(new Thread(window::closeUnasked, "closing"));
        List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
        // Before the window is shown: files are read on another thread, which has a second until it is.
        if (files.isEmpty()) {
            window.openFirstSample();
        } else {
            window.openFiles(files);
        }
        window.show();
    }

    @Override
    public void stop() {
        window.close();
    }
}
