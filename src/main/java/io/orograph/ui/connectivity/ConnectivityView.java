package io.orograph.ui.connectivity;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.PlanePath;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.Ticks;
import io.orograph.study.Connection;
import io.orograph.ui.evaluation.StatisticsField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Reveal;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitleRow;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.training.CurvePlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for what lies between models, says how far it is, and tells what was found: losses, barriers, a small plot. */
public final class ConnectivityView extends VBox {

    private static final String PLANE = "Evaluates the plane through the open model and two others";
    private static final String CURVE = "Trains a curve of low loss from the open model to another";

    private final ConnectivityModel model;
    private final CurvePlot plot;
    private final Label title = new WrappedText("between-title", "caption");
    private final Label statistics = Hint.withId("between-statistics");
    private final Label notices = Hint.withId("between-notices");
    private final GridPane numbers = new GridPane();
    private final VBox found;

    /**
     * Makes the view of what lies between models.
     *
     * @param dark whether the dark look is on
     */
    public ConnectivityView(ConnectivityFiles files, ObservableValue<Boolean> dark) {
        super(8);
        this.model = files.model();
        this.plot = new CurvePlot(
                "between-losses",
                new CurvePlot.Words("Losses between two models", "t: 0 at the first model, 1 at the second", "loss"),
                dark);
        getStyleClass().add("pane-content");
        numbers.setId("between-numbers");
        numbers.setHgap(10);
        numbers.setVgap(2);
        WrappedText holes = new WrappedText("between-holes", "notice");
        holes.follow(model.holesProperty());
        found = new VBox(6, title, statistics, holes, numbers, plot, notices);
        getChildren()
                .addAll(
                        head(),
                        button("between-plane", "Plane through three models…", PLANE, files::choosePlane),
                        button("between-curve", "Curve between two models…", CURVE, files::chooseCurve),
                        test(files),
                        statistics(),
                        running(),
                        found);
        model.shownProperty().addListener((property, old, now) -> show(now));
        model.runningProperty().addListener((property, was, is) -> {
            if (is) {
                Reveal.bringForward(this);
            }
        });
        show(null);
    }

    private static TitleRow head() {
        Help help = new Help(
                "what lies between models",
                "The plane through three models A, B, C has A at its origin, its first axis along B − A, and distances"
                        + " as in weight space. The curve is φ(t) = (1 − t)²·A + 2t(1 − t)·θ + t²·B; its bend θ is"
                        + " trained to make the mean loss over t small, with the optimiser, rate, batch, epochs and"
                        + " seed that are chosen for training. If the loss stays low along it while it rises on the"
                        + " straight line, the two models lie in one connected valley.\n\nA barrier is the largest rise"
                        + " of the loss above the straight line between the losses of the two models.",
                "Garipov et al. 2018, arXiv:1802.10026; Frankle et al. 2020, arXiv:1912.05671");
        return new TitleRow(new Heading("Between models"), help);
    }

    private Button button(String id, String text, String meaning, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(meaning));
        button.setOnAction(event -> action.run());
        button.disableProperty().bind(model.readyProperty().not());
        return button;
    }

    private HBox test(ConnectivityFiles files) {
        Label name = new Label();
        name.setId("between-test-name");
        name.getStyleClass().add("hint");
        name.textProperty()
                .bind(model.testProperty().map(ConnectivityView::testText).orElse("No test data for the curve"));
        Hyperlink other = new Hyperlink("Choose…");
        other.setId("between-test");
        other.setMinWidth(Region.USE_PREF_SIZE);
        other.setOnAction(event -> {
            other.setVisited(false);
            files.chooseTest();
        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(6, name, gap, other);
        row.setAlignment(Pos.BASELINE_LEFT);
        return row;
    }

    private Field statistics() {
        return StatisticsField.of(
                "between-batch-norm",
                List.of(StatisticsPolicy.values()),
                "each model's",
                "each model at its place as it is by itself, and between and beyond the models what lies between or beyond"
                        + " their statistics; far beyond, where a variance would be negative, there is no loss",
                model.statisticsProperty(),
                model.normalizesProperty());
    }

    private static String testText(DataSource source) {
        return "Test data: " + FileName.of(source.path());
    }

    private VBox running() {
        Hint status = Hint.withId("between-status");
        status.follow(model.statusProperty());
        return new VBox(
                4,
                new RunningRow(model.runningProperty(), model.progressProperty())
                        .withCancel("between-cancel", model::cancel),
                status);
    }

    private void show(ConnectivityResult now) {
        Shown.set(found, now != null);
        if (now == null) {
            return;
        }
        title.setText(now.section().section().title());
        statistics.setText(now.statisticsText()
                .map(text -> "Batch normalisation by " + text)
                .orElse(""));
        Shown.set(statistics, now.statisticsText().isPresent());
        notices.setText(String.join("\n", now.notices()));
        Shown.set(notices, !now.notices().isEmpty());
        Shown.set(plot, now.connection().isPresent());
        if (now.connection().isEmpty()) {
            fill(
                    List.of("", "loss", "accuracy"),
                    modelRows(now.section().section().path().orElseThrow().points()));
        } else {
            fill(List.of("", "curve", "line"), barrierRows(now.connection().get()));
            plot.show(curves(now.connection().get()));
        }
    }

    private static List<List<String>> modelRows(List<PlanePath.Point> models) {
        List<List<String>> rows = new ArrayList<>();
        for (PlanePath.Point model : models) {
            double accuracy = model.loss().accuracy();
            rows.add(List.of(
                    model.name(),
                    number(model.loss().loss()),
                    Double.isNaN(accuracy) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * accuracy)));
        }
        return rows;
    }

    private static List<List<String>> barrierRows(Connection.Result connection) {
        List<List<String>> rows = new ArrayList<>(rows("", connection.train()));
        connection.test().ifPresent(test -> rows.addAll(rows(", test", test)));
        return rows;
    }

    private static List<List<String>> rows(String data, Connection.Side side) {
        return List.of(
                List.of("Barrier" + data, number(side.curveBarrier()), number(side.lineBarrier())),
                List.of("Highest loss" + data, number(side.curveHighest()), number(side.lineHighest())));
    }

    private static String number(double value) {
        return Ticks.number(value, 3);
    }

    private void fill(List<String> heads, List<List<String>> rows) {
        numbers.getChildren().clear();
        ColumnConstraints captions = new ColumnConstraints();
        captions.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHalignment(HPos.RIGHT);
        values.setMinWidth(USE_PREF_SIZE);
        numbers.getColumnConstraints().setAll(captions, values, values);
        numbers.addRow(0, cells(heads, true));
        for (int i = 0; i < rows.size(); i++) {
            numbers.addRow(i + 1, cells(rows.get(i), false));
        }
    }

    private static Label[] cells(List<String> texts, boolean head) {
        Label[] cells = new Label[texts.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Label(texts.get(i));
            cells[i].getStyleClass().add(head || i == 0 ? "hint" : "compared-value");
        }
        return cells;
    }

    /** Returns full lines for the curve, broken ones for the straight line; one colour for each set of data. */
    private static List<LinesPlot.Curve> curves(Connection.Result connection) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        double[] t = connection.train().positions();
        curves.add(new LinesPlot.Curve("curve", t, connection.train().curve(), false));
        curves.add(new LinesPlot.Curve("line", t, connection.train().line(), false).broken());
        connection.test().ifPresent(test -> {
            curves.add(new LinesPlot.Curve("curve, test", t, test.curve(), true));
            curves.add(new LinesPlot.Curve("line, test", t, test.line(), true).broken());
        });
        return curves;
    }
}
