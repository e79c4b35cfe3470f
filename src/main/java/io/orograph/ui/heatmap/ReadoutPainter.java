package io.orograph.ui.heatmap;

import io.orograph.landscape.Landscape;
import io.orograph.plot.Label;
import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the lines above the plot: the title, the state of the view, the readout in its fixed columns. */
final class ReadoutPainter {

    private static final double NAME_BASELINE = 11;
    private static final double VALUE_BASELINE = 26;
    private static final double DIFFERENCE_BASELINE = 40;
    private static final double WIDEST_READOUT = 440;

    /** The width from which on there is room for the long title. */
    private static final double LONG_TITLE_ROOM = 460;

    /** The share of the title's line that the state may take. */
    private static final double STATE_SHARE = 0.4;

    private static final double[] COLUMNS = {0, 0.19, 0.38, 0.80};

    private final Pen pen;
    private final HeatmapLayout layout;
    private final PlotStyle style;

    ReadoutPainter(Pen pen, HeatmapLayout layout, PlotStyle style) {
        this.pen = pen;
        this.layout = layout;
        this.style = style;
    }

    void paint(HeatmapModel model) {
        title(model);
        readout(model);
    }

    private void title(HeatmapModel model) {
        boolean roomy = layout.textWidth() >= LONG_TITLE_ROOM;
        Landscape shown = model.landscapeProperty().get();
        String origin = shown.section().origin();
        String what = Quantity.of(shown).title();
        String title = roomy ? what + " in the plane " + origin + " + α·d₁ + β·d₂" : what + " around " + origin;
        Label state = Label.onBaseline(
                        state(model), style.small(), layout.textLeft() + layout.textWidth(), layout.titleBaseline(), 1)
                .within(STATE_SHARE * layout.textWidth());
        pen.text(state, style.theme().muted());
        Label head = Label.onBaseline(title, style.title(), layout.textLeft(), layout.titleBaseline(), 0);
        pen.text(
                head.within(layout.textWidth() - state.width() - style.unit()),
                style.theme().ink());
    }

    private static String state(HeatmapModel model) {
        List<String> parts = new ArrayList<>();
        if (model.pinnedProperty().get()) {
            parts.add("pinned");
        }
        if (model.magnification() > 1.001) {
            parts.add(String.format(Locale.ROOT, "%.1f×", model.magnification()));
        }
        Landscape landscape = model.landscapeProperty().get();
        if (!landscape.isComplete()) {
            int percent =
                    (int) (100.0 * landscape.evaluatedCells() / landscape.grid().cells());
            boolean only = landscape.firstLook().isPresent() && landscape.evaluatedCells() == 0;
            parts.add(only ? "first look" : percent + " % evaluated");
        }
        return String.join(" · ", parts);
    }

    private void readout(HeatmapModel model) {
        double left = layout.textLeft();
        double top = layout.readoutTop();
        Reading reading = model.readingProperty().get();
        if (reading == null) {
            small("Point at the map or use the arrow keys", left, top + VALUE_BASELINE - 4, layout.textWidth());
            return;
        }
        Landscape landscape = model.landscapeProperty().get();
        ReadingText words = ReadingText.of(reading, landscape);
        double width = Math.min(WIDEST_READOUT, layout.textWidth());
        column("α", words.alpha(), left, top, (COLUMNS[1] - COLUMNS[0]) * width);
        column("β", words.beta(), left + COLUMNS[1] * width, top, (COLUMNS[2] - COLUMNS[1]) * width);
        column("loss ± std. error", words.loss(), left + COLUMNS[2] * width, top, (COLUMNS[3] - COLUMNS[2]) * width);
        if (landscape.hasAccuracy()) {
            column("accuracy", words.accuracy(), left + COLUMNS[3] * width, top, (1 - COLUMNS[3]) * width);
        }
        small(words.difference(), left + COLUMNS[2] * width, top + DIFFERENCE_BASELINE, (1 - COLUMNS[2]) * width);
    }

    private void column(String name, String value, double x, double top, double width) {
        small(name, x, top + NAME_BASELINE, width);
        Label number = Label.onBaseline(value, style.axis(), x, top + VALUE_BASELINE, 0);
        pen.text(number.within(width - 4), style.theme().ink());
    }

    private void small(String text, double x, double y, double widest) {
        pen.text(
                Label.onBaseline(text, style.small(), x, y, 0).within(widest),
                style.theme().muted());
    }
}
