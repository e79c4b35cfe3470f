package io.orograph.ui.compare;

import io.orograph.network.StatisticsPolicy;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.PlaneLook;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonSubject;
import io.orograph.study.ComparisonWords;
import io.orograph.study.Line;
import io.orograph.ui.dialog.ProblemText;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.StatisticsField;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.surface.Orbit;
import io.orograph.ui.training.CurvePlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** The columns of a comparison, the choices above them, and what differs below. */
final class CompareView extends BorderPane {

    private static final int MOST_CELLS = 101;

    private static final double PLOT_WIDTH = 320;

    private final CompareModel model;
    private final CompareFiles files;
    private final DisplaySettings display;
    private final Runnable between;
    private final Executor background;
    /** Kept when fewer are shown: what they listen to lives as long as the window. */
    private final List<ModelColumn> made = new ArrayList<>();

    private final GridPane columns = new GridPane();
    private final ObjectProperty<Orbit> camera = new SimpleObjectProperty<>(this, "camera");

    /**
     * Makes the view of a comparison.
     *
     * @param between shows what lies between the models, elsewhere
     * @param display of these surfaces alone: they have another scale and other paths than the main window
     */
    CompareView(
            CompareModel model, CompareFiles files, DisplaySettings display, Runnable between, Executor background) {
        this.model = model;
        this.between = between;
        this.files = files;
        this.display = display;
        this.background = background;
        getStyleClass().add("orograph");
        columns.setHgap(14);
        RowConstraints tall = new RowConstraints();
        tall.setVgrow(Priority.ALWAYS);
        columns.getRowConstraints().setAll(tall);
        VBox.setVgrow(columns, Priority.ALWAYS);
        VBox page = new VBox(10, subject(), columns, line(), words(), notices());
        page.setPadding(new Insets(10));
        setTop(new VBox(bar(), settings()));
        setCenter(page);
        setBottom(status());
        display.logarithmicProperty().bindBidirectional(model.logarithmicProperty());
        model.comparisonProperty().addListener((property, old, now) -> lay(now));
        model.outcomesProperty().addListener((property, old, now) -> fill(now));
        model.runningProperty().addListener((property, was, is) -> tellStates());
        // What a session had compared is there before the window is.
        if (model.comparisonProperty().get() != null) {
            lay(model.comparisonProperty().get());
            fill(model.outcomesProperty().get());
        }
    }

    private void lay(Comparison comparison) {
        int count = comparison.models().size();
        columns.getChildren().clear();
        columns.getColumnConstraints().clear();
        for (int i = 0; i < count; i++) {
            if (i == made.size()) {
                made.add(column(i));
            }
            made.get(i).name(comparison.models().get(i).name());
            ColumnConstraints even = new ColumnConstraints();
            even.setPercentWidth(100.0 / count);
            columns.getColumnConstraints().add(even);
        }
        columns.addRow(0, made.subList(0, count).toArray(Node[]::new));
        tellStates();
    }

    private ModelColumn column(int index) {
        ModelColumn column =
                new ModelColumn(index, display, model.scaleProperty(), background, () -> model.remove(index));
        if (camera.get() == null) {
            camera.set(column.surface().orbitProperty().get());
        }
        column.surface().orbitProperty().bindBidirectional(camera);
        return column;
    }

    private void fill(List<CompareModel.Outcome> outcomes) {
        for (int i = 0; i < made.size(); i++) {
            made.get(i).show(i < outcomes.size() ? outcomes.get(i).model() : null);
        }
        tellStates();
    }

    /** Tells the states of the models, which are evaluated one after the other. */
    private void tellStates() {
        List<CompareModel.Outcome> outcomes = model.outcomesProperty().get();
        int current = outcomes.size();
        boolean running = model.runningProperty().get();
        for (int i = 0; i < made.size(); i++) {
            Throwable problem = i < current ? outcomes.get(i).problem() : null;
            made.get(i)
                    .tell(
                            problem != null
                                    ? ProblemText.sentence(problem)
                                    : !running
                                            ? "Not evaluated"
                                            : i == current ? "Being evaluated" : "Waiting for the others");
        }
    }

    /** Ends what the surfaces compute. */
    void release() {
        fill(List.of());
    }

    private Node bar() {
        Button add = button("compare-add", "Add models…", files::chooseModels);
        add.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.comparisonProperty().get() == null
                                || model.comparisonProperty().get().models().size() >= Comparison.MOST,
                        model.comparisonProperty()));
        Button test = button("compare-test", "Test data…", files::chooseTest);
        Button evaluate = button("compare-evaluate", "", this::evaluateOrCancel);
        evaluate.textProperty().bind(model.runningProperty().map(running -> running ? "Cancel" : "Evaluate"));
        Button export = button("compare-export", "Export picture…", this::export);
        export.disableProperty().bind(model.foundProperty().map(List::isEmpty));
        Button command = button("compare-command", "Copy as command", files::copyCommand);
        command.setTooltip(new Tooltip("Copies the command line that computes the same"));
        command.disableProperty().bind(model.resultProperty().isNull());
        HBox space = new HBox();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new ToolBar(add, test, evaluate, space, between(), command, export);
    }

    private void export() {
        files.export(
                PlaneLook.of(display.colorMapProperty().get()),
                made.get(0).surface().view());
    }

    private Button between() {
        Button button = button("compare-between", "", between);
        button.textProperty().bind(model.foundProperty().map(found -> switch (found.size()) {
            case 0, 1, 2 -> "Curve between the two";
            case 3 -> "Plane through the three";
            default -> "Plane through the first three";
        }));
        button.setTooltip(new Tooltip("Over the landscape of the main window, for models of one architecture"));
        button.disableProperty().bind(model.joinableProperty().not());
        return button;
    }

    private void evaluateOrCancel() {
        if (model.runningProperty().get()) {
            model.cancel();
        } else {
            model.evaluateAnew();
        }
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Node settings() {
        WholeNumberSpinner seed = new WholeNumberSpinner("compare-seed");
        seed.setRange(0, 1_000_000, (int) model.seedProperty().get(), 1);
        seed.valueProperty()
                .addListener((property, old, now) -> model.seedProperty().set(now));
        WholeNumberSpinner cells = new WholeNumberSpinner("compare-resolution");
        cells.bind(model.resolutionProperty(), 5, MOST_CELLS, 2);
        seed.setPrefWidth(90);
        cells.setPrefWidth(80);
        DecimalField range = new DecimalField("compare-range", model.rangeProperty(), v -> v > 0 && v < 1e6, "Above 0");
        Switch curvature = new Switch("compare-curvature", "λmax (slow)");
        curvature.selectedProperty().bindBidirectional(model.curvatureProperty());
        Switch logarithmic = new Switch("compare-log", "Logarithmic loss");
        logarithmic.selectedProperty().bindBidirectional(model.logarithmicProperty());
        ToolBar bar = new ToolBar(
                explained(seed, "Seed", "Of the random directions of every model"),
                seed,
                explained(range, "Range", "How far each plane reaches, in units of its filter-normalised directions"),
                range,
                explained(cells, "Cells", "Along each side of each plane"),
                cells,
                curvature,
                logarithmic,
                statistics());
        return bar;
    }

    private Node statistics() {
        return StatisticsField.of(
                "compare-batch-norm",
                List.of(StatisticsPolicy.OWN, StatisticsPolicy.RECOMPUTE),
                "each model's",
                "held over each model's plane at those of the model, and on the line between two at what lies between theirs",
                model.statisticsProperty(),
                model.normalizesProperty());
    }

    private static Label explained(Node control, String text, String meaning) {
        Label label = new Label(text);
        label.setLabelFor(control);
        label.setTooltip(new Tooltip(meaning));
        return label;
    }

    /** Makes the plots of loss and accuracy along the line between two models, and its barrier in words. */
    private Node line() {
        CurvePlot losses = new CurvePlot(
                "compare-line-plot",
                new CurvePlot.Words("Loss along the line", "from the first to the second", "loss"),
                display.darkProperty());
        CurvePlot accuracies = new CurvePlot(
                "compare-line-accuracy",
                new CurvePlot.Words("Accuracy along the line", "from the first to the second", "accuracy, %"),
                display.darkProperty());
        HBox plots = new HBox(12, losses, accuracies);
        for (CurvePlot plot : List.of(losses, accuracies)) {
            plot.setPrefWidth(PLOT_WIDTH);
            HBox.setHgrow(plot, Priority.ALWAYS);
        }
        WrappedText words = new WrappedText("compare-line");
        VBox box = new VBox(2, words, plots);
        box.managedProperty().bind(box.visibleProperty());
        Consumer<Line.Result> show = line -> {
            box.setVisible(line != null);
            if (line != null) {
                words.setText(ComparisonWords.of(line));
                losses.show(curves("loss", line, Line.Side::losses));
                Shown.set(accuracies, line.train().isClassified());
                accuracies.show(curves("accuracy, %", line, CompareView::percentages));
            }
        };
        model.lineProperty().addListener((property, old, now) -> show.accept(now));
        show.accept(model.lineProperty().get());
        return box;
    }

    private static double[] percentages(Line.Side side) {
        return Arrays.stream(side.accuracies()).map(share -> 100 * share).toArray();
    }

    /**
     * Returns the curves of a quantity along the line.
     *
     * @param what is measured
     */
    private static List<LinesPlot.Curve> curves(String what, Line.Result line, Function<Line.Side, double[]> values) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        double[] positions = line.train().positions();
        curves.add(new LinesPlot.Curve("training " + what, positions, values.apply(line.train()), false));
        line.test()
                .ifPresent(
                        side -> curves.add(new LinesPlot.Curve("test " + what, positions, values.apply(side), true)));
        return curves;
    }

    /** Says what is compared and how. */
    private Node subject() {
        Hint subject = Hint.withId("compare-subject");
        subject.setMaxWidth(Double.MAX_VALUE);
        subject.follow(model.foundProperty()
                .map(found -> ComparisonSubject.of(model.comparisonProperty().get(), found)));
        return subject;
    }

    private Node words() {
        WrappedText words = new WrappedText("compare-words", "in-words");
        words.setMaxWidth(Double.MAX_VALUE);
        words.follow(model.foundProperty().map(models -> ComparisonWords.of(models)));
        return words;
    }

    private Node notices() {
        WrappedText notices = new WrappedText("compare-notices");
        notices.follow(model.noticesProperty());
        return notices;
    }

    private Node status() {
        Label text = new Label();
        text.setId("compare-status");
        text.textProperty().bind(model.statusProperty());
        ProgressBar progress = new ProgressBar();
        progress.setId("compare-progress");
        progress.progressProperty().bind(model.progressProperty());
        progress.visibleProperty().bind(model.runningProperty());
        HBox bar = new HBox(10, progress, text);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("status-bar");
        return bar;
    }
}
