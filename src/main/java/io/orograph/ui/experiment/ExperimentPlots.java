package io.orograph.ui.experiment;

import io.orograph.choice.Named;
import io.orograph.plot.PhasePlot;
import io.orograph.plot.ScatterPlot;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.sweep.Gap;
import io.orograph.study.sweep.GeneralizationPlot;
import io.orograph.study.sweep.PhaseDiagram;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.study.sweep.SweptQuantity;
import io.orograph.ui.display.PlotView;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The plots of an experiment: a measure against a gap, a point a network; or a quantity over two hyper-parameters. */
final class ExperimentPlots extends VBox {

    private final ExperimentModel model;
    private final PlotView plot;
    private final WrappedText words = new WrappedText("experiment-words");
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.POINTS);
    private final TitledComboBox<SharpnessMeasure> measures = TitledComboBox.of("experiment-measure", List.of());
    private final TitledComboBox<Gap> gaps = TitledComboBox.of("experiment-gap", List.of(Gap.values()));
    private final TitledComboBox<SweptQuantity> quantities = TitledComboBox.of("experiment-quantity", List.of());
    private final ComboBox<String> across = new ComboBox<>();
    private final ComboBox<String> up = new ComboBox<>();

    /** What is drawn. */
    private enum Kind implements Named {
        POINTS("Sharpness against generalisation"),
        COLORS("Two hyper-parameters");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String label() {
            return name();
        }

        @Override
        public String title() {
            return title;
        }
    }

    ExperimentPlots(ExperimentModel model, ObservableValue<Boolean> dark) {
        super(6);
        this.model = model;
        this.plot = new PlotView("Runs with test data appear here as they end", false, dark);
        across.setId("experiment-across");
        up.setId("experiment-up");
        gaps.setValue(Gap.LOSS);
        measures.setMaxWidth(320);
        measures.setPrefWidth(280);
        quantities.setPrefWidth(160);
        TitledComboBox<Kind> kinds =
                TitledComboBox.of("experiment-kind", List.of(Kind.values())).bound(kind);
        HBox points = row(measures, label("against", gaps), gaps);
        HBox colors = row(quantities, label("over", across), across, label("and", up), up);
        getChildren().addAll(row(kinds, points, colors), plot, words);
        setPadding(new Insets(4, 10, 4, 10));
        plot.setId("experiment-plot");
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.setMinHeight(140);
        setVgrow(plot, Priority.ALWAYS);
        InvalidationListener changed = observed -> show();
        List.of(kind, measures.valueProperty(), gaps.valueProperty(), quantities.valueProperty())
                .forEach(each -> each.addListener(changed));
        List.of(across.valueProperty(), up.valueProperty()).forEach(each -> each.addListener(changed));
        model.results().outcomesProperty().addListener(observed -> {
            offer();
            show();
        });
        kind.addListener((property, old, now) -> {
            Shown.set(points, now == Kind.POINTS);
            Shown.set(colors, now == Kind.COLORS);
        });
        // Nothing to choose from before there is a run.
        List.of(points, colors)
                .forEach(row -> row.disableProperty()
                        .bind(model.results().reportProperty().isNull()));
        Shown.set(colors, false);
        show();
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label label(String text, ComboBox<?> of) {
        Label label = new Label(text);
        label.setLabelFor(of);
        return label;
    }

    /** Offers what the outcomes have; what was chosen stays where it is still there. */
    private void offer() {
        SweepReport report = model.results().reportProperty().get();
        if (report == null) {
            return;
        }
        choose(measures, model.results().taken(), usual(model.results().taken()));
        choose(quantities, SweptQuantity.all(report.outcomes()), 0);
        List<String> axes = PhaseDiagram.axes(report);
        choose(across, axes, 0);
        choose(up, axes, 1);
        if (Objects.equals(across.getValue(), up.getValue())) {
            // The first runs may differ along one axis alone.
            axes.stream()
                    .filter(axis -> !axis.equals(across.getValue()))
                    .findFirst()
                    .ifPresent(up::setValue);
        }
    }

    private static int usual(List<SharpnessMeasure> all) {
        return Math.max(0, names(all).indexOf("lambda-max"));
    }

    private static <T> void choose(ComboBox<T> box, List<T> all, int usual) {
        if (all.size() == box.getItems().size() && names(all).equals(names(box.getItems()))) {
            return;
        }
        String before = name(box.getValue());
        box.getItems().setAll(all);
        box.setValue(all.stream()
                .filter(each -> name(each).equals(before))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(Math.min(usual, all.size() - 1))));
    }

    private static List<String> names(List<?> of) {
        return of.stream().map(ExperimentPlots::name).toList();
    }

    private static String name(Object of) {
        return of instanceof Named named ? named.label() : Objects.toString(of, "");
    }

    private void show() {
        if (kind.get() == Kind.COLORS) {
            showColors();
        } else {
            showPoints();
        }
    }

    private void showPoints() {
        List<SweptOutcome> outcomes = model.results().outcomesProperty().get();
        SharpnessMeasure measure = measures.getValue();
        Gap gap = gaps.getValue();
        if (measure == null || gap == null) {
            say(null, "");
            return;
        }
        ScatterPlot scatter = GeneralizationPlot.of(outcomes, measure.label(), gap);
        String said = GeneralizationPlot.words(outcomes, measure.label(), gap);
        plot.show(scatter.isEmpty() ? null : scatter, model.results().provenance());
        say(measure.title() + " against " + gap.title(), said);
    }

    private void showColors() {
        SweepReport report = model.results().reportProperty().get();
        SweptQuantity quantity = quantities.getValue();
        if (report == null || quantity == null) {
            say(null, "");
            return;
        }
        if (across.getValue() == null
                || up.getValue() == null
                || across.getValue().equals(up.getValue())) {
            say(null, "Two hyper-parameters that differ among the settings make a plane of colours");
            return;
        }
        PhasePlot phase = PhaseDiagram.of(report, across.getValue(), up.getValue(), quantity);
        plot.show(phase.isEmpty() ? null : phase, model.results().provenance());
        say(phase.title(), phase.caption());
    }

    private void say(String title, String said) {
        if (title == null) {
            plot.show(null);
        }
        words.setText(said);
        plot.setAccessibleText(title == null ? said : title + ": " + said);
    }
}
