package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.export.LandscapeNpz;
import io.orograph.landscape.Landscape;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.plot.Overlay;
import io.orograph.provenance.Key;
import io.orograph.study.Experiment;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plane through three models and the curve between two, in the window. */
@NeedsDisplay
class ConnectivityTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private double[] open;

    @BeforeEach
    void openSample() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
        open = Fx.get(() ->
                window.models().workspace().experimentProperty().get().weights().theta());
    }

    private Overlay overlay() {
        return Fx.get(() -> window.models().display().overlays().shownProperty().get());
    }

    private List<Overlay.Mark> named() {
        return overlay().marks().stream()
                .filter(mark -> !mark.label().isEmpty())
                .toList();
    }

    private void fire(String id) {
        Fx.run(() -> ((Button) window.stage().getScene().lookup(id)).fire());
    }

    /** Other weights for the open network, rounded as a file rounds them. */
    private Path weights(String name, double[] theta) throws IOException {
        ParameterLayout layout = Fx.get(
                () -> window.models().workspace().experimentProperty().get().layout());
        Path file = window.folder().resolve(name);
        WeightsNpz.write(file, layout, theta, Precision.SINGLE);
        return file;
    }

    private Path fresh(String name, long seed) throws IOException {
        ParameterLayout layout = Fx.get(
                () -> window.models().workspace().experimentProperty().get().layout());
        return weights(name, FreshWeights.draw(layout, seed));
    }

    private List<String> numbers() {
        return Fx.get(() -> ((GridPane) window.stage().getScene().lookup("#between-numbers"))
                .getChildren().stream().map(node -> ((Label) node).getText()).toList());
    }

    private static List<DialogPane> problems() {
        return Window.getWindows().stream()
                .map(each -> each.getScene().getRoot())
                .filter(root -> root instanceof DialogPane && "problem".equals(root.getId()))
                .map(DialogPane.class::cast)
                .toList();
    }

    private static String dismissedProblem() {
        Fx.await("the dialog is shown", () -> !problems().isEmpty());
        String text = Fx.get(() -> problems().get(0).getContentText());
        Fx.run(() -> ((Button) problems().get(0).lookupButton(ButtonType.CLOSE)).fire());
        Fx.await("the dialog is gone", () -> problems().isEmpty());
        return text;
    }

    private Landscape awaitThrough() {
        Landscape landscape = window.awaitWhole(
                shown -> shown.provenance().text(Key.DIRECTIONS).matches("(through|plane of) .*"));
        Fx.await("the models are marked", () -> !named().isEmpty());
        return landscape;
    }

    @Test
    void thePlaneThroughThreeModelsMarksAndNamesThemAndIsExportedWithThem() throws IOException {
        window.files().answer(fresh("second.npz", 1), fresh("third.npz", 2));
        fire("#between-plane");
        Landscape landscape = awaitThrough();
        assertThat(landscape.provenance().text(Key.DIRECTIONS))
                .isEqualTo("through breast-cancer-mlp, second.npz and third.npz");
        assertThat(named())
                .extracting(Overlay.Mark::label)
                .containsExactly("breast-cancer-mlp", "second.npz", "third.npz");
        Overlay.Mark second = named().get(1);
        assertThat(named().get(0).alpha()).isZero();
        assertThat(second.alpha()).isPositive();
        // Within rounding of a dot product of a few hundred weights.
        assertThat(second.beta()).isCloseTo(0, within(1e-12));
        assertThat(numbers()).contains("loss", "breast-cancer-mlp", "second.npz", "third.npz");
        assertThat(selectedTab()).isEqualTo("Training");

        Path npz = window.folder().resolve("plane.npz");
        window.files().answer(npz);
        window.shortcut("Shortcut+Shift+E");
        Fx.await("the numbers are saved", () -> Files.exists(npz));
        List<?> points = (List<?>) LandscapeNpz.read(npz).provenance().entries().get("points");
        assertThat(points).hasSize(3);
        assertThat(((Map<?, ?>) points.get(1)).get("name")).isEqualTo("second.npz");
        assertThat(((Map<?, ?>) points.get(1)).get("alpha")).isEqualTo(second.alpha());
        assertThat(((Map<?, ?>) points.get(0)).get("sha256"))
                .isEqualTo(landscape.provenance().text(Key.MODEL_SHA256));

        fire("#random-directions");
        window.awaitWhole(shown -> shown.provenance().text(Key.DIRECTIONS).equals("two random, orthogonal"));
        assertThat(named()).isEmpty();
        assertThat(window.isShown("#between-title")).isFalse();
    }

    private String selectedTab() {
        return Fx.get(() -> ((TabPane) window.stage().getScene().lookup("#measures"))
                .getSelectionModel()
                .getSelectedItem()
                .getText());
    }

    @Test
    void whatCannotBeJoinedIsRefusedWithASentence() throws IOException {
        Landscape before = window.landscape();
        Path second = fresh("second.npz", 1);
        double[] middle = FreshWeights.draw(
                Fx.get(() ->
                        window.models().workspace().experimentProperty().get().layout()),
                1);
        Arrays.setAll(middle, i -> (middle[i] + open[i]) / 2);
        window.files().answer(second, weights("middle.npz", middle));
        fire("#between-plane");
        assertThat(dismissedProblem())
                .isEqualTo(
                        "breast-cancer-mlp, second.npz and middle.npz span no plane: the three models lie on one line"
                                + " in weight space, or two are the same; choose three that were trained apart.");

        window.files().answer(second, WindowExtension.sample("digits-mlp").model());
        fire("#between-plane");
        assertThat(dismissedProblem()).startsWith("digits-mlp.onnx does not fit the open model: no array was found");

        window.files().answer(second, second, second);
        fire("#between-plane");
        assertThat(dismissedProblem()).startsWith("You chose 3 files; choose two");

        // Refused before a training that would not end.
        window.files().answer(WindowExtension.sample("digits-mlp").test());
        Fx.run(() -> ((Hyperlink) window.stage().getScene().lookup("#between-test")).fire());
        assertThat(window.text("#between-test-name")).isEqualTo("Test data: digits-test.npz");
        Fx.run(() -> window.models().training().choices().epochsProperty().set(100_000));
        window.files().answer(second);
        fire("#between-curve");
        assertThat(dismissedProblem()).startsWith("The inputs of digits-test.npz have the shape [360, 64]");
        assertThat(window.landscape()).isSameAs(before);
        assertThat(named()).isEmpty();
    }

    @Test
    void aCurveIsTrainedDrawnInItsPlaneAndComparedWithTheLine() throws IOException {
        Fx.run(() -> window.models().training().choices().epochsProperty().set(5));
        assertThat(window.text("#between-test-name")).isEqualTo("Test data: breast-cancer-test.npz");
        window.files().answer(fresh("other.npz", 1));
        fire("#between-curve");
        Landscape landscape = awaitThrough();
        assertThat(landscape.provenance().text(Key.DIRECTIONS))
                .isEqualTo("plane of a Bézier curve between breast-cancer-mlp and other.npz");
        Map<?, ?> curve = (Map<?, ?>) landscape.provenance().entries().get("curve");
        assertThat(curve.get("epochs")).isEqualTo(5);
        assertThat(named()).extracting(Overlay.Mark::label).containsExactly("breast-cancer-mlp", "other.npz", "bend");
        assertThat(overlay().lines()).extracting(Overlay.Line::name).containsExactly("straight line", "curve");

        Overlay.Line line = overlay().lines().get(0);
        Overlay.Line bent = overlay().lines().get(1);
        Overlay.Mark bend = named().get(2);
        int middle = bent.size() / 2;
        // φ(½) lies half way from the middle of the line to the bend.
        assertThat(bent.beta()[middle]).isCloseTo(bend.beta() / 2, within(1e-12));
        assertThat(bent.alpha()[middle]).isCloseTo(line.alpha()[1] / 4 + bend.alpha() / 2, within(1e-12));
        assertThat(bent.beta()[bent.size() - 1]).isCloseTo(0, within(1e-12));
        assertThat(window.isShown("#between-losses")).isTrue();
        assertThat(numbers())
                .contains("curve", "line", "Barrier", "Highest loss", "Barrier, test", "Highest loss, test");
        // Fresh weights are a hill beside the trained ones: the line's barrier may be 0, but no loss is.
        int highest = numbers().indexOf("Highest loss");
        assertThat(Double.parseDouble(numbers().get(highest + 1))).isPositive();
    }

    @Test
    void cancellingACurveKeepsWhatIsShown() throws IOException {
        window.files().answer(fresh("second.npz", 1), fresh("third.npz", 2));
        fire("#between-plane");
        Landscape before = awaitThrough();
        Fx.run(() -> window.models().training().choices().epochsProperty().set(100_000));
        window.files().answer(fresh("other.npz", 3));
        fire("#between-curve");
        Fx.await(
                "it trains",
                () -> ((Label) window.stage().getScene().lookup("#between-status"))
                        .getText()
                        .startsWith("Training the curve"));
        fire("#between-cancel");
        assertThat(window.text("#between-status")).isEqualTo("Cancelled");
        assertThat(window.isShown("#between-cancel")).isFalse();
        assertThat(window.landscape()).isSameAs(before);
        assertThat(named()).extracting(Overlay.Mark::label).contains("third.npz");
    }

    private Node inComparison(String id) {
        return window.window().compare().stage().getScene().lookup(id);
    }

    private Path model(String name, long seed) throws IOException {
        Experiment subject =
                Fx.get(() -> window.models().workspace().experimentProperty().get());
        Path file = window.folder().resolve(name);
        OnnxWriter.write(subject.model().path(), subject.layout(), FreshWeights.draw(subject.layout(), seed), file);
        return file;
    }

    @Test
    void theModelsOfAComparisonAreJoinedInTheMainWindow() throws IOException {
        Path second = model("second.onnx", 1);
        Path third = model("third.onnx", 2);
        Fx.run(() -> {
            window.window().compare().model().resolutionProperty().set(5);
            window.models().training().choices().epochsProperty().set(1);
            window.window().compare().compareOpen();
        });
        assertThat(Fx.get(() -> inComparison("#compare-between").isDisabled())).isTrue();
        window.files().answer(second, third);
        Fx.run(() -> ((Button) inComparison("#compare-add")).fire());
        Fx.await("all are measured", () -> !inComparison("#compare-between").isDisabled());
        assertThat(betweenButton()).isEqualTo("Plane through the three");
        Fx.run(() -> ((Button) inComparison("#compare-between")).fire());
        assertThat(Fx.get(() ->
                        inComparison("#compare-between").getScene().getWindow().isShowing()))
                .as("the comparison is out of the picture's way")
                .isFalse();
        awaitThrough();
        assertThat(named()).extracting(Overlay.Mark::label).containsExactly("breast-cancer-mlp", "second", "third");

        // Another first model: the main window opens it before the curve is trained.
        Fx.run(() -> ((Button) inComparison("#compared-remove-0")).fire());
        Fx.await("both are measured", () -> !inComparison("#compare-between").isDisabled());
        assertThat(betweenButton()).isEqualTo("Curve between the two");
        Fx.run(() -> ((Button) inComparison("#compare-between")).fire());
        window.awaitWhole(shown ->
                shown.provenance().text(Key.DIRECTIONS).equals("plane of a Bézier curve between second and third"));
        assertThat(window.landscape().provenance().text(Key.MODEL)).isEqualTo("second.onnx");
        assertThat(window.text("#between-test-name")).isEqualTo("Test data: breast-cancer-test.npz");
    }

    private String betweenButton() {
        return Fx.get(() -> ((Button) inComparison("#compare-between")).getText());
    }
}
