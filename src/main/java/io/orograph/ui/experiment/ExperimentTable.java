package io.orograph.ui.experiment;

import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweepReport.Row;
import io.orograph.study.sweep.SweepWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** The settings of an experiment with mean ± standard deviation over their seeds. */
final class ExperimentTable extends TableView<Row> {

    /** A mean with its deviation. */
    private static final double NUMBER_WIDTH = 148;

    private List<String> titles = List.of();

    ExperimentTable() {
        setId("experiment-table");
        setAccessibleText("Settings with mean and standard deviation over seeds");
        setPlaceholder(new Label("Each setting is listed here with its first run"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setMinHeight(110);
    }

    /** Has a double click on a setting, or Enter, do something. */
    void whenOpened(Runnable action) {
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY && isOnRow(event)) {
                action.run();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !getSelectionModel().isEmpty()) {
                event.consume();
                action.run();
            }
        });
    }

    private static boolean isOnRow(MouseEvent event) {
        return Stream.iterate(event.getPickResult().getIntersectedNode(), Objects::nonNull, Node::getParent)
                .anyMatch(node -> node instanceof TableRow<?> row && !row.isEmpty());
    }

    /** Shows a report; null for none. */
    void show(SweepReport report) {
        if (report == null) {
            getItems().clear();
            titles = List.of();
            getColumns().clear();
            return;
        }
        Set<String> axes = SweepWords.varied(report);
        Set<String> values = new LinkedHashSet<>();
        report.settings().forEach(row -> values.addAll(row.values().keySet()));
        List<String> now = new ArrayList<>(axes);
        now.add("runs");
        now.addAll(values);
        if (!now.equals(titles)) {
            titles = now;
            getColumns().clear();
            axes.forEach(axis -> getColumns()
                    .add(column(axis, row -> String.valueOf(row.place().getOrDefault(axis, "–")))));
            getColumns().add(column("runs", SweepWords::runs));
            values.forEach(value -> getColumns()
                    .add(column(
                            value.replace('_', ' '),
                            row -> SweepWords.text(row.values().get(value)))));
            getColumns().stream().skip(axes.size() + 1L).forEach(column -> column.setPrefWidth(NUMBER_WIDTH));
        }
        getItems().setAll(report.settings());
    }

    private static TableColumn<Row, String> column(String title, Function<Row, String> text) {
        TableColumn<Row, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        column.setPrefWidth(Math.max(70, Math.min(150, 10 * title.length() + 24)));
        return column;
    }
}
