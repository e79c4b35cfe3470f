package io.orograph.ui.connectivity;

import io.orograph.data.DataSource;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import io.orograph.ui.dialog.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks for the models to lay a plane or a curve through, and for test data. */
public final class ConnectivityFiles {

    private static final Kind MODELS = Kind.of("Models and checkpoints", Formats.all(), Role.MODEL, Role.WEIGHTS);
    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);

    private final FileQuestions questions;
    private final ConnectivityModel model;
    private final Problems problems;

    public ConnectivityFiles(FileQuestions questions, ConnectivityModel model, Problems problems) {
        this.questions = questions;
        this.model = model;
        this.problems = problems;
    }

    /** Asks for two models beside the one that is open; a person may choose them one after the other. */
    public void choosePlane() {
        List<Path> chosen =
                questions.toOpenTogether("Two models of the same architecture as the open one", MODELS, Kind.ALL);
        if (chosen.size() == 1) {
            questions
                    .toOpen("The third model, of the same architecture too", MODELS, Kind.ALL)
                    .ifPresent(third -> model.planeThrough(chosen.get(0), third));
        } else if (chosen.size() == 2) {
            model.planeThrough(chosen.get(0), chosen.get(1));
        } else if (!chosen.isEmpty()) {
            problems.report(
                    "A plane goes through three models",
                    new IOException(
                            "You chose " + chosen.size() + " files; choose two, to go with the model that is open."));
        }
    }

    /** Asks for the model at the other end of a curve. */
    public void chooseCurve() {
        questions
                .toOpen("The model at the other end, of the same architecture as the open one", MODELS, Kind.ALL)
                .ifPresent(model::curveTo);
    }

    /** Asks for data that the models were not trained on. */
    void chooseTest() {
        questions
                .toOpen("Data that the models were not trained on", DATA, Kind.ALL)
                .ifPresent(file -> model.test(DataSource.of(file)));
    }

    ConnectivityModel model() {
        return model;
    }
}
