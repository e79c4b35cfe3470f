package io.orograph.ui.main;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.study.Sample;
import io.orograph.ui.form.Plural;
import io.orograph.ui.form.Shown;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Names what the plots show: model, data and loss of the landscape itself, which may be older than what was just
 * opened. For a sample, also what there is to see in it.
 */
final class Headline extends VBox {

    /** The share of the width, at most, that the name keeps for itself. */
    private static final double LARGEST_SHARE = 0.8;

    private final Label name = new Label();
    private final Label caption = new Label();
    private final Label description = new Label();
    /** A landscape comes ten times a second while it is evaluated, with the same provenance each time. */
    private Provenance shown;

    /** Held here: a binding that nobody holds would be collected. */
    private final ObservableValue<Sample> sample;

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");

    Headline(ObservableValue<Landscape> landscape, ObservableValue<Sample> sample) {
        getStyleClass().add("headline");
        name.setId("headline");
        name.getStyleClass().add("headline-name");
        name.textProperty().bind(title);
        caption.setId("headline-caption");
        caption.getStyleClass().add("hint");
        description.setId("sample-description");
        description.setWrapText(true);
        description.setMinHeight(Region.USE_PREF_SIZE);
        // Of a long name, its beginning and the loss at its end; the caption gives way first.
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(name.prefWidth(-1), LARGEST_SHARE * getWidth()),
                        name.textProperty(),
                        name.fontProperty(),
                        widthProperty()));
        setMinWidth(0);
        HBox first = new HBox(12, name, caption);
        first.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(first, description);
        landscape.addListener((property, old, now) -> show(now));
        this.sample = sample;
        sample.addListener((property, old, now) -> showSample());
        show(landscape.getValue());
        showSample();
    }

    /** Returns model, data and loss of the landscape that is shown; empty while there is none. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    private void show(Landscape landscape) {
        Provenance provenance = landscape == null ? null : landscape.provenance();
        if (provenance == shown && isVisible() == (provenance != null)) {
            return;
        }
        shown = provenance;
        title.set(provenance == null ? "" : named(provenance));
        caption.setText(provenance == null ? "" : details(provenance));
        caption.setTooltip(provenance == null ? null : new Tooltip(provenance.caption()));
        setVisible(provenance != null);
        setManaged(provenance != null);
    }

    private void showSample() {
        Sample shownSample = sample.getValue();
        Shown.set(description, shownSample != null);
        description.setText(
                shownSample == null ? "" : "Sample " + shownSample.title() + ". " + shownSample.description());
    }

    private static String details(Provenance provenance) {
        return samples(provenance) + directions(provenance) + " · " + provenance.text(Key.RESOLUTION);
    }

    private static String samples(Provenance provenance) {
        return provenance
                .get(Key.SAMPLES)
                .map(samples -> Plural.of(samples, "sample") + " · ")
                .orElse("");
    }

    private static String directions(Provenance provenance) {
        String normalization = provenance.text(Key.NORMALIZATION);
        String directions = provenance.text(Key.DIRECTIONS);
        boolean computed = normalization.equals("unit") && !directions.startsWith("two random");
        if (computed || normalization.isEmpty()) {
            return directions;
        }
        String seed = provenance.text(Key.SEED);
        return (normalization.equals("none") ? "not normalised" : "normalised by " + normalization)
                + (seed.isEmpty() ? "" : " · seed " + seed);
    }

    /** Returns the model, the weights if they are not the model's own, data and loss. */
    private static String named(Provenance provenance) {
        String theta = provenance
                .get(Key.WEIGHTS)
                .map(weights -> " at θ₀ = " + weights.get("name"))
                .orElse("");
        String rest = joined(provenance, Key.DATA, Key.LOSS);
        return provenance.text(Key.MODEL) + theta + (rest.isEmpty() ? "" : " · " + rest);
    }

    private static String joined(Provenance provenance, Key<?>... keys) {
        List<String> parts = new ArrayList<>();
        for (Key<?> name : keys) {
            if (!provenance.text(name).isEmpty()) {
                parts.add(provenance.text(name));
            }
        }
        return String.join(" · ", parts);
    }
}
