package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Landscape;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Overlay;
import io.orograph.provenance.Key;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Experiment;
import io.orograph.study.NoiseStudy;
import io.orograph.study.OtherWeights;
import io.orograph.study.SharpnessStudy;
import io.orograph.study.StudyListener;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.sharpness.MeasuresModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that a view offers become θ₀: all that is drawn and measured is of them then, until the file's are back. */
@NeedsDisplay
class OfferedWeightsTest {

    private static final CancelToken GO = new CancelToken();

    /** Where the balls are dropped: beside θ₀, so that they have somewhere to roll. */
    private static final Crosshair START = new Crosshair(0.8, -0.7);

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private Landscape ofModel;
    private GaussianIncrease.Result noiseOfModel;

    @BeforeEach
    void open() {
        ofModel = ui.openSample(WindowExtension.SMALL);
        noiseOfModel = awaitNoise();
        ui.selectTab("Training");
    }

    private Experiment experiment() {
        return Fx.get(() -> ui.models().workspace().experimentProperty().get());
    }

    private ParameterLayout layout() {
        return experiment().layout();
    }

    private void fire(String id) {
        ui.fire(id);
    }

    private GaussianIncrease.Result awaitNoise() {
        Fx.await("the increase under noise is measured", () -> {
            var sharpness = ui.models().sharpness();
            return sharpness.gaussianProperty().get() != null
                    && !sharpness.staleProperty().get();
        });
        return Fx.get(() -> ui.models().sharpness().gaussianProperty().get());
    }

    private SharpnessMeasure.Measurement measured(SharpnessMeasure measure) {
        Fx.run(() -> ui.models().measures().measure(measure));
        Fx.await("it is measured", () -> {
            MeasuresModel.Reading reading = ui.models().measures().readings().get(measure);
            return reading != null && reading.state() == MeasuresModel.State.CURRENT;
        });
        return Fx.get(() -> ui.models().measures().readings().get(measure).value());
    }

    private Landscape awaitPath() {
        return ui.awaitWhole(shown -> shown.provenance().text(Key.DIRECTIONS).startsWith("principal directions of"));
    }

    private Landscape awaitOthers() {
        return ui.awaitWhole(shown -> shown.provenance().get(Key.WEIGHTS).isPresent());
    }

    /** As they are in a file of single precision. */
    private static double[] rounded(double[] theta) {
        double[] rounded = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            rounded[i] = (float) theta[i];
        }
        return rounded;
    }

    /**
     * Names, numbers and surface are those of a vector, which studies of the test's own are asked about.
     *
     * @param theta as it is measured, to the bit
     */
    private void assertAllIsOf(String name, double[] theta) throws IOException {
        Landscape landscape = awaitOthers();
        Experiment open = experiment();
        assertThat(open.weights().name()).isEqualTo(name);
        assertThat(open.weights().theta()).isEqualTo(theta);
        assertThat(landscape.provenance().get(Key.WEIGHTS).orElseThrow().get("name"))
                .isEqualTo(name);
        assertThat(landscape.section().vectors().origin()).isEqualTo(theta);
        ui.selectTab("Sharpness");
        assertThat(ui.text("#headline")).contains("θ₀ = " + name);
        assertThat(ui.text("#weights-name")).startsWith("θ₀: " + name);
        assertThat(ui.text("#measured-weights")).isEqualTo("at θ₀, " + name);

        SharpnessMeasure measure = ui.models().measures().all().stream()
                .filter(each -> each.label().equals("asam"))
                .findFirst()
                .orElseThrow();
        GaussianIncrease.Result noise = awaitNoise();
        Weights same = new Weights("the same", new WeightsSource.PlanePoint("a test", 0, 0), theta);
        try (Experiment own = open.at(same)) {
            double loss = own.objective().evaluate(theta, GO).loss();
            // The same sums in single precision, in another order.
            assertThat(landscape.centerLoss()).isCloseTo(loss, within(1e-5 * loss));
            assertThat(loss).isNotCloseTo(ofModel.centerLoss(), within(1e-3 * loss));
            assertThat(noise)
                    .isEqualTo(new NoiseStudy(noise.settings())
                            .run(own, StudyListener.NONE, GO)
                            .increase())
                    .isNotEqualTo(noiseOfModel);
            assertThat(measured(measure))
                    .isEqualTo(new SharpnessStudy(List.of(measure), 0)
                            .run(own, SharpnessStudy.Listener.NONE, GO)
                            .measurements()
                            .get(measure));
        }
        assertTheModelComesBack();
    }

    private void assertTheModelComesBack() {
        fire("#weights-of-model");
        Landscape back = ui.awaitWhole(
                landscape -> landscape.provenance().get(Key.WEIGHTS).isEmpty());
        assertThat(back.losses()).isEqualTo(ofModel.losses());
        assertThat(experiment().weights().areOfModel()).isTrue();
        assertThat(ui.text("#headline")).doesNotContain("θ₀");
        assertThat(awaitNoise()).isEqualTo(noiseOfModel);
        assertThat(ui.text("#measured-weights"))
                .isEqualTo("at θ₀, " + experiment().weightsOfModel().name());
    }

    @Test
    void aPointOfAPath() throws IOException {
        ParameterLayout layout = layout();
        for (int epoch = 1; epoch <= 10; epoch += 3) {
            Path file = ui.folder().resolve("epoch_" + epoch + ".npz");
            WeightsNpz.write(file, layout, FreshWeights.draw(layout, epoch), Precision.SINGLE);
        }
        ui.files().answer(ui.folder().resolve("epoch_4.npz"));
        fire("#open-checkpoints");
        awaitPath();
        Fx.run(() -> ((Slider) ui.stage().getScene().lookup("#path-slider")).setValue(1));
        fire("#path-use");
        awaitOthers();
        assertThat(experiment().weights().file())
                .contains(ui.folder().resolve("epoch_4.npz").toAbsolutePath());
        assertAllIsOf("epoch_4.npz", rounded(FreshWeights.draw(layout, 4)));
    }

    @Test
    void theEndOfATraining() throws IOException {
        Fx.run(() -> {
            var choices = ui.models().training().choices();
            choices.baseProperty().set(BaseOptimizer.ADAM);
            choices.epochsProperty().set(3);
        });
        fire("#train");
        awaitPath();
        Path file = ui.folder().resolve("trained.npz");
        ui.files().answer(file);
        fire("#train-save");
        Fx.await("it is saved", () -> Files.exists(file));
        fire("#train-use");
        awaitOthers();
        Experiment open = experiment();
        double[] saved =
                OtherWeights.in(file).read(open.fileNetwork(), notice -> {}).theta();
        assertThat(rounded(open.weights().theta())).isEqualTo(saved);
        assertThat(open.weights().source()).isInstanceOf(WeightsSource.Training.class);
        assertThat(ui.text("#weights-name")).endsWith(", trained here by Adam");
        assertAllIsOf(open.weights().name(), open.weights().theta());
    }

    private void drop(int steps, boolean inPlane) {
        Fx.run(() -> {
            ui.models().trajectories().stepsProperty().set(steps);
            ui.models().trajectories().inPlaneProperty().set(inPlane);
            ui.models().trajectories().drop(START);
        });
    }

    /** The way of the ball of Adam as it is drawn. */
    private Overlay.Line way() {
        return Fx.get(() -> ui.models().display().overlays().shownProperty().get()).lines().stream()
                .filter(line -> line.name().startsWith("Adam"))
                .findFirst()
                .orElseThrow();
    }

    private static PlaneCoordinates end(Overlay.Line way) {
        int last = way.size() - 1;
        return new PlaneCoordinates(way.alpha()[last], way.beta()[last], way.largestResidual());
    }

    private void useBall() {
        Fx.run(() -> ((MenuButton) ui.stage().getScene().lookup("#ball-use"))
                .getItems().stream()
                        .filter(item -> "ball-adam-use".equals(item.getId()))
                        .findFirst()
                        .ifPresent(MenuItem::fire));
        awaitOthers();
    }

    @ParameterizedTest(name = "in the plane: {0}")
    @ValueSource(booleans = {true, false})
    void theEndOfABall(boolean inPlane) throws IOException {
        Plane plane = ofModel.section().vectors();
        drop(40, inPlane);
        Fx.await(
                "the balls have rolled",
                () -> !ui.models().trajectories().runningProperty().get());
        PlaneCoordinates place = end(way());
        useBall();
        double[] theta = experiment().weights().theta();
        if (inPlane) {
            assertThat(theta).isEqualTo(plane.at(place.alpha(), place.beta()));
        } else {
            PlaneCoordinates found = PlaneCoordinates.of(plane, theta);
            assertThat(found.alpha()).isEqualTo(place.alpha());
            assertThat(found.beta()).isEqualTo(place.beta());
            assertThat(found.residual()).isPositive();
        }
        assertThat(ui.text("#weights-name")).endsWith(", trained here by Adam");
        assertAllIsOf("ball of Adam, step 40", theta);
    }

    /** Steps are computed ahead of what is seen: what a person stopped is where it was seen to stop. */
    @Test
    void aBallThatWasStopped() throws IOException {
        Plane plane = ofModel.section().vectors();
        drop(10_000, true);
        Fx.await(
                "the balls have moved",
                () -> ui.models()
                                .display()
                                .overlays()
                                .shownProperty()
                                .get()
                                .lines()
                                .get(2)
                                .size()
                        > 1);
        fire("#stop-balls");
        PlaneCoordinates place = end(way());
        Matcher reading = Pattern.compile("step (\\d+): loss .*").matcher(ui.text("#ball-adam-reading"));
        assertThat(reading.matches()).isTrue();
        useBall();
        assertAllIsOf("ball of Adam, step " + reading.group(1), plane.at(place.alpha(), place.beta()));
    }

    /** It says nothing of its role, but its arrays are named as the open model's parameters are. */
    @Test
    void anArchiveThatIsDropped() throws IOException {
        ParameterLayout layout = layout();
        Path file = ui.folder().resolve("fresh.npz");
        WeightsNpz.write(file, layout, FreshWeights.draw(layout, 2), Precision.SINGLE);
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        assertAllIsOf("fresh.npz", rounded(FreshWeights.draw(layout, 2)));
    }
}
