package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the button says that rescaling the open network moves. */
@NeedsDisplay
final class CheckingInvarianceTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @Test
    void whatMovesIsListed() {
        ui.openSample(WindowExtension.SMALL);
        ui.reveal("#check-invariance");
        ui.clickOn("#check-invariance");
        Fx.await(
                "the check is over",
                () -> ui.models().measures().invarianceProperty().get() != null);
        String found = ui.text("#invariance-found");
        assertThat(found.lines()).hasSize(4);
        assertThat(found).startsWith("The network was rescaled without a change of its function");
        // Plain noise is fooled by whole layers, κ by single units; what votes is not.
        assertThat(found.lines().toList().get(1)).contains("gaussian from ");
        assertThat(found.lines().toList().get(2)).contains("relative-flatness-petzka from ");
        assertThat(found).doesNotContain("adaptive-ball from", "adaptive-trace from");
    }
}
