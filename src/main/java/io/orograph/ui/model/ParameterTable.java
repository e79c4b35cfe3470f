package io.orograph.ui.model;

import io.orograph.file.Excerpt;
import io.orograph.model.ModelSummary;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableSet;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;

/**
 * Layers and their parameters as a tree, with a box on each to hold it fixed; the box of a layer holds all of its
 * parameters. A layer without parameters has no box, and neither has a tensor that is tied to a parameter. The last branch,
 * folded at first, has the tensors of real numbers
 * that are no parameters, each with the reason.
 */
final class ParameterTable extends TreeTableView<ParameterTable.Row> {

    private static final double HEIGHT = 162;
    private static final double NORM_WIDTH = 54;
    private static final double HOLD_WIDTH = 42;
    /** The share of its usual width that a column of text keeps at least. */
    private static final double LEAST_OF_WIDTH = 0.6;

    private static final String CONSTANTS = "Constants";

    private static final int LONGEST_NAME = 200;

    /**
     * A layer with the parameters that it owns, one parameter, the constants, or one of these.
     *
     * @param detail what is said behind the name
     * @param tensor name of the parameter or constant; null for a layer
     * @param parameters what its box holds
     * @param parts the names of the parts that it can be split into; empty if none show
     * @param isPart whether it is a part of a tensor that was split
     */
    record Row(
            String name,
            String detail,
            String shape,
            String norm,
            String tensor,
            List<String> parameters,
            String parts,
            boolean isPart) {

        Row(String name, String detail, String shape, String norm, String tensor, List<String> parameters) {
            this(name, detail, shape, norm, tensor, parameters, "", false);
        }

        Row {
            name = Excerpt.of(name, LONGEST_NAME);
            detail = Excerpt.of(detail, LONGEST_NAME);
        }

        boolean isConstant() {
            return tensor != null && parameters.isEmpty();
        }
    }

    private final ObservableSet<String> held;
    private Set<String> parts = Set.of();
    private final ReadOnlyObjectWrapper<Row> chosen = new ReadOnlyObjectWrapper<>(this, "chosen");

    ParameterTable(ObservableSet<String> held) {
        this.held = held;
        setId("parameter-table");
        setShowRoot(false);
        setPrefHeight(HEIGHT);
        setMinHeight(HEIGHT / 2);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        getColumns().add(nameColumn());
        getColumns().add(textColumn("Shape", 84, row -> row.shape()));
        getColumns().add(fixed(textColumn("Norm", NORM_WIDTH, row -> row.norm()), NORM_WIDTH));
        getColumns().add(fixed(holdColumn(), HOLD_WIDTH));
        setAccessibleText("Layers and parameters; Space holds the chosen one fixed");
        setOnKeyPressed(event -> {
            TreeItem<Row> chosen = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && chosen != null) {
                toggle(chosen.getValue());
                event.consume();
            }
        });
        setPlaceholder(new Label("No layers"));
        getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            boolean isTensor = now != null && now.getValue().tensor() != null;
            chosen.set(isTensor ? now.getValue() : null);
        });
    }

    /** Returns the selected parameter or constant; null while none is selected. */
    ReadOnlyObjectProperty<Row> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Fixes the width of a column, which leaves the rest to names and shapes. */
    private static <T> TreeTableColumn<Row, T> fixed(TreeTableColumn<Row, T> column, double width) {
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        return column;
    }

    private TreeTableColumn<Row, String> nameColumn() {
        TreeTableColumn<Row, String> column =
                textColumn("Layer", 112, row -> row.detail().isEmpty() ? row.name() : row.name() + "  " + row.detail());
        getSortOrder().clear();
        setTreeColumn(column);
        return column;
    }

    private static TreeTableColumn<Row, String> textColumn(
            String title, double width, java.util.function.Function<Row, String> text) {
        TreeTableColumn<Row, String> column = new TreeTableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(LEAST_OF_WIDTH * width);
        column.setSortable(false);
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue().getValue())));
        column.setCellFactory(treeColumn -> new TreeTableCell<>() {
            @Override
            protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                setTooltip(empty || item.isEmpty() ? null : new Tooltip(item));
            }
        });
        return column;
    }

    /** Makes the column whose values are how many of a row's parameters are held. */
    private TreeTableColumn<Row, Long> holdColumn() {
        TreeTableColumn<Row, Long> column = new TreeTableColumn<>("Hold");
        column.setSortable(false);
        column.setCellValueFactory(cell -> {
            List<String> parameters = cell.getValue().getValue().parameters();
            return Bindings.createObjectBinding(
                    () -> parameters.stream().filter(held::contains).count(), held);
        });
        column.setCellFactory(treeColumn -> new HoldCell());
        return column;
    }

    /** Holds all of a row's parameters, or none if all are held. */
    private void toggle(Row row) {
        if (held.containsAll(row.parameters())) {
            row.parameters().forEach(held::remove);
        } else {
            held.addAll(row.parameters());
        }
    }

    /** The box. */
    private final class HoldCell extends TreeTableCell<Row, Long> {

        private final CheckBox box = new CheckBox();

        HoldCell() {
            // Space on the row does the same; a stop at every box would make Tab useless.
            box.setFocusTraversable(false);
            box.setOnAction(event -> toggle(getTableRow().getItem()));
        }

        @Override
        protected void updateItem(Long count, boolean empty) {
            super.updateItem(count, empty);
            Row row = empty || getTableRow() == null ? null : getTableRow().getItem();
            if (row == null || count == null || row.parameters().isEmpty()) {
                setGraphic(null);
                return;
            }
            box.setIndeterminate(count > 0 && count < row.parameters().size());
            box.setSelected(count == row.parameters().size());
            box.setAccessibleText("Hold " + row.name() + " fixed");
            box.setTooltip(new Tooltip("Hold " + row.name() + " fixed: the directions leave it as it is"));
            setGraphic(box);
        }
    }

    /** Shows a model's layers. A parameter that several layers share is listed under the first. */
    void show(ModelSummary summary) {
        boolean wereShown = getRoot() != null
                && getRoot().getChildren().stream()
                        .anyMatch(item ->
                                item.isExpanded() && item.getValue().name().equals(CONSTANTS));
        Row before = chosen.get();
        parts = summary.split().stream()
                .flatMap(split -> split.parts().stream())
                .collect(Collectors.toSet());
        TreeItem<Row> root = new TreeItem<>(new Row("", "", "", "", null, List.of()));
        Set<String> listed = new HashSet<>();
        for (ModelSummary.Layer layer : summary.layers()) {
            List<ModelSummary.Weight> own = new ArrayList<>();
            for (ModelSummary.Weight weight : summary.weights()) {
                if (layer.weights().contains(weight.name()) && listed.add(weight.name())) {
                    own.add(weight);
                }
            }
            root.getChildren().add(item(layer, own));
        }
        for (ModelSummary.Weight weight : summary.weights()) {
            if (!listed.contains(weight.name())) {
                root.getChildren().add(item(weight));
            }
        }
        summary.tied().forEach(tied -> root.getChildren().add(item(tied)));
        if (!summary.constants().isEmpty()) {
            root.getChildren().add(constants(summary.constants(), wereShown));
        }
        setRoot(root);
        if (before != null) {
            select(root, before.tensor());
        }
    }

    private static TreeItem<Row> constants(List<ModelSummary.Constant> constants, boolean expanded) {
        String count = "(" + constants.size() + ")";
        TreeItem<Row> all = new TreeItem<>(new Row(CONSTANTS, count, "not in θ", "", null, List.of()));
        for (ModelSummary.Constant constant : constants) {
            String reason = "(" + constant.reason() + ")";
            all.getChildren()
                    .add(new TreeItem<>(
                            new Row(constant.name(), reason, text(constant.shape()), "", constant.name(), List.of())));
        }
        all.setExpanded(expanded);
        return all;
    }

    /** Selects a tensor again after the table was made anew; nothing where it is folded away or gone. */
    private void select(TreeItem<Row> branch, String tensor) {
        for (TreeItem<Row> item : branch.getChildren()) {
            if (tensor.equals(item.getValue().tensor()) && branch.isExpanded()) {
                getSelectionModel().select(item);
            }
            select(item, tensor);
        }
    }

    private TreeItem<Row> item(ModelSummary.Layer layer, List<ModelSummary.Weight> own) {
        String shape = layer.outputShape().map(ParameterTable::sampleText).orElse("");
        List<String> names = own.stream().map(ModelSummary.Weight::name).toList();
        TreeItem<Row> item = new TreeItem<>(new Row(layer.type(), shortName(layer.name()), shape, "", null, names));
        own.forEach(weight -> item.getChildren().add(item(weight)));
        item.setExpanded(true);
        return item;
    }

    private TreeItem<Row> item(ModelSummary.Weight weight) {
        String name = weight.name();
        String norm = ModelView.norm(weight.norm());
        boolean isPart = parts.contains(name);
        return new TreeItem<>(
                new Row(name, "", text(weight.shape()), norm, name, List.of(name), weight.parts(), isPart));
    }

    /** Returns the row of a tensor that follows a parameter, which can be made one of its own. */
    private static TreeItem<Row> item(ModelSummary.Tied tied) {
        String detail = "(tied: is " + tied.text() + ")";
        return new TreeItem<>(new Row(tied.name(), detail, text(tied.shape()), "", tied.name(), List.of()));
    }

    /**
     * Returns the last part of a name such as {@code /layer1/conv/Conv}; nothing where that only repeats the operator.
     */
    private static String shortName(String name) {
        String[] parts = name.split("/");
        return parts.length > 1 ? parts[parts.length - 2] : name;
    }

    /**
     * Returns the shape of a layer's output for one sample: of the narrow column's room, none is spent on the free axis
     * of the batch.
     */
    private static String sampleText(List<Long> shape) {
        boolean isOfBatch = shape.size() > 1 && shape.get(0) == Shape.FREE;
        return text(isOfBatch ? shape.subList(1, shape.size()) : shape);
    }

    /** Returns a shape as papers write it, 6×28×28, which is the shortest. */
    private static String text(List<Long> shape) {
        return shape.isEmpty()
                ? "1"
                : shape.stream()
                        .map(axis -> axis == Shape.FREE ? "n" : String.valueOf(axis))
                        .collect(Collectors.joining("×"));
    }
}
