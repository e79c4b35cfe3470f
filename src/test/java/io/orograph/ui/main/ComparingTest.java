package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.cli.RepeatedCommand;
import io.orograph.data.DataSource;
import io.orograph.figure.PngFile;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.plot.LossScale;
import io.orograph.plot.Ticks;
import io.orograph.study.Command;
import io.orograph.study.ComparisonWords;
import io.orograph.study.Experiment;
import io.orograph.task.CancelToken;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.compare.CompareModel;
import io.orograph.ui.surface.SurfaceView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Comparing models in their window, opened from the menus of the main one. */
@NeedsDisplay
class ComparingTest {

    private static final int FEW_CELLS = 5;

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private CompareModel model() {
        return window.window().compare().model();
    }

    private Node find(String id) {
        return window.window().compare().stage().getScene().lookup(id);
    }

    private SurfaceView surface(int column) {
        return (SurfaceView) find("#compared-surface-" + column);
    }

    private String text(String id) {
        return Fx.get(() -> ((Label) find(id)).getText());
    }

    private List<String> numbers(int column) {
        return Fx.get(() -> ((VBox) find("#compared-numbers-" + column))
                .getChildren().stream()
                        .flatMap(row -> ((HBox) row).getChildren().stream())
                        .map(node -> ((Label) node).getText())
                        .toList());
    }

    private void choose(String menu, String item) {
        Fx.run(() -> ((MenuBar) window.stage().getScene().lookup(".menu-bar"))
                .getMenus().stream()
                        .filter(each -> each.getText().equals(menu))
                        .flatMap(each -> each.getItems().stream())
                        .flatMap(ComparingTest::withItsOwn)
                        .filter(each -> item.equals(each.getText()))
                        .findFirst()
                        .map(MenuItem::getOnAction)
                        .orElseThrow()
                        .handle(null));
    }

    private static Stream<MenuItem> withItsOwn(MenuItem item) {
        return item instanceof Menu menu ? menu.getItems().stream() : Stream.of(item);
    }

    private void openPair(int cells) {
        Fx.run(() -> model().resolutionProperty().set(cells));
        choose("_Samples", "_Compare the pair of these samples");
    }

    private void awaitDone() {
        Fx.await(
                "all models are measured",
                () -> !model().runningProperty().get()
                        && model().statusProperty().get().isEmpty());
    }

    @Test
    void thePairStandsSideBySideOnOneScaleUnderOneCamera() {
        openPair(FEW_CELLS);
        awaitDone();
        assertThat(text("#compared-name-0")).isEqualTo("mnist-sharp");
        assertThat(text("#compared-name-1")).isEqualTo("mnist-flat");
        // The values of samples.json, which PyTorch computed.
        assertThat(numbers(1)).contains("0.0181", "0.506", "99.7 %", "89.9 %");
        assertThat(text("#compare-words"))
                .contains("raises the loss of “mnist-sharp” most")
                .contains("that of “mnist-flat” least");

        LossScale scale = Fx.get(() -> model().scaleProperty().get());
        for (int column = 0; column < 2; column++) {
            int at = column;
            assertThat(Fx.get(() -> surface(at).model().scaleProperty().get())).isSameAs(scale);
            assertThat(Fx.get(
                            () -> surface(at).model().landscapeProperty().get().max()))
                    .isLessThanOrEqualTo(scale.high());
        }
        double sharpest =
                Fx.get(() -> surface(0).model().landscapeProperty().get().max());
        double flattest =
                Fx.get(() -> surface(1).model().landscapeProperty().get().max());
        assertThat(scale.high()).isEqualTo(Math.max(sharpest, flattest)).isGreaterThan(Math.min(sharpest, flattest));

        Object before = Fx.get(() -> surface(1).model().orbitProperty().get());
        Fx.run(() -> surface(0)
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false)));
        Object after = Fx.get(() -> surface(1).model().orbitProperty().get());
        assertThat(after)
                .isNotEqualTo(before)
                .isEqualTo(Fx.get(() -> surface(0).model().orbitProperty().get()));
    }

    @Test
    void cancellingStopsAndKeepsWhatIsThere() {
        // Far more cells than can be evaluated before the button is pressed.
        openPair(1001);
        Fx.run(() -> ((Button) find("#compare-evaluate")).fire());
        assertThat(Fx.get(() -> model().runningProperty().get())).isFalse();
        assertThat(text("#compare-status")).isEqualTo("Stopped: 0 of 2 models are evaluated");
        Fx.await("the workers end", () -> WindowExtension.threads().isEmpty());

        Fx.run(() -> model().resolutionProperty().set(FEW_CELLS));
        Fx.run(() -> ((Button) find("#compare-evaluate")).fire());
        awaitDone();
        assertThat(text("#compare-words")).isNotEmpty();
    }

    @Test
    void theOpenModelIsComparedWithOthersAndThePictureIsExported() throws IOException {
        window.openSample(WindowExtension.SMALL);
        Fx.run(() -> model().resolutionProperty().set(FEW_CELLS));
        choose("_Landscape", "_Compare…");
        assertThat(text("#compare-status")).isEqualTo("Add a model: two to four are compared");
        window.files().answer(WindowExtension.sample(WindowExtension.SMALL).model());
        Fx.run(() -> ((Button) find("#compare-add")).fire());
        awaitDone();
        // The same model twice, with the same seed: nothing differs.
        assertThat(numbers(0)).isEqualTo(numbers(1)).isNotEmpty();
        assertThat(text("#compare-words")).contains("does not tell them apart");
        assertThat(Fx.get(() -> find("#compare-line-accuracy").isVisible())).isTrue();
        // All losses of the line are the same: what is left is the rounding of (1 − t)·L + t·L.
        assertThat(text("#compare-line"))
                .matches("Line between them: barrier (0|\\S+×10⁻¹.), on the test data (0|\\S+×10⁻¹.);.*");

        Path picture = window.folder().resolve("comparison.png");
        window.files().answer(picture);
        Fx.run(() -> ((Button) find("#compare-export")).fire());
        Fx.await("the picture is written", () -> Files.exists(picture));
        assertThat(PngFile.text(picture))
                .containsEntry("Title", "Comparison of breast-cancer-mlp, breast-cancer-mlp")
                .containsEntry("Description", text("#compare-words"));
        Image image = new Image(picture.toUri().toString());
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight() / 2; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getPixelReader().getArgb(x, y));
            }
        }
        // Texts and frames alone have a few dozen; shaded surfaces have thousands.
        assertThat(colors).hasSizeGreaterThan(1000);
    }

    /** The smallest of the ready experiments, ended early for the test: anything in it may be changed. */
    @Test
    void aPairIsTrainedToTheSameLossAndCompared() {
        Fx.run(() -> model().resolutionProperty().set(FEW_CELLS));
        choose("_Samples", "_Train such a pair…");
        Fx.await(
                "its sample is open",
                () -> window.models().workspace().experimentProperty().get() != null);
        Fx.run(() -> ((TextField) experiment("#experiment-until")).setText("0.3"));
        Fx.run(() -> ((Button) experiment("#experiment-start")).fire());
        Fx.await("both are trained", () -> !experiment("#experiment-compare").isDisabled());
        Fx.run(() -> ((Button) experiment("#experiment-compare")).fire());
        awaitDone();
        for (int column = 0; column < 2; column++) {
            // Trained until the loss, looked at every 20 steps, was at most 0.3; not much less.
            assertThat(Double.parseDouble(numbers(column).get(1))).isBetween(0.2, 0.3);
        }
        assertThat(text("#compared-name-0")).contains("batch8");
        assertThat(text("#compared-name-1")).contains("batch1437");
    }

    private Node experiment(String id) {
        return window.window().experiment().stage().getScene().lookup(id);
    }

    /** The copied command, and the numbers of a column whose weights are in a file of arrays. */
    @Test
    void aCheckpointIsAddedAndTheNumbersAreThoseOfTheCopiedCommand() throws IOException {
        window.openSample(WindowExtension.SMALL);
        Experiment open =
                Fx.get(() -> window.models().workspace().experimentProperty().get());
        ParameterLayout layout = open.layout();
        Path checkpoint = window.folder().resolve("other one.npz");
        double[] theta = open.weights().theta().clone();
        Arrays.setAll(theta, i -> (float) (0.9 * theta[i]));
        WeightsNpz.write(checkpoint, layout, theta, Precision.SINGLE);
        Fx.run(() -> model().resolutionProperty().set(FEW_CELLS));
        choose("_Landscape", "_Compare…");
        window.files().answer(checkpoint);
        Fx.run(() -> ((Button) find("#compare-add")).fire());
        awaitDone();
        assertThat(text("#compared-name-1")).isEqualTo("other one.npz");
        Weights weights = new Weights("other", new WeightsSource.PlanePoint("a test", 0, 0), theta);
        try (Experiment train = open.at(weights);
                Experiment test = train.onOther(DataSource.of(
                        WindowExtension.sample(WindowExtension.SMALL).test()))) {
            Evaluation trained = train.objective().evaluate(theta, new CancelToken());
            Evaluation tested = test.objective().evaluate(theta, new CancelToken());
            assertThat(numbers(1))
                    .containsSubsequence(
                            "Training loss",
                            Ticks.number(trained.loss(), 3),
                            "Test loss",
                            Ticks.number(tested.loss(), 3),
                            "Training accuracy",
                            ComparisonWords.percent(trained.accuracy()),
                            "Test accuracy",
                            ComparisonWords.percent(tested.accuracy()));
        }
        assertThat(numbers(0).get(1)).isNotEqualTo(numbers(1).get(1));

        Path exported = window.folder().resolve("exported.npz");
        window.files().answer(exported);
        Fx.run(() -> ((Button) find("#compare-export")).fire());
        Fx.await("the numbers are written", () -> Files.exists(exported));
        Fx.run(() -> Clipboard.getSystemClipboard().clear());
        Fx.run(() -> ((Button) find("#compare-command")).fire());
        Command command = Fx.get(() -> model().resultProperty().get().command());
        assertThat(Fx.get(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(command.text())
                .startsWith("orograph compare ")
                .contains("'" + checkpoint + "'");
        assertThat(command.missing()).isEmpty();
        Path repeated = window.folder().resolve("repeated.npz");
        RepeatedCommand.run(command, repeated);
        RepeatedCommand.assertSame(exported, repeated);
    }
}
