package io.orograph.ui.curvature;

import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.Hutchinson;
import io.orograph.plot.Ticks;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The table of the parameters' blocks of the Hessian: the part of the trace and the largest eigenvalue of each. */
final class LayerTable extends TableView<LayerTable.Row> {

    private static final double HEIGHT = 190;
    private static final double NAME_WIDTH = 86;
    private static final double TRACE_WIDTH = 100;
    private static final double EIGENVALUE_WIDTH = 68;
    private static final String UNKNOWN = "–";

    /** A parameter, as it reads. */
    record Row(String name, String trace, String eigenvalue) {}

    LayerTable() {
        setId("layer-table");
        setAccessibleText("Curvature by layer");
        setMinWidth(0);
        setPrefHeight(HEIGHT);
        setMinHeight(HEIGHT);
        setPlaceholder(new Label("The parameters appear here"));
        getColumns().add(column("Parameter", Row::name, NAME_WIDTH));
        getColumns().add(column("Trace", Row::trace, TRACE_WIDTH));
        getColumns().add(column("λmax", Row::eigenvalue, EIGENVALUE_WIDTH));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private static TableColumn<Row, String> column(String title, Function<Row, String> text, double width) {
        TableColumn<Row, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        return column;
    }

    void show(CurvatureReading reading) {
        List<Row> rows = reading.trace() == null
                ? List.of()
                : reading.trace().parameters().entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue(), reading))
                        .toList();
        if (!rows.equals(getItems())) {
            getItems().setAll(rows);
        }
    }

    private static Row row(String name, Hutchinson.Estimate trace, CurvatureReading reading) {
        Eigenpair largest = reading.layers().get(name);
        return new Row(
                name,
                Ticks.measured(trace.mean(), trace.standardError(), 3),
                largest == null ? UNKNOWN : Ticks.number(largest.value(), 3));
    }
}
