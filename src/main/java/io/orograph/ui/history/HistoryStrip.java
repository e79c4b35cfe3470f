package io.orograph.ui.history;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Ticks;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.ui.form.Shown;
import io.orograph.ui.history.HistoryModel.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The landscapes of before as a strip of small pictures that folds to its title; there from the second landscape on. */
public final class HistoryStrip extends VBox {

    private static final int SIZE = 56;
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

    private final HistoryModel model;
    private final ObservableValue<ColorMap> colors;
    private final Consumer<Entry> export;
    private final HBox pictures = new HBox(6);
    private final ScrollPane scroll = new ScrollPane(pictures);
    private final ToggleButton fold = new ToggleButton();
    private final Map<Entry, Button> buttons = new HashMap<>();

    /**
     * Makes a strip.
     *
     * @param export writes the numbers of a landscape
     */
    public HistoryStrip(HistoryModel model, ObservableValue<ColorMap> colors, Consumer<Entry> export) {
        this.model = model;
        this.colors = colors;
        this.export = export;
        setId("history");
        getStyleClass().add("history");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("side");
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title(), scroll);
        Shown.set(scroll, false);
        model.entries().addListener((ListChangeListener<Entry>) change -> fill());
        model.selectedProperty().addListener((property, old, now) -> mark(now));
        colors.addListener((property, old, now) -> {
            buttons.clear();
            fill();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::step);
        fill();
    }

    private HBox title() {
        fold.setId("history-fold");
        fold.getStyleClass().add("history-title");
        fold.setTooltip(new Tooltip("Landscapes of before; Alt+Left and Alt+Right step through them"));
        fold.selectedProperty().addListener((property, was, is) -> {
            Shown.set(scroll, is);
            name();
        });
        Label notice = new Label();
        notice.getStyleClass().add("hint");
        notice.textProperty().bind(model.noticeProperty());
        HBox title = new HBox(10, fold, notice);
        title.setAlignment(Pos.CENTER_LEFT);
        return title;
    }

    private void name() {
        fold.setText((fold.isSelected() ? "▾ " : "▸ ") + "History: "
                + model.entries().size() + " landscapes");
    }

    private void fill() {
        buttons.keySet().retainAll(model.entries());
        pictures.getChildren()
                .setAll(model.entries().stream()
                        .map(entry -> buttons.computeIfAbsent(entry, this::button))
                        .toList());
        Shown.set(this, model.entries().size() > 1);
        name();
        mark(model.selectedProperty().get());
    }

    private Button button(Entry entry) {
        Landscape landscape = entry.result().landscape();
        Button button = new Button(caption(landscape), new ImageView(Thumbnail.of(landscape, colors.getValue(), SIZE)));
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("history-picture");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText("Landscape of before, " + description(landscape));
        button.setTooltip(new Tooltip(description(landscape) + "\nRight button: compare, export, delete"));
        button.setOnAction(event -> model.show(entry));
        button.setContextMenu(menu(entry));
        return button;
    }

    private ContextMenu menu(Entry entry) {
        MenuItem compare = new MenuItem("Difference to what is shown");
        compare.setOnAction(event -> model.compare(model.selectedProperty().get(), entry));
        MenuItem numbers = new MenuItem("Export numbers…");
        numbers.setOnAction(event -> export.accept(entry));
        MenuItem delete = new MenuItem("Delete from the history");
        delete.setOnAction(event -> model.remove(entry));
        ContextMenu menu = new ContextMenu(compare, numbers, delete);
        menu.setOnShowing(event ->
                compare.setDisable(!model.canCompare(model.selectedProperty().get(), entry)));
        return menu;
    }

    private static String caption(Landscape landscape) {
        Provenance said = landscape.provenance();
        String seed = said.text(Key.SEED);
        String first = seed.isEmpty() ? shortened(landscape.section().title()) : "seed " + seed;
        return first + " · " + range(landscape.grid().alpha());
    }

    private static String range(Axis alpha) {
        return alpha.from() == -alpha.to()
                ? "± " + Ticks.number(alpha.to(), 3)
                : Ticks.number(alpha.from(), 2) + " to " + Ticks.number(alpha.to(), 2);
    }

    private static String shortened(String title) {
        int longest = 14;
        return title.length() <= longest ? title : title.substring(0, longest - 1) + "…";
    }

    private static String description(Landscape landscape) {
        Provenance said = landscape.provenance();
        return said.text(Key.MODEL) + ", " + landscape.section().title() + ", " + said.text(Key.RESOLUTION)
                + (landscape.isComplete() ? "" : ", " + landscape.counts());
    }

    private void mark(Entry shown) {
        buttons.forEach((entry, button) -> button.pseudoClassStateChanged(SHOWN, entry == shown));
    }

    private void step(KeyEvent event) {
        boolean left = event.getCode() == KeyCode.LEFT;
        if (left || event.getCode() == KeyCode.RIGHT) {
            model.step(left ? -1 : 1);
            event.consume();
        }
    }
}
