package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.choice.Named;
import io.orograph.landscape.Landscape;
import io.orograph.objective.LogCosh;
import io.orograph.objective.LossKind;
import io.orograph.provenance.Key;
import io.orograph.study.AxisDirections;
import io.orograph.study.DirectionKind;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.SignDescent;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The window takes what one line adds to a list: shown in its field by its title, and used when it is chosen. */
@NeedsDisplay
class AddedChoicesTest {

    private static final String REGRESSION = "diabetes-mlp";

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    /** Adds a line to a field and chooses it, as a person does; returns how it reads. */
    @SuppressWarnings("unchecked")
    private <T extends Named> String choose(String field, T added, T known) {
        return Fx.get(() -> {
            ComboBox<T> box = (ComboBox<T>) window.stage().getScene().lookup(field);
            assertThat(box.getItems()).contains(known).doesNotContain(added);
            box.getItems().add(added);
            box.setValue(added);
            return box.getConverter().toString(added);
        });
    }

    @Test
    void directions() {
        window.openSample(WindowExtension.SMALL);
        assertThat(choose("#directions", AxisDirections.KIND, DirectionKind.HESSIAN))
                .isEqualTo("Axes");
        Landscape landscape = window.awaitWhole(
                shown -> shown.provenance().text(Key.DIRECTIONS).equals("the first two free numbers"));
        assertThat(landscape.section().title()).isEqualTo("Axes");
        assertThat(Fx.get(() -> window.find("#new-directions", Button.class).isDisabled()))
                .isTrue();
    }

    @Test
    void aLoss() {
        window.openSample(REGRESSION);
        assertThat(choose("#loss", LogCosh.KIND, LossKind.MAE)).isEqualTo("Log-cosh");
        window.awaitWhole(shown -> shown.provenance().text(Key.LOSS).startsWith("log-cosh"));
    }

    @Test
    void anOptimizer() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
        assertThat(choose("#train-optimizer", SignDescent.BASE, BaseOptimizer.ADAM))
                .isEqualTo("signSGD");
        Fx.run(() -> window.models().training().choices().epochsProperty().set(2));
        Fx.run(() -> window.find("#train", Button.class).fire());
        window.awaitWhole(shown -> shown.section().path().isPresent());
        assertThat(window.text("#path-summary")).startsWith("signSGD: the plane holds");
    }
}
