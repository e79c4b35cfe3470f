package io.orograph.ui.runs;

import io.orograph.objective.Evaluation;
import io.orograph.plot.Rgb;
import io.orograph.plot.Ticks;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunOverlay;
import io.orograph.study.runs.RunSettings;
import io.orograph.study.runs.TrainingWords;
import io.orograph.training.TrainingPoint;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.runs.RunsModel.Listed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import javafx.util.StringConverter;

/**
 * The runs as a table: a tick in the colour of its curve, a star, its name, what it was and where it ended. Double click or F2
 * renames, Space ticks, S stars, Delete deletes what is ticked.
 */
final class RunsTable extends TableView<Listed> {

    private static final int DIGITS = 4;

    private final RunsModel model;

    /** The runs of the list, as they were when nobody typed. */
    private final ObservableList<Listed> shown = FXCollections.observableArrayList();

    RunsTable(RunsModel model) {
        this.model = model;
        setId("runs-table");
        setEditable(true);
        setAccessibleText(
                "Runs; Space ticks the chosen one, S stars it, F2 renames it, Delete deletes the ticked ones");
        Label none = new Label("Each training of the window is listed here, and each record that is imported");
        none.setWrapText(true);
        setPlaceholder(none);
        shown.setAll(model.runs());
        model.runs().addListener((InvalidationListener) observed -> follow());
        // A change of the list would take the field away in which a person types.
        editingCellProperty().addListener((property, was, is) -> Platform.runLater(this::follow));
        SortedList<Listed> sorted = new SortedList<>(shown);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns().add(ticks());
        getColumns().add(stars());
        getColumns().add(names());
        getColumns().add(text("State", 66, listed -> listed.run().state().words()));
        getColumns().add(text("Optimiser", 96, listed -> optimizer(listed.run())));
        getColumns().add(number("η", 54, run -> of(run, TrainingWords::learningRate)));
        getColumns().add(number("Batch", 52, run -> of(run, words -> (double) words.batch())));
        getColumns().add(number("Seed", 46, run -> of(run, words -> (double) words.seed())));
        getColumns().add(number("Steps", 56, run -> Optional.of((double) run.steps())));
        getColumns()
                .add(number(
                        "Loss",
                        72,
                        run -> run.curves().last().map(point -> point.train().loss())));
        getColumns().add(number("Held out", 72, run -> heldOut(run).map(Evaluation::loss)));
        getColumns().add(number("Accuracy %", 76, run -> accuracy(run).map(share -> 100 * share)));
        getColumns()
                .add(number("λmax", 60, run -> run.curves().lastSharpness().map(SharpnessPoint::largestEigenvalue)));
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** Shows the list as it is, unless a name is being typed; what is not changed stays, and is chosen as it was. */
    private void follow() {
        if (getEditingCell() != null) {
            return;
        }
        List<Listed> now = model.runs();
        Set<String> ids = now.stream().map(each -> each.run().id()).collect(Collectors.toSet());
        shown.removeIf(each -> !ids.contains(each.run().id()));
        for (int i = 0; i < now.size(); i++) {
            boolean same = i < shown.size()
                    && shown.get(i).run().id().equals(now.get(i).run().id());
            if (!same) {
                shown.add(i, now.get(i));
            } else if (shown.get(i) != now.get(i)) {
                shown.set(i, now.get(i));
            }
        }
    }

    private static Optional<Evaluation> heldOut(Run run) {
        return run.curves().last().map(TrainingPoint::validation);
    }

    /** Of the held-out samples where there are any. */
    private static Optional<Double> accuracy(Run run) {
        return heldOut(run)
                .or(() -> run.curves().last().map(TrainingPoint::train))
                .map(Evaluation::accuracy);
    }

    private static Optional<Double> of(Run run, Function<TrainingWords, Double> value) {
        return run.settings().map(RunSettings::training).map(value);
    }

    private static String optimizer(Run run) {
        return run.settings()
                .map(RunSettings::training)
                .map(words -> words.ascent().equals("none")
                        ? words.optimizer()
                        : words.ascent().toUpperCase(Locale.ROOT) + " on " + words.optimizer())
                .orElse("");
    }

    private void pressed(KeyEvent event) {
        Listed chosen = getSelectionModel().getSelectedItem();
        if (event.getTarget() != this || chosen == null) {
            return;
        }
        if (event.getCode() == KeyCode.SPACE) {
            model.tick(chosen, !chosen.ticked());
        } else if (event.getCode() == KeyCode.S) {
            model.star(chosen);
        } else if (event.getCode() == KeyCode.F2) {
            edit(getSelectionModel().getSelectedIndex(), getColumns().get(2));
        } else if (event.getCode() == KeyCode.DELETE) {
            model.deleteTicked();
        } else {
            return;
        }
        event.consume();
    }

    private TableColumn<Listed, Listed> ticks() {
        TableColumn<Listed, Listed> column = column("", 52);
        CheckBox all = new CheckBox();
        all.setId("runs-tick-all");
        all.setTooltip(new Tooltip("Tick all, or none"));
        all.setSelected(true);
        all.setOnAction(event -> model.tickAll(all.isSelected()));
        column.setGraphic(all);
        column.setSortable(false);
        column.setCellFactory(of -> new TickCell());
        return column;
    }

    /** A box, and the colour of the curve. */
    private final class TickCell extends TableCell<Listed, Listed> {

        private final CheckBox box = new CheckBox();
        private final Circle swatch = new Circle(5);
        private final HBox both = new HBox(5, box, swatch);

        TickCell() {
            both.setAlignment(Pos.CENTER_LEFT);
            box.setOnAction(event -> model.tick(getItem(), box.isSelected()));
        }

        @Override
        protected void updateItem(Listed listed, boolean empty) {
            super.updateItem(listed, empty);
            setGraphic(empty ? null : both);
            if (!empty) {
                Rgb color = new Rgb(RunOverlay.argb(listed.number()));
                swatch.setFill(FxPen.color(color));
                box.setSelected(listed.ticked());
                box.setAccessibleText("Draw " + listed.run().name());
            }
        }
    }

    private TableColumn<Listed, Listed> stars() {
        TableColumn<Listed, Listed> column = column("★", 30);
        column.setSortable(false);
        column.setCellFactory(of -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER);
                setContentDisplay(ContentDisplay.TEXT_ONLY);
                setOnMouseClicked(event -> {
                    if (getItem() != null) {
                        model.star(getItem());
                    }
                });
            }

            @Override
            protected void updateItem(Listed listed, boolean empty) {
                super.updateItem(listed, empty);
                setText(empty ? null : listed.run().starred() ? "★" : "☆");
                setAccessibleText(empty ? null : listed.run().starred() ? "starred" : "without a star");
            }
        });
        return column;
    }

    private TableColumn<Listed, String> names() {
        TableColumn<Listed, String> column =
                text("Name", 220, listed -> listed.run().name());
        column.setEditable(true);
        column.setCellFactory(TextFieldTableCell.forTableColumn(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name;
            }

            @Override
            public String fromString(String typed) {
                return typed;
            }
        }));
        column.setOnEditCommit(event -> {
            model.rename(event.getRowValue(), event.getNewValue());
            refresh();
        });
        return column;
    }

    private static TableColumn<Listed, Listed> column(String title, double width) {
        TableColumn<Listed, Listed> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setMinWidth(width);
        column.setMaxWidth(width);
        column.setResizable(false);
        column.setEditable(false);
        return column;
    }

    private static TableColumn<Listed, String> text(String title, double width, Function<Listed, String> text) {
        TableColumn<Listed, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.setEditable(false);
        return column;
    }

    private static TableColumn<Listed, Double> number(
            String title, double width, Function<Run, Optional<Double>> value) {
        TableColumn<Listed, Double> column = new TableColumn<>(title);
        column.setCellValueFactory(cell ->
                new ReadOnlyObjectWrapper<>(value.apply(cell.getValue().run()).orElse(Double.NaN)));
        column.setPrefWidth(width);
        column.setEditable(false);
        column.getStyleClass().add("number-column");
        column.setCellFactory(of -> new TableCell<>() {
            {
                setAlignment(Pos.CENTER_RIGHT);
            }

            @Override
            protected void updateItem(Double number, boolean empty) {
                super.updateItem(number, empty);
                setText(empty || Double.isNaN(number) ? null : Ticks.number(number, DIGITS));
            }
        });
        return column;
    }
}
