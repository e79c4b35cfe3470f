package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.ProfileStudy;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other random planes behind the one that is shown. */
@NeedsDisplay
final class OtherPlanesTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void otherPlanesAreDrawnAndGoWithTheWeights() {
        ui.openSample(WindowExtension.SMALL);
        ui.awaitWhole(landscape -> true);
        ui.clickOn("#draw-planes");
        Fx.await(
                "other planes are there",
                () -> ui.models().profiles().foundProperty().get() != null);
        ProfileStudy.Result found =
                Fx.get(() -> ui.models().profiles().foundProperty().get());
        assertThat(found.profiles().lines()).isEqualTo(2 * ProfileStudy.DEFAULT_PLANES);
        assertThat(found.profiles().center())
                .isEqualTo(Fx.get(
                        () -> ui.models().evaluation().landscapeProperty().get().centerLoss()));
        assertThat(ui.text("#planes-status").lines()).hasSize(3);

        // Another plane of the same kind keeps them; other data have others.
        ui.clickOn("#new-directions");
        ui.awaitWhole(landscape -> true);
        assertThat(Fx.get(() -> ui.models().profiles().foundProperty().get())).isSameAs(found);
        ui.openSample("digits-mlp-tanh");
        Fx.await("they are gone", () -> ui.models().profiles().foundProperty().get() == null);
    }
}
