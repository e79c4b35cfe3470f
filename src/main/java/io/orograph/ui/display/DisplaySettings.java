package io.orograph.ui.display;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Quantity;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * How a landscape is shown, shared by the surface, the heatmap and the controls that change it, so that a change in
 * one place shows in all. The crosshair is among them because it too is one point for all views.
 */
public final class DisplaySettings {

    /** The smallest and the largest {@link #verticalScale}. */
    public static final double MIN_VERTICAL_SCALE = 0.1;

    public static final double MAX_VERTICAL_SCALE = 3;

    /** Cells by which the scale of a landscape in the making is judged: a lattice of five by five. */
    private static final int ENOUGH = 25;

    private final ObjectProperty<ColorMap> colorMap = new SimpleObjectProperty<>(this, "colorMap", ColorMap.standard());
    private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(this, "quantity", Quantity.LOSS);
    private final ObjectProperty<Optional<Quantity>> colorQuantity =
            new SimpleObjectProperty<>(this, "colorQuantity", Optional.empty());
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", false);
    private final DoubleProperty verticalScale = new SimpleDoubleProperty(this, "verticalScale", 1);
    private final DoubleProperty clipPercentile = new SimpleDoubleProperty(this, "clipPercentile", 100);
    private final BooleanProperty showContours = new SimpleBooleanProperty(this, "showContours", true);
    private final BooleanProperty showAxes = new SimpleBooleanProperty(this, "showAxes", true);
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", false);
    private final ObjectProperty<Crosshair> crosshair = new SimpleObjectProperty<>(this, "crosshair");
    private Grid judged;
    private boolean suggesting;
    private boolean scaleChosen;

    public DisplaySettings() {
        logarithmic.addListener((property, was, is) -> scaleChosen |= !suggesting);
    }

    private final Overlays overlays = new Overlays();

    /** The paths and marks over the landscape, in every view. */
    public Overlays overlays() {
        return overlays;
    }

    /** The colours of the loss; never null. */
    public ObjectProperty<ColorMap> colorMapProperty() {
        return colorMap;
    }

    /** Which numbers heights show, and colours where nothing else is said; never null. */
    public ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /** Which numbers colours show; empty for those of the heights. */
    public ObjectProperty<Optional<Quantity>> colorQuantityProperty() {
        return colorQuantity;
    }

    /** Returns the numbers of a landscape that heights show; null for a landscape that is null. */
    public Landscape heights(Landscape evaluated) {
        return evaluated == null ? null : quantity.get().in(evaluated);
    }

    /** Returns the numbers of a landscape that colours show; null where they are those of the heights. */
    public Landscape colors(Landscape evaluated) {
        return colorQuantity
                .get()
                .filter(wanted -> evaluated != null && wanted != quantity.get())
                .map(wanted -> wanted.in(evaluated))
                .orElse(null);
    }

    /** Returns the scale of numbers that are shown, clipped as a person wants. */
    public LossScale scale(Landscape shown) {
        return LossScale.of(shown, logarithmic.get()).clippedAtPercentile(shown, clipPercentile.get());
    }

    /** Returns what is drawn of a landscape: its heights and colours, each on its scale. */
    public LandscapeData data(Landscape evaluated) {
        Landscape heights = heights(evaluated);
        Landscape colors = colors(evaluated);
        return new LandscapeData(
                heights, scale(heights), colors == null ? null : new LandscapeData(colors, scale(colors)));
    }

    /** Whether heights and colours follow ln L instead of L. A change of it is a person's choice. */
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /**
     * Takes the scale that a figure of the landscape would have, unless a person has chosen one: once when enough of it
     * is there to judge by, and once when it is whole. In between the scale stays, so that nothing jumps to and fro.
     *
     * @param landscape what is shown; null changes nothing
     */
    public void suggestScale(Landscape landscape) {
        if (scaleChosen || landscape == null) {
            return;
        }
        if (!isEnough(landscape)) {
            judged = null;
        } else if (landscape.isComplete() || !landscape.grid().equals(judged)) {
            judged = landscape.isComplete() ? null : landscape.grid();
            suggesting = true;
            logarithmic.set(LossScale.automatic(landscape).logarithmic());
            suggesting = false;
        }
    }

    private static boolean isEnough(Landscape landscape) {
        return landscape.firstLook().isPresent()
                || landscape.evaluatedCells()
                        >= Math.min(ENOUGH, landscape.grid().cells());
    }

    /** Takes a person's choice of the scale, which stays, even where it is the one that was shown already. */
    public void chooseLogarithmic(boolean chosen) {
        scaleChosen = true;
        logarithmic.set(chosen);
    }

    /** Returns a person's choice of the scale: whether it is logarithmic; null where none was made. */
    public Boolean chosenScale() {
        return scaleChosen ? Boolean.valueOf(logarithmic.get()) : null;
    }

    /**
     * Takes a choice of the scale back.
     *
     * @param chosen null for none, where the landscape says it
     * @param landscape that is shown; null for none
     */
    public void takeScaleBack(Boolean chosen, Landscape landscape) {
        if (chosen == null) {
            scaleChosen = false;
            judged = null;
            suggestScale(landscape);
        } else {
            chooseLogarithmic(chosen);
        }
    }

    /** Height of the surface as a multiple of its usual height, 0.1 to 3; views clamp what lies outside. */
    public DoubleProperty verticalScaleProperty() {
        return verticalScale;
    }

    /**
     * The percentile of the finite losses at which heights and colours end, above 0 to 100: higher losses are drawn
     * at that level. 100 clips nothing. The data are never changed.
     */
    public DoubleProperty clipPercentileProperty() {
        return clipPercentile;
    }

    /** Whether contour lines are drawn: on the heatmap, and on the floor under the surface. */
    public BooleanProperty showContoursProperty() {
        return showContours;
    }

    /** Whether axes with their tick labels and titles are drawn. */
    public BooleanProperty showAxesProperty() {
        return showAxes;
    }

    /** Returns whether the dark theme is on. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    /** The point that a person points at, in any view; null while there is none. */
    public ObjectProperty<Crosshair> crosshairProperty() {
        return crosshair;
    }
}
