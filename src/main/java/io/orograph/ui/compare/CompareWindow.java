package io.orograph.ui.compare;

import io.orograph.data.DataSource;
import io.orograph.network.Weights;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonModel;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.Sample;
import io.orograph.ui.connectivity.ConnectivityModel;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FurtherWindow;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.NoticeArea;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.session.SessionPart;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The window that compares models, beside the main one and in its look. */
public final class CompareWindow {

    private static final double WIDTH = 1080;
    private static final double HEIGHT = 840;
    private static final List<String> PAIR = List.of("mnist-sharp", "mnist-flat");

    private static final double BELOW_TOOLS = 48;

    private final Stage owner;
    private final Workspace workspace;
    private final ConnectivityModel connectivity;
    private final List<Sample> samples;
    private final DisplaySettings display = new DisplaySettings();
    private final CompareModel model;
    private final CompareFiles files;
    private final Executor background;
    private final Stage stage = new Stage();

    /** Made when the window is first shown, so that the main one opens sooner; null until then. */
    private CompareView view;

    /**
     * The main window, which this one is opened from.
     *
     * @param stage whose style sheets are taken when they are first needed
     * @param look followed for colours and darkness
     * @param workspace what is open there
     * @param connectivity shows over its landscape what lies between the models that are compared
     */
    public record Opener(Stage stage, DisplaySettings look, Workspace workspace, ConnectivityModel connectivity) {}

    public CompareWindow(Opener opener, List<Sample> samples, FileQuestions questions, BackgroundWork work) {
        this.owner = opener.stage();
        this.workspace = opener.workspace();
        this.connectivity = opener.connectivity();
        this.samples = samples;
        this.model = new CompareModel(work.executor(), work.problems());
        display.darkProperty().bind(opener.look().darkProperty());
        display.colorMapProperty().bind(opener.look().colorMapProperty());
        this.background = work.executor();
        this.files = new CompareFiles(questions, model, new Notice(stage), background, work.problems());
        stage.setTitle("Compare models – Orograph");
        stage.setOnHidden(event -> model.cancel());
    }

    /** Opens with the model and the data of the main window, for others to be added; or with what a session had compared. */
    public void compareOpen() {
        Experiment open = workspace.experimentProperty().get();
        if (model.isRestored()) {
            show();
        } else if (open != null) {
            compare(open, List.of(ComparisonModel.of(open)));
        }
    }

    /** Returns what a session holds of the comparison. */
    public SessionPart sessionPart() {
        return new StoredComparison(model, workspace.experimentProperty()::get, new StoredComparison.Window() {
            @Override
            public boolean isShown() {
                return stage.isShowing();
            }

            @Override
            public void show() {
                CompareWindow.this.show();
            }
        });
    }

    /** Has comparisons kept from the next one on. */
    public void keepWith(StudyKeeper keeper) {
        model.keepWith(keeper);
    }

    /** Returns who compares again what was compared before, by its kind. */
    public Map<String, Consumer<StudyWords>> goingOn() {
        return model.goingOn(workspace.experimentProperty()::get, this::show);
    }

    /** Compares weights of the main window's network, at most as many as there is room for. */
    public void compare(List<Weights> weights) {
        Experiment open = workspace.experimentProperty().get();
        if (open != null) {
            compare(
                    open,
                    weights.stream()
                            .limit(Comparison.MOST)
                            .map(each -> ComparisonModel.of(open, each))
                            .toList());
        }
    }

    private void compare(Experiment open, List<ComparisonModel> models) {
        Optional<DataSource> test = Optional.ofNullable(
                        workspace.sampleProperty().get())
                .map(Sample::test)
                .map(DataSource::of);
        ExperimentSettings settings = ExperimentSettings.DEFAULT
                .withLoss(workspace.lossOptions())
                .withSamples(workspace.samplesProperty().get())
                .withScaleBytes(workspace.scaleBytesProperty().get());
        show();
        model.compare(Comparison.of(models, open.loaded().source(), test, settings));
    }

    /** Tells whether the sharp and the flat sample are there. */
    public boolean hasPair() {
        return pair().size() == PAIR.size();
    }

    private List<Sample> pair() {
        return PAIR.stream()
                .flatMap(name -> samples.stream().filter(sample -> sample.name().equals(name)))
                .toList();
    }

    /** Opens with the two samples that were trained with a large and with a small batch to the same training loss. */
    public void compareSharpAndFlat() {
        List<Sample> pair = pair();
        compare(
                pair.stream().map(Sample::model).map(ComparisonModel::of).toList(),
                DataSource.of(pair.get(0).data()),
                Optional.of(DataSource.of(pair.get(0).test())));
    }

    /**
     * Compares models, at most as many as there is room for.
     *
     * @param data that they are compared on
     * @param test that they were not trained on
     */
    public void compare(List<ComparisonModel> models, DataSource data, Optional<DataSource> test) {
        show();
        model.compare(
                Comparison.of(models.stream().limit(Comparison.MOST).toList(), data, test, ExperimentSettings.DEFAULT));
    }

    /** Shows the curve between two models, or the plane through the first three, over the main window's landscape. */
    private void showBetween() {
        Comparison compared = model.comparisonProperty().get();
        connectivity.show(new ConnectivityModel.Request(
                model.firstSound().file(),
                compared.data(),
                compared.test().orElse(null),
                model.foundProperty().get().stream()
                        .limit(3)
                        .map(found -> found.weights().named(found.name()))
                        .toList()));
        FurtherWindow.giveWay(stage);
    }

    private void show() {
        if (view == null) {
            view = new CompareView(model, files, display, this::showBetween, background);
            FurtherWindow.furnish(
                    stage, new Scene(new StackPane(view, new NoticeArea(BELOW_TOOLS)), WIDTH, HEIGHT), owner);
        }
        stage.show();
        stage.toFront();
    }

    /** Returns what is compared. */
    public CompareModel model() {
        return model;
    }

    /** Returns the window itself. */
    public Stage stage() {
        return stage;
    }

    /** Ends what runs and closes the window. */
    public void close() {
        model.cancel();
        if (view != null) {
            view.release();
        }
        stage.close();
    }
}
