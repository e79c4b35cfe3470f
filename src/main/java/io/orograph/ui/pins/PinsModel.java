package io.orograph.ui.pins;

import io.orograph.landscape.Landscape;
import io.orograph.math.Vectors;
import io.orograph.plane.Plane;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The named points of the plane that is shown: put by a person, marked in every view and figure. A larger range or a finer grid of
 * the same plane keeps them.
 */
public final class PinsModel {

    /** The pins have the letters of the alphabet. */
    static final int MOST = 26;

    private static final int COLOR = 0xffffd24a;
    private static final int LONGEST_NAME = 40;

    private final EvaluationModel evaluation;
    private final Overlays overlays;
    private final ReadOnlyObjectWrapper<List<Pin>> pins = new ReadOnlyObjectWrapper<>(this, "pins", List.of());

    /** The plane that they lie on; null where only its title is known. */
    private Plane plane;

    private String section = "";

    /**
     * How far two points are from each other.
     *
     * @param inPlane in the coordinates of the axes
     * @param inWeights ‖θ₁ − θ₂‖; NaN where the directions of the plane are not known
     */
    public record Distance(double inPlane, double inWeights) {}

    /** Makes one whose pins lie over the landscape that is shown. */
    public PinsModel(EvaluationModel evaluation, Overlays overlays) {
        this.evaluation = evaluation;
        this.overlays = overlays;
        evaluation.landscapeProperty().addListener((property, old, now) -> keepOn(now));
        pins.addListener((property, old, now) -> mark(now));
    }

    private void keepOn(Landscape landscape) {
        if (pins.get().isEmpty()) {
            return;
        }
        if (landscape == null || !isSamePlane(landscape)) {
            pins.set(List.of());
        }
    }

    private boolean isSamePlane(Landscape landscape) {
        Plane now = landscape.section().plane().orElse(null);
        if (now == null || plane == null) {
            return landscape.section().title().equals(section);
        }
        return now == plane
                || Arrays.equals(now.origin(), plane.origin())
                        && Arrays.equals(now.first(), plane.first())
                        && Arrays.equals(now.second(), plane.second());
    }

    private void mark(List<Pin> now) {
        List<Overlay.Mark> marks = now.stream()
                .map(pin -> new Overlay.Mark(
                        pin.name(),
                        COLOR,
                        OverlaySymbol.DOT,
                        pin.at().alpha(),
                        pin.at().beta()))
                .toList();
        overlays.put(this, new Overlay(List.of(), marks));
    }

    /** Puts a pin with the next free letter; nothing where there is no landscape, or no letter. */
    public void put(Crosshair at) {
        Landscape shown = evaluation.landscapeProperty().get();
        if (shown == null || at == null || pins.get().size() >= MOST) {
            return;
        }
        if (pins.get().isEmpty()) {
            plane = shown.section().plane().orElse(null);
            section = shown.section().title();
        }
        List<String> names = pins.get().stream().map(Pin::name).toList();
        String name = "";
        for (char letter = 'A'; name.isEmpty() || names.contains(name); letter++) {
            name = String.valueOf(letter);
        }
        add(new Pin(name, at));
    }

    private void add(Pin pin) {
        List<Pin> more = new ArrayList<>(pins.get());
        more.add(pin);
        pins.set(List.copyOf(more));
    }

    /** Gives a pin another name; one without any, or one that another has, is not taken. */
    public void rename(Pin pin, String name) {
        String wanted = name.strip();
        boolean isFree = pins.get().stream().noneMatch(other -> other.name().equals(wanted));
        if (!wanted.isEmpty() && wanted.length() <= LONGEST_NAME && isFree) {
            pins.set(pins.get().stream()
                    .map(other -> other == pin ? new Pin(wanted, pin.at()) : other)
                    .toList());
        }
    }

    /** Takes a pin away. */
    public void remove(Pin pin) {
        pins.set(pins.get().stream().filter(other -> other != pin).toList());
    }

    /** Takes all away. */
    public void clear() {
        pins.set(List.of());
    }

    /** Returns the landscape that they lie on; null where there is none. */
    Landscape landscape() {
        return evaluation.landscapeProperty().get();
    }

    /** Returns how far two points of the plane are from each other. */
    public Distance distance(Pin one, Pin other) {
        double alpha = one.at().alpha() - other.at().alpha();
        double beta = one.at().beta() - other.at().beta();
        return new Distance(Math.hypot(alpha, beta), plane == null ? Double.NaN : inWeights(alpha, beta));
    }

    private double inWeights(double alpha, double beta) {
        // Weights alone: running statistics may stand behind them.
        int size = evaluation.parameters(plane);
        double first = Vectors.dot(plane.first(), plane.first(), size);
        double second = Vectors.dot(plane.second(), plane.second(), size);
        double both = Vectors.dot(plane.first(), plane.second(), size);
        return Math.sqrt(Math.max(0, alpha * alpha * first + 2 * alpha * beta * both + beta * beta * second));
    }

    /** Returns the pins in the order in which they were put; never null. */
    public ReadOnlyObjectProperty<List<Pin>> pinsProperty() {
        return pins.getReadOnlyProperty();
    }
}
