package io.orograph.ui.pins;

import io.orograph.landscape.Landscape;
import io.orograph.plot.Ticks;
import io.orograph.ui.form.Icon;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.form.Shown;
import io.orograph.ui.heatmap.Reading;
import io.orograph.ui.heatmap.ReadingText;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The pins in a line each with name, place and loss, and the distances between them; not there while there is no pin. */
public final class PinsView extends VBox {

    private static final int DIGITS = 3;
    private static final int NAME_COLUMNS = 5;

    private final PinsModel model;
    private final FlowPane points = new FlowPane(14, 4);
    private final FlowPane distances = new FlowPane(14, 2);

    /**
     * Makes a view.
     *
     * @param landscape that is shown, whose losses change while it is evaluated
     */
    public PinsView(PinsModel model, ObservableValue<Landscape> landscape) {
        super(2);
        this.model = model;
        setId("pins");
        getStyleClass().add("pins");
        points.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(points, distances);
        model.pinsProperty().addListener((property, old, now) -> fill());
        landscape.addListener((property, old, now) -> {
            if (now != null && !model.pinsProperty().get().isEmpty()) {
                fill();
            }
        });
        fill();
    }

    private void fill() {
        List<Pin> pins = model.pinsProperty().get();
        Shown.set(this, !pins.isEmpty());
        List<Node> nodes = new ArrayList<>(pins.stream().map(this::row).toList());
        if (pins.size() > 1) {
            Hyperlink clear = new Hyperlink("Remove all");
            clear.setId("pins-clear");
            clear.setOnAction(event -> model.clear());
            nodes.add(clear);
        }
        points.getChildren().setAll(nodes);
        distances.getChildren().clear();
        for (int i = 0; i < pins.size(); i++) {
            for (int j = i + 1; j < pins.size(); j++) {
                distances.getChildren().add(between(pins.get(i), pins.get(j)));
            }
        }
        Shown.set(distances, pins.size() > 1);
    }

    private HBox row(Pin pin) {
        TextField name = new TextField(pin.name());
        name.setId("pin-" + pin.name());
        name.setPrefColumnCount(Math.max(NAME_COLUMNS, pin.name().length()));
        name.setTooltip(new Tooltip("The name of this point; Enter takes a new one"));
        name.setAccessibleText("Name of point " + pin.name());
        name.setOnAction(event -> model.rename(pin, name.getText()));
        name.focusedProperty().addListener((property, was, is) -> {
            if (was) {
                name.setText(pin.name());
            }
        });
        IconButton remove =
                new IconButton("pin-remove-" + pin.name(), Icon.CLOSE, "Remove this point", () -> model.remove(pin));
        HBox row = new HBox(4, name, new Label(text(pin)), remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private String text(Pin pin) {
        Landscape landscape = model.landscape();
        if (landscape == null) {
            return "";
        }
        ReadingText reading = ReadingText.of(Reading.at(landscape, pin.at()), landscape);
        return "(" + reading.alpha() + ", " + reading.beta() + ") loss " + reading.loss();
    }

    private Label between(Pin one, Pin other) {
        PinsModel.Distance distance = model.distance(one, other);
        Label label = new Label(one.name() + " – " + other.name() + ": "
                + Ticks.number(distance.inPlane(), DIGITS) + " in the plane"
                + (Double.isNaN(distance.inWeights())
                        ? ""
                        : ", " + Ticks.number(distance.inWeights(), DIGITS) + " in weight space"));
        label.getStyleClass().add("hint");
        return label;
    }
}
