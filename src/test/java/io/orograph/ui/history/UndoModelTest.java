package io.orograph.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.landscape.Landscape;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.LossKind;
import io.orograph.plane.Extent;
import io.orograph.plane.Normalization;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Quantity;
import io.orograph.study.DirectionKind;
import io.orograph.study.Sample;
import io.orograph.study.TestSamples;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every choice is taken back and done again, with its landscape, to the bit and without evaluating anything. */
@NeedsDisplay
class UndoModelTest {

    private static final int STEPS = 500;

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final List<Throwable> problems = new CopyOnWriteArrayList<>();
    private final DisplaySettings display = new DisplaySettings();
    private Workspace workspace;
    private EvaluationModel evaluation;
    private UndoModel undo;
    private long now;

    @BeforeEach
    void open() {
        Fx.start();
        Sample sample = TestSamples.named("breast-cancer-mlp");
        Fx.run(() -> {
            workspace = new Workspace(background, (what, cause) -> problems.add(cause));
            evaluation = new EvaluationModel(
                    workspace.experimentProperty(), background, (what, cause) -> problems.add(cause));
            evaluation.resolutionProperty().set(11);
            undo = new UndoModel(new ChoicesModel(workspace, evaluation, display), () -> now);
            workspace.open(sample.model(), DataSource.of(sample.data()));
        });
        atRest();
    }

    @AfterEach
    void close() throws InterruptedException {
        Fx.run(() -> {
            evaluation.cancel();
            workspace.close();
        });
        background.shutdown();
        assertThat(background.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(problems).isEmpty();
    }

    /** Waits until the landscape of the choices as they are is there. */
    private Landscape atRest() {
        Fx.await(
                "it is evaluated",
                () -> workspace.activityProperty().get().isEmpty()
                        && workspace.experimentProperty().get() != null
                        && workspace.experimentProperty().get().settings().samples()
                                == workspace.samplesProperty().get()
                        && !evaluation.runningProperty().get()
                        && evaluation.landscapeProperty().get() != null
                        && evaluation.landscapeProperty().get().isComplete());
        Fx.run(() -> undo.look());
        return Fx.get(() -> evaluation.landscapeProperty().get());
    }

    private Landscape after(Runnable edit) {
        now += 10_000_000_000L;
        Fx.run(() -> {
            edit.run();
            undo.look();
            evaluation.evaluate();
        });
        return atRest();
    }

    private List<Runnable> edits() {
        LossKind detected = workspace.experimentProperty().get().loss().kind();
        double[] other = workspace.experimentProperty().get().weights().theta().clone();
        other[3] += 0.1;
        Weights moved = new Weights("moved", new WeightsSource.Training("SGD", 2), other);
        String name = workspace
                .experimentProperty()
                .get()
                .layout()
                .parameters()
                .get(0)
                .name();
        return List.of(
                () -> evaluation.rangeProperty().set(2),
                () -> evaluation.seedProperty().set(5),
                () -> display.colorMapProperty().set(ColorMap.all().get(2)),
                () -> workspace.use(moved),
                () -> evaluation.normalizationProperty().set(Normalization.LAYER),
                () -> display.chooseLogarithmic(!display.logarithmicProperty().get()),
                () -> workspace.lossProperty().set(detected),
                () -> evaluation.held().add(name),
                () -> workspace.samplesProperty().set(100),
                () -> evaluation.regionProperty().set(new Extent(0, 0.5, -0.25, 0.25)),
                () -> display.showContoursProperty().set(false),
                () -> display.quantityProperty().set(Quantity.ACCURACY),
                () -> evaluation.directionsProperty().set(DirectionKind.GRADIENT),
                () -> evaluation.resolutionProperty().set(13),
                () -> workspace.chooseOtherwise(name));
    }

    @Test
    void fiveHundredStepsEndWhereTheyBegan() {
        List<Landscape> landscapes = new ArrayList<>();
        List<Choices> choices = new ArrayList<>();
        landscapes.add(atRest());
        choices.add(Fx.get(() -> undo.now()));
        for (Runnable edit : edits()) {
            landscapes.add(after(edit));
            choices.add(Fx.get(() -> undo.now()));
        }
        int place = landscapes.size() - 1;
        Random random = new Random(20261129);
        for (int step = 0; step < STEPS; step++) {
            boolean back = random.nextBoolean();
            int next = Math.max(0, Math.min(landscapes.size() - 1, back ? place - 1 : place + 1));
            Fx.run(back ? undo::undo : undo::redo);
            place = next;
            Landscape shown = atRest();
            assertThat(Fx.get(() -> undo.now())).as("choices at step " + step).isEqualTo(choices.get(place));
            assertThat(shown.losses())
                    .as("losses at step " + step)
                    .containsExactly(landscapes.get(place).losses());
            assertThat(shown.standardErrors())
                    .containsExactly(landscapes.get(place).standardErrors());
            if (next != place || step > 0) {
                assertThat(evaluation.statusProperty().get())
                        .as("status at step " + step)
                        .startsWith("All ");
            }
        }
        while (!Fx.get(() -> undo.undoNameProperty().get()).isEmpty()) {
            Fx.run(undo::undo);
            atRest();
        }
        assertThat(Fx.get(() -> undo.now())).isEqualTo(choices.get(0));
        assertThat(evaluation.landscapeProperty().get().losses())
                .containsExactly(landscapes.get(0).losses());
    }

    @Test
    void namesWhatItTakesBack() {
        after(() -> evaluation.rangeProperty().set(2));
        assertThat(undo.undoNameProperty().get()).isEqualTo("range 1 → 2");
        Fx.run(undo::undo);
        assertThat(undo.undoNameProperty().get()).isEmpty();
        assertThat(undo.redoNameProperty().get()).isEqualTo("range 1 → 2");
        after(() -> display.showContoursProperty().set(false));
        assertThat(undo.undoNameProperty().get()).isEqualTo("contours on → off");
        assertThat(undo.redoNameProperty().get()).isEmpty();
    }

    @Test
    void aDraggedSliderIsOneEdit() {
        atRest();
        for (double range : new double[] {1.1, 1.2, 1.3}) {
            now += 1_000_000;
            Fx.run(() -> {
                evaluation.rangeProperty().set(range);
                undo.look();
            });
        }
        atRest();
        assertThat(undo.undoNameProperty().get()).isEqualTo("range 1 → 1.3");
        Fx.run(undo::undo);
        assertThat(undo.undoNameProperty().get()).isEmpty();
        assertThat(evaluation.rangeProperty().get()).isEqualTo(1);
    }

    @Test
    void otherFilesBeginAnew() {
        after(() -> evaluation.rangeProperty().set(2));
        Sample sample = TestSamples.named("breast-cancer-mlp");
        Fx.run(() -> workspace.open(sample.model(), DataSource.of(sample.test())));
        Fx.await("the data are read", () -> undo.undoNameProperty().get().isEmpty());
        atRest();
        assertThat(undo.undoNameProperty().get()).isEmpty();
    }
}
