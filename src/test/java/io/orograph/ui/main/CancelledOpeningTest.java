package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.HandRunBackground;
import io.orograph.ui.workspace.Workspace;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opening can be cancelled at every stage; what was open before stays, with all choices about it. */
@NeedsDisplay
class CancelledOpeningTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private static final Problems NONE = (what, cause) -> {
        throw new AssertionError(what, cause);
    };

    private final HandRunBackground background = new HandRunBackground();
    private final Sample small = WindowExtension.sample(WindowExtension.SMALL);
    private final Sample digits = WindowExtension.sample("digits-mlp-tanh");
    private Workspace workspace;

    @BeforeEach
    void aWorkspaceWhoseWorkWaits() {
        workspace = Fx.get(() -> new Workspace(background, NONE));
    }

    @AfterEach
    void closeIt() {
        Fx.run(workspace::close);
        runAll();
    }

    /** Does one piece of work and has its result published. */
    private void runNext() {
        background.waiting().remove().run();
        Fx.run(() -> {});
    }

    private void runAll() {
        while (!background.waiting().isEmpty()) {
            runNext();
        }
    }

    /** Opens the small sample and makes a choice about it. */
    private void openSmall() {
        Fx.run(() -> workspace.openSample(small));
        runAll();
        Fx.run(() -> workspace.scaleBytesProperty().set(true));
        runAll();
        assertThat(Fx.get(() -> workspace.experimentProperty().get())).isNotNull();
        assertThat(Fx.get(() -> workspace.activityProperty().get())).isEmpty();
    }

    private void assertSmallStays(Object experiment) {
        runAll();
        Fx.run(() -> {
            assertThat(workspace.activityProperty().get()).isEmpty();
            assertThat(workspace.experimentProperty().get()).isSameAs(experiment);
            assertThat(workspace.modelProperty().get().path()).isEqualTo(small.model());
            assertThat(workspace.dataProperty().get().source().path()).isEqualTo(small.data());
            assertThat(workspace.sampleProperty().get()).isEqualTo(small);
            assertThat(workspace.scaleBytesProperty().get()).isTrue();
        });
    }

    @Test
    void beforeTheFileIsRead() {
        openSmall();
        Object before = Fx.get(() -> workspace.experimentProperty().get());
        Fx.run(() -> workspace.openSample(digits));
        assertThat(Fx.get(() -> workspace.activityProperty().get()))
                .isEqualTo("Opening digits-mlp-tanh.onnx and digits-train.npz…");
        Fx.run(workspace::cancelOpening);
        assertSmallStays(before);
    }

    @Test
    void whileModelAndDataArePutTogether() {
        openSmall();
        Object before = Fx.get(() -> workspace.experimentProperty().get());
        Fx.run(() -> workspace.openSample(digits));
        runNext();
        assertThat(Fx.get(() -> workspace.activityProperty().get())).isEqualTo("Putting model and data together…");
        Fx.run(workspace::cancelOpening);
        assertSmallStays(before);
    }

    @Test
    void theFirstOpening() {
        Fx.run(() -> workspace.openSample(digits));
        runNext();
        Fx.run(workspace::cancelOpening);
        runAll();
        assertThat(Fx.get(() -> workspace.modelProperty().get())).isNull();
        assertThat(Fx.get(() -> workspace.dataProperty().get())).isNull();
    }

    @Test
    void byTheKeyboardAndByTheButton() {
        Landscape before = ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> {
            ui.models().workspace().openSample(digits);
            assertThat(ui.find("#cancel-opening", Node.class).isVisible()).isTrue();
            ui.stage()
                    .getScene()
                    .getRoot()
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
            assertThat(ui.models().workspace().activityProperty().get()).isEmpty();
            assertThat(ui.find("#cancel-opening", Node.class).isVisible()).isFalse();
            ui.models().workspace().openSample(digits);
            ui.find("#cancel-opening", javafx.scene.control.Button.class).fire();
            assertThat(ui.models().workspace().activityProperty().get()).isEmpty();
        });
        assertThat(ui.landscape()).isSameAs(before);
        assertThat(Fx.get(() -> ui.models().workspace().modelProperty().get().path()))
                .isEqualTo(small.model());
    }
}
