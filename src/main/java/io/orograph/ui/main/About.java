package io.orograph.ui.main;

import io.orograph.network.Engine;
import io.orograph.network.NativeMemory;
import io.orograph.objective.Objective;
import io.orograph.study.Experiment;
import io.orograph.study.Version;
import io.orograph.ui.dialog.DialogStyle;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Alert;
import javafx.stage.Stage;

/** Says what the program is and what it runs on. */
final class About {

    private static final double GIGABYTE = 1e9;

    private final Stage stage;
    private final ObservableValue<Experiment> experiment;

    About(Stage stage, ObservableValue<Experiment> experiment) {
        this.stage = stage;
        this.experiment = experiment;
    }

    void show() {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(stage);
        alert.setTitle("About Orograph");
        alert.setHeaderText("Orograph " + Version.current());
        alert.setContentText(text());
        alert.getDialogPane().setId("about");
        DialogStyle.apply(alert, stage);
        alert.show();
    }

    private String text() {
        return "Shows the loss landscape of a trained neural network.\n\n"
                + evaluation() + "\n"
                + memory() + "\n"
                + arithmetic() + "\n"
                + "Java " + System.getProperty("java.version")
                + ", JavaFX " + System.getProperty("javafx.version")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n\n"
                + "Apache License 2.0. The libraries inside and their licences are listed in THIRD-PARTY.md.";
    }

    private static String arithmetic() {
        Engine engine = Engine.here();
        return engine.libraries() + "; " + engine.instructions();
    }

    private static String memory() {
        Runtime java = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "Memory: %.1f of %.1f GB for objects, %.1f of %.1f GB for arrays (packaging/run --memory)",
                (java.totalMemory() - java.freeMemory()) / GIGABYTE,
                java.maxMemory() / GIGABYTE,
                NativeMemory.used() / GIGABYTE,
                NativeMemory.budget() / GIGABYTE);
    }

    private String evaluation() {
        Experiment open = experiment.getValue();
        if (open == null) {
            return Runtime.getRuntime().availableProcessors() + " cores, one worker each";
        }
        Objective objective = open.objective();
        return String.format(
                "%s, %,d samples at once, %s precision",
                objective.workers() == 1 ? "1 worker" : objective.workers() + " workers",
                objective.tileSize(),
                objective.precision().name().toLowerCase(Locale.ROOT));
    }
}
