package io.orograph.ui.slices;

import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.ReadoutPart;
import io.orograph.ui.form.RunningRow;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Asks for other random planes, which the slices draw behind this one, and says what they are like. */
public final class ProfilesView extends VBox {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    /** Shows a model. */
    public ProfilesView(ProfilesModel model) {
        Button draw = new Button();
        draw.setId("draw-planes");
        draw.setMaxWidth(Double.MAX_VALUE);
        draw.textProperty().bind(model.runningProperty().map(running -> running ? "Cancel" : "Draw other planes"));
        model.runningProperty().addListener((property, was, is) -> draw.pseudoClassStateChanged(RUNNING, is));
        draw.disableProperty().bind(model.readyProperty().not());
        draw.setOnAction(event -> model.startOrCancel());
        Hint status = Hint.withId("planes-status");
        status.followInPlace(model.statusProperty());
        getChildren()
                .add(new ReadoutPart(
                        "How typical this plane is",
                        help(),
                        draw,
                        new RunningRow(model.runningProperty(), model.progressProperty()).keepingRoom(),
                        status));
    }

    private static Help help() {
        return new Help(
                "other random planes",
                "The loss along the axes of further planes whose directions are drawn as this one's are; the slices show"
                        + " their quartiles in grey, their median dashed. How the loss bends along a random direction d"
                        + " scaled like the weights, dᵀHd/‖d‖², is tr(SHS)/tr(S²) on average, S the root mean square"
                        + " of d's entries; for plain directions tr(H)/n.",
                "Li et al. 2018, arXiv:1712.09913, section 6; Hutchinson 1990");
    }
}
