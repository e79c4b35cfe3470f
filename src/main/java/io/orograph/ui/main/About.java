package io.orograph.ui.main;

import io.orograph.experiment.Version;
import javafx.scene.control.Alert;
import javafx.stage.Stage;

/** Says what the program is and what it runs on. */
final class About {

    private final Stage stage;

    About(Stage stage) {
        this.stage = stage;
    }

    void show() {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(stage);
        alert.setTitle("About Orograph");
        alert.setHeaderText("Orograph " + Version.current());
        alert.setContentText("Shows the loss landscape of a trained neural network.\n\n"
                + "Java " + System.getProperty("java.version")
                + ", JavaFX " + System.getProperty("javafx.version")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n"
                + Runtime.getRuntime().availableProcessors() + " cores, one worker each\n\n"
                + "Apache License 2.0. Libraries and their licences: THIRD-PARTY.md");
        alert.getDialogPane().getStylesheets().setAll(stage.getScene().getStylesheets());
        alert.show();
    }
}
