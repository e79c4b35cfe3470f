package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzArrays;
import io.orograph.landscape.Landscape;
import io.orograph.model.ModelReaders;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.plot.Overlay;
import io.orograph.provenance.Key;
import io.orograph.study.LandscapeStudy;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.training.TrainingChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Training in the window, and the path that it leaves or that checkpoints hold. */
@NeedsDisplay
class TrainingTabTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private void openTab() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
    }

    private Overlay overlay() {
        return Fx.get(() -> window.models().display().overlays().shownProperty().get());
    }

    private Landscape awaitPath() {
        Landscape landscape = window.awaitWhole(
                shown -> shown.provenance().text(Key.DIRECTIONS).startsWith("principal directions of"));
        Fx.await(
                "the path is drawn",
                () -> !window.models()
                        .display()
                        .overlays()
                        .shownProperty()
                        .get()
                        .isEmpty());
        return landscape;
    }

    private void fire(String id) {
        window.fire(id);
    }

    @Test
    void aTrainingLeavesItsPathAndCanGoOnAndBeSaved() throws IOException {
        openTab();
        Fx.run(() -> {
            var choices = window.models().training().choices();
            choices.baseProperty().set(BaseOptimizer.ADAM);
            choices.epochsProperty().set(4);
        });
        fire("#train");
        Landscape landscape = awaitPath();
        // Its start and four epochs.
        assertThat(overlay().lines().get(0).size()).isEqualTo(5);
        assertThat(overlay().lines().get(0).name()).isEqualTo("Adam");
        assertThat(window.text("#path-summary")).startsWith("Adam: the plane holds");
        assertThat(landscape.provenance().entries().get("explained")).isInstanceOf(List.class);
        assertThat(window.text("#training-status")).startsWith("Adam: done,");

        fire("#train-on");
        Fx.await("the longer path is drawn", () -> {
            Overlay shown = window.models().display().overlays().shownProperty().get();
            return !shown.isEmpty() && shown.lines().get(0).size() == 9;
        });
        window.awaitWhole(shown -> true);

        Path onnx = window.folder().resolve("trained.onnx");
        window.files().answer(onnx);
        fire("#train-save");
        Fx.await("the model is saved", () -> Files.exists(onnx));
        double[] saved = ModelReaders.open(onnx, new CancelToken()).network().weights();
        double[] opened = Fx.get(() ->
                window.models().workspace().experimentProperty().get().weights().theta());
        assertThat(saved).hasSameSizeAs(opened).isNotEqualTo(opened);

        fire("#random-directions");
        window.awaitWhole(shown -> shown.provenance().text(Key.DIRECTIONS).equals("two random, orthogonal"));
        assertThat(overlay().lines()).isEmpty();
    }

    @Test
    void stoppingKeepsWhatIsRecorded() {
        openTab();
        // Recorded once an epoch: a path of thousands of points would take longer to lay a plane through than to train.
        Fx.run(() -> window.models().training().choices().epochsProperty().set(100_000));
        fire("#train");
        Fx.await(
                "it has points",
                () -> window.stage().getScene().lookup("#training-numbers").isVisible());
        fire("#train");
        Fx.await(
                "it has stopped",
                () -> !window.models().training().runningProperty().get());
        assertThat(window.text("#training-status")).contains("stopped after");
        awaitPathOrNone();
        LandscapeStudy.Result shown =
                Fx.get(() -> window.models().evaluation().shownProperty().get());
        // No command stops a training where a person did.
        assertThat(shown.command().isEmpty())
                .isEqualTo(shown.landscape().section().path().isPresent());
    }

    /** Few steps may have been done: then there is no plane to show. */
    private void awaitPathOrNone() {
        Fx.await(
                "nothing runs",
                () -> !window.models().path().runningProperty().get()
                        && !window.models().evaluation().runningProperty().get());
    }

    @Test
    void checkpointsShowTheirPathAndAreScrubbed() throws IOException {
        openTab();
        ParameterLayout layout = Fx.get(
                () -> window.models().workspace().experimentProperty().get().layout());
        for (int epoch = 1; epoch <= 10; epoch += 3) {
            WeightsNpz.write(
                    window.folder().resolve("epoch_" + epoch + ".npz"),
                    layout,
                    FreshWeights.draw(layout, epoch),
                    Precision.SINGLE);
        }
        window.files().answer(window.folder().resolve("epoch_4.npz"));
        fire("#open-checkpoints");
        awaitPath();
        assertThat(overlay().lines().get(0).name()).isEqualTo("4 checkpoints");
        assertThat(window.text("#path-point")).startsWith("epoch_10.npz: loss");
        assertThat(window.isShown("#path-match")).isTrue();
        assertThat(Fx.get(this::widestOfTab)).isLessThanOrEqualTo(1);
        Fx.run(() -> ((Slider) window.stage().getScene().lookup("#path-slider")).setValue(1));
        assertThat(window.text("#path-point")).startsWith("epoch_4.npz: loss");
        assertThat(overlay().marks()).extracting(Overlay.Mark::label).contains("epoch_4.npz");
        fire("#path-play");
        Fx.await(
                "the marker walks",
                () -> window.models().path().positionProperty().get() != 1);
        fire("#path-play");
        assertThat(Fx.get(() -> window.models().path().playingProperty().get())).isFalse();

        Fx.await(
                "some cells are there",
                () -> !window.window().exports().unavailable().get());
        Path file = window.folder().resolve("surface.npz");
        window.files().answer(file);
        Fx.run(() -> window.window().exports().exportNumbers());
        Fx.await("they are saved", () -> Files.exists(file));
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(npz.shape("path")).containsExactly(4, 2);
            assertThat(npz.tensor("path_residual").doubles()).hasSize(4);
        }
    }

    /** How wide the content of the tab is, as a share of what is seen of it. */
    private double widestOfTab() {
        Node node = window.stage().getScene().lookup("#path-use");
        while (!(node instanceof ScrollPane pane)) {
            node = node.getParent();
        }
        return ((Region) pane.getContent()).minWidth(-1)
                / pane.getViewportBounds().getWidth();
    }

    /** Beside θ₀, so that the ball has somewhere to roll. */
    private void clickHeatmap() {
        Node heatmap = window.find(".heatmap-view", Node.class);
        Fx.run(() -> window.models().display().crosshairProperty().set(new Crosshair(0.8, -0.7)));
        Fx.run(() -> heatmap.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                5,
                5,
                5,
                5,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                null)));
    }

    @Test
    void aClickDropsBallsWhileTheButtonIsOn() {
        openTab();
        int steps = 60;
        Fx.run(() -> window.models().trajectories().stepsProperty().set(steps));
        clickHeatmap();
        assertThat(overlay().lines()).isEmpty();
        window.fire("#drop-ball");
        for (boolean inPlane : new boolean[] {true, false}) {
            Fx.run(() -> window.models().trajectories().inPlaneProperty().set(inPlane));
            clickHeatmap();
            Fx.await(
                    "the balls have rolled",
                    () -> !window.models().trajectories().runningProperty().get());
            List<Overlay.Line> lines = overlay().lines();
            assertThat(lines)
                    .extracting(Overlay.Line::name)
                    .containsExactly(
                            "SGD, η = 0.05", "SGD with momentum, η = 0.05", "Adam, η = 0.01", "SAM on SGD, η = 0.05");
            assertThat(window.text("#ball-adam-reading"))
                    .startsWith("step 60: loss ")
                    .matches(inPlane ? "[^,]*" : ".*, \\d+ % off the plane");
            assertThat(window.isShown("#ball-rmsprop-reading")).isFalse();
            assertThat(window.isShown("#ball-losses")).isTrue();
            for (Overlay.Line line : lines) {
                assertThat(line.size()).isEqualTo(steps + 1);
                assertThat(line.alpha()[0]).isEqualTo(0.8);
                assertThat(line.beta()[0]).isEqualTo(-0.7);
                assertThat(line.largestResidual() > 0.005).isEqualTo(!inPlane);
            }
        }
        fire("#clear-balls");
        assertThat(overlay().lines()).isEmpty();
    }

    /** What is seen of a fast run is a part of it; stopping leaves that part. */
    @Test
    void ballsRollWithTheirOwnRatesUntilTheyAreStopped() {
        openTab();
        Fx.run(() -> {
            window.models().trajectories().stepsProperty().set(10_000);
            window.models().trajectories().droppingProperty().set(true);
            ((TextInputControl) window.stage().getScene().lookup("#ball-sgd-rate")).setText("0.2");
        });
        clickHeatmap();
        Fx.await(
                "the balls have moved",
                () -> window.models()
                                .display()
                                .overlays()
                                .shownProperty()
                                .get()
                                .lines()
                                .get(0)
                                .size()
                        > 1);
        fire("#stop-balls");
        assertThat(Fx.get(() -> window.models().trajectories().runningProperty().get()))
                .isFalse();
        Overlay stopped = overlay();
        assertThat(stopped.lines().get(0).name()).isEqualTo("SGD, η = 0.2");
        assertThat(stopped.lines().get(0).size()).isBetween(2, 10_000);
        assertThat(stopped.marks()).hasSizeGreaterThanOrEqualTo(4);
        // Each that is drawn over another is smaller.
        assertThat(stopped.lines()).extracting(Overlay.Line::scale).isSortedAccordingTo(Comparator.reverseOrder());

        clickHeatmap();
        assertThat(overlay().lines()).hasSize(4);
        assertThat(Fx.get(() -> window.models().trajectories().runningProperty().get()))
                .isTrue();
        fire("#clear-balls");
        assertThat(overlay().lines()).isEmpty();
        assertThat(Fx.get(() -> window.models().trajectories().runningProperty().get()))
                .isFalse();
    }

    /** As many steps more, or one; a further ball of an optimiser has numbers, a colour and a reading of its own. */
    @Test
    void ballsGoOnStepSinglyAndDifferByTheirNumbers() {
        openTab();
        Fx.run(() -> {
            for (String id : List.of("#ball-momentum", "#ball-adam")) {
                ((CheckBox) window.stage().getScene().lookup(id)).fire();
            }
            window.models().trajectories().stepsProperty().set(4);
            window.models().trajectories().droppingProperty().set(true);
        });
        fire("#ball-sgd-another");
        Fx.run(() -> {
            window.find("#ball-sgd-2-rate", DecimalField.class).setText("0.5");
            window.find("#ball-sgd-2-batch", WholeNumberSpinner.class)
                    .getEditor()
                    .setText("8");
            window.find("#ball-sgd-2-batch", WholeNumberSpinner.class).commit();
        });
        clickHeatmap();
        awaitRest(4);
        assertThat(overlay().lines())
                .extracting(Overlay.Line::name)
                .containsExactly("SGD, η = 0.05", "SGD, η = 0.5, batch 8", "SAM on SGD, η = 0.05");
        Fx.run(() -> window.stage().getScene().lookup("#balls-step").requestFocus());
        fire("#balls-step");
        awaitRest(5);
        Fx.await(
                "the next press steps again, and takes no ball away",
                () -> window.stage().getScene().lookup("#balls-step").isFocused());
        fire("#balls-go-on");
        awaitRest(9);
        assertThat(window.text("#ball-sgd-2-reading")).startsWith("step 9: loss ");
        // The ascent and both steps of the SAM ball, each a line of two points.
        Fx.run(() -> ((Switch) window.stage().getScene().lookup("#ball-passes")).setSelected(true));
        assertThat(overlay().lines()).hasSize(6);
        assertThat(overlay().marks()).extracting(Overlay.Mark::label).contains("θ + ε", "SAM", "SGD");
        fire("#ball-sgd-2-remove");
        assertThat(Fx.get(() -> window.stage().getScene().lookup("#ball-sgd-2")))
                .isNull();
        Fx.run(() -> window.find("#ball-sgd-rate", DecimalField.class).setText("none"));
        assertThat(window.text("#balls-refused")).isEqualTo("η of SGD: above 0 and below 1,000,000, not “none”");
        fire("#clear-balls");
        clickHeatmap();
        assertThat(overlay().lines()).isEmpty();
    }

    private void awaitRest(int steps) {
        Fx.await(
                "the balls rest after " + steps + " steps",
                () -> !window.models().trajectories().runningProperty().get()
                        && !overlay().isEmpty()
                        && overlay().lines().get(0).size() == steps + 1);
    }

    /** Each point of the path has its sharpness, with the line of full-batch steps; the scrubber says that of its point. */
    @Test
    void theSharpnessAlongAPathIsSaidWhereTheScrubberIs() {
        openTab();
        Fx.run(() -> {
            choices().baseProperty().set(BaseOptimizer.SGD);
            choices().learningRateProperty().set(0.4);
            choices().batchProperty().set(1_000_000);
            choices().epochsProperty().set(4);
        });
        fire("#train");
        awaitPath();
        fire("#path-measure");
        Fx.await(
                "it is measured",
                () -> window.text("#path-sharpness-words").startsWith("Step 4: λmax")
                        && window.isShown("#path-measure"));
        assertThat(window.text("#path-sharpness-words")).contains("; full-batch steps settle up to 5.000: ");
        Fx.run(() -> ((Slider) window.stage().getScene().lookup("#path-slider")).setValue(1));
        assertThat(window.text("#path-sharpness-words")).startsWith("Step 1: λmax");
        Fx.run(() -> ((Switch) window.stage().getScene().lookup("#path-passes")).setSelected(true));
        Fx.await(
                "the passes are drawn",
                () -> overlay().marks().stream().anyMatch(mark -> mark.label().equals("θ + ε")));
        assertThat(window.text("#path-passes-words")).startsWith("SAM on all samples, η 0.4, ρ 0.05: up to θ + ε");
    }

    /** What cannot be is said, stays as it was typed, and nothing is trained with another number meanwhile. */
    @Test
    void aWrongNumberIsRefusedAtItsField() {
        openTab();
        DecimalField rate = window.find("#train-rate", DecimalField.class);
        Button train = window.find("#train", Button.class);
        for (String wrong : List.of("abc", "0", "-1", "1e99", "")) {
            Fx.run(() -> {
                rate.requestFocus();
                rate.setText(wrong);
            });
            assertThat(Fx.get(rate::complaint)).isEqualTo("Above 0 and below 1,000,000, not “" + wrong + "”");
            Fx.run(() -> window.stage().getScene().lookup("#train-seed").requestFocus());
            assertThat(rate.getText()).isEqualTo(wrong);
            assertThat(window.text("#training-refused"))
                    .isEqualTo("Learning rate: above 0 and below 1,000,000, not “" + wrong + "”");
            assertThat(Fx.get(train::isDisabled)).isTrue();
        }
        Fx.run(() -> rate.setText("0.2"));
        assertThat(window.isShown("#training-refused")).isFalse();
        assertThat(Fx.get(train::isDisabled)).isFalse();
        assertThat(choices().learningRateProperty().get()).isEqualTo(0.2);
        WholeNumberSpinner batch = window.find("#train-batch", WholeNumberSpinner.class);
        for (String wrong : List.of("0", "1e3", "9999999999999", "")) {
            Fx.run(() -> {
                batch.requestFocus();
                batch.getEditor().setText(wrong);
                train.requestFocus();
            });
            assertThat(batch.getEditor().getText()).isEqualTo(wrong);
            assertThat(window.text("#training-refused"))
                    .isEqualTo("Batch: a whole number from 1 to 1,000,000, not “" + wrong + "”");
            assertThat(Fx.get(train::isDisabled)).isTrue();
        }
        assertThat(choices().batchProperty().get()).isEqualTo(64);
        // A number that is chosen elsewhere takes the place of what cannot be used.
        Fx.run(() -> choices().batchProperty().set(32));
        assertThat(batch.getEditor().getText()).isEqualTo("32");
        assertThat(Fx.get(train::isDisabled)).isFalse();
    }

    private TrainingChoices choices() {
        return window.models().training().choices();
    }

    /** The steps end where no step leads back from, and the window says so. */
    @Test
    void aTrainingThatDivergesEndsAndSaysSo() {
        openTab();
        Fx.run(() -> {
            choices().baseProperty().set(BaseOptimizer.SGD);
            choices().learningRateProperty().set(1e5);
            choices().epochsProperty().set(100_000);
        });
        fire("#train");
        Fx.await(
                "it has ended by itself",
                () -> window.text("#training-status").startsWith("SGD: diverged, its loss is not finite any more"));
    }
}
