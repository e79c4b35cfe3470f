package io.orograph.ui.main;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Quantity;
import io.orograph.plot.Ticks;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.form.TitledComboBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.controlsfx.control.SegmentedButton;

/**
 * The controls of how the landscape is drawn, for all plots at once: colours, scale of the loss, height, contours,
 * axes.
 */
final class DisplayBar extends ToolBar {

    private static final int SWATCH_HEIGHT = 10;

    DisplayBar(DisplaySettings display) {
        setId("display-bar");
        ToggleButton linear = new ToggleButton("Linear");
        ToggleButton log = new ToggleButton("Log");
        log.setId("log");
        log.setTooltip(new Tooltip("Heights and colours follow ln L; the numbers stay"));
        SegmentedButton scale = new SegmentedButton(linear, log);
        log.selectedProperty().bindBidirectional(display.logarithmicProperty());
        linear.setSelected(!log.isSelected());
        log.selectedProperty().addListener((property, was, is) -> linear.setSelected(!is));
        linear.setOnAction(event -> display.chooseLogarithmic(false));
        log.setOnAction(event -> display.chooseLogarithmic(true));

        ToggleButton contours = new ToggleButton("Contours");
        contours.selectedProperty().bindBidirectional(display.showContoursProperty());
        contours.setId("contours");
        ToggleButton axes = new ToggleButton("Axes");
        axes.setId("axes");
        axes.selectedProperty().bindBidirectional(display.showAxesProperty());

        getItems()
                .setAll(
                        new Label("Show"),
                        quantities(display),
                        scale,
                        new Separator(Orientation.VERTICAL),
                        new Label("Colours"),
                        colorQuantities(display),
                        colorMaps(display),
                        new Separator(Orientation.VERTICAL));
        getItems()
                .addAll(slider(
                        "vertical-scale",
                        "Height",
                        "How tall the surface is drawn",
                        display.verticalScaleProperty(),
                        DisplaySettings.MIN_VERTICAL_SCALE,
                        DisplaySettings.MAX_VERTICAL_SCALE,
                        "×"));
        getItems()
                .addAll(slider(
                        "clip",
                        "Clip at",
                        "Losses above this percentile are drawn at its level; the numbers stay",
                        display.clipPercentileProperty(),
                        50,
                        100,
                        " %"));
        getItems().addAll(new Separator(Orientation.VERTICAL), contours, axes);
    }

    private static Node[] slider(
            String id, String text, String help, DoubleProperty value, double low, double high, String unit) {
        Slider slider = new Slider(low, high, value.get());
        slider.setId(id);
        slider.setPrefWidth(96);
        slider.setTooltip(new Tooltip(help));
        slider.valueProperty().bindBidirectional(value);
        Label name = new Label(text);
        name.setLabelFor(slider);
        Label shown = new Label();
        shown.setPrefWidth(46);
        shown.textProperty().bind(value.map(number -> Ticks.number(number.doubleValue(), 2) + unit));
        return new Node[] {name, slider, shown};
    }

    private static ComboBox<Quantity> quantities(DisplaySettings display) {
        TitledComboBox<Quantity> shown = new TitledComboBox<>("quantity", List.of(Quantity.values()), Quantity::title);
        shown.setTooltip(new Tooltip("What heights show, and colours too unless others are chosen;"
                + " what the pointer reads stays the loss"));
        shown.valueProperty().bindBidirectional(display.quantityProperty());
        shown.setAccessibleText("What heights show");
        return shown;
    }

    private static ComboBox<Optional<Quantity>> colorQuantities(DisplaySettings display) {
        List<Optional<Quantity>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        for (Quantity quantity : Quantity.values()) {
            choices.add(Optional.of(quantity));
        }
        TitledComboBox<Optional<Quantity>> shown = new TitledComboBox<>(
                "color-quantity", choices, choice -> choice.map(Quantity::title).orElse("As heights"));
        shown.setTooltip(new Tooltip("What the colours show, on the surface and in the heatmap"));
        shown.valueProperty().bindBidirectional(display.colorQuantityProperty());
        shown.setAccessibleText("What colours show");
        return shown;
    }

    private static ComboBox<ColorMap> colorMaps(DisplaySettings display) {
        ComboBox<ColorMap> maps = new ComboBox<>();
        maps.setId("color-map");
        maps.getItems().setAll(ColorMap.all());
        maps.setCellFactory(list -> new ColorMapCell());
        maps.setButtonCell(new ColorMapCell());
        maps.valueProperty().bindBidirectional(display.colorMapProperty());
        maps.setAccessibleText("Colour map");
        return maps;
    }

    /** A colour map by its name and a strip of its colours. */
    private static final class ColorMapCell extends ListCell<ColorMap> {
        @Override
        protected void updateItem(ColorMap map, boolean empty) {
            super.updateItem(map, empty);
            if (empty || map == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            // As many rows as are seen, each from the same array: the software pipeline enlarges a single row to noise.
            WritableImage strip = new WritableImage(ColorMap.SIZE, SWATCH_HEIGHT);
            strip.getPixelWriter()
                    .setPixels(0, 0, ColorMap.SIZE, SWATCH_HEIGHT, PixelFormat.getIntArgbInstance(), map.table(), 0, 0);
            ImageView swatch = new ImageView(strip);
            swatch.setFitWidth(64);
            swatch.setFitHeight(SWATCH_HEIGHT);
            setText(map.name());
            setGraphic(swatch);
        }
    }
}
