package io.orograph.plot;

import io.orograph.landscape.Axis;
import java.util.ArrayList;
import java.util.List;

/** The ticks and titles of a box's three axes, laid out so that no text touches another. */
final class BoxLabels {

    private static final int FEWEST = 2;
    private static final int MOST = 6;

    private final PlotStyle style;
    private final LandscapeData data;
    private final HeightField field;
    private final BoxProjection box;
    private final List<AxisLabels> axes = new ArrayList<>();

    /**
     * An axis with the labels that found room.
     *
     * @param title null where there is none
     */
    record AxisLabels(BoxAxis axis, List<Double> positions, List<Label> labels, Label title) {}

    BoxLabels(PlotStyle style, LandscapeData data, HeightField field, BoxProjection box) {
        this.style = style;
        this.data = data;
        this.field = field;
        this.box = box;
        List<Quad> taken = new ArrayList<>();
        layOut(BoxAxis.LOSS, data.lossTitle(), taken);
        layOut(BoxAxis.ALPHA, data.alphaTitle(), taken);
        layOut(BoxAxis.BETA, data.betaTitle(), taken);
    }

    /** Returns the axes that are not seen end on. */
    List<AxisLabels> axes() {
        return axes;
    }

    /** Leaves out what would stand beyond an area. */
    BoxLabels within(Rect area) {
        axes.replaceAll(axis -> new AxisLabels(
                axis.axis(),
                axis.positions(),
                axis.labels().stream().filter(label -> isInside(label, area)).toList(),
                isInside(axis.title(), area) ? axis.title() : null));
        return this;
    }

    private static boolean isInside(Label label, Rect area) {
        return area.contains(label.bounds().bounds());
    }

    /** Returns the rectangle around the box and all of its text. */
    Rect extent() {
        double[] bounds = box.bounds();
        Rect extent = new Rect(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]);
        for (AxisLabels axis : axes) {
            for (Label label : axis.labels()) {
                extent = extent.with(label.bounds().bounds());
            }
            extent = extent.with(axis.title().bounds().bounds());
        }
        return extent;
    }

    private void layOut(BoxAxis axis, String title, List<Quad> taken) {
        double length = axis.length(box);
        // An axis seen end on has no room for ticks.
        if (length < 4 * style.unit()) {
            return;
        }
        List<Tick> ticks = ticks(axis, (int) Math.max(FEWEST, Math.min(MOST, length / (3.4 * style.unit()))));
        List<Double> positions = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (Tick tick : ticks) {
            double position = position(axis, tick.value());
            positions.add(position);
            Label label = outside(axis.anchor(box, position), tick.label());
            if (taken.stream().noneMatch(shape -> shape.overlaps(label.bounds()))) {
                labels.add(label);
                taken.add(label.bounds());
            }
        }
        Label titleLabel = title(axis, title, labels, taken);
        taken.add(titleLabel.bounds());
        axes.add(new AxisLabels(axis, positions, labels, titleLabel));
    }

    /** Returns about as many ticks as wanted, but two wherever there can be: one alone gives no scale. */
    private List<Tick> ticks(BoxAxis axis, int wanted) {
        List<Tick> ticks = about(axis, wanted);
        for (int more = wanted + 1; ticks.size() < FEWEST && more <= MOST; more++) {
            ticks = about(axis, more);
        }
        return ticks;
    }

    private List<Tick> about(BoxAxis axis, int wanted) {
        return switch (axis) {
            case ALPHA ->
                Ticks.linear(data.grid.alpha().from(), data.grid.alpha().to(), wanted);
            case BETA -> Ticks.linear(data.grid.beta().from(), data.grid.beta().to(), wanted);
            case LOSS -> data.scale.ticks(wanted);
        };
    }

    private double position(BoxAxis axis, double value) {
        return switch (axis) {
            case ALPHA -> share(data.grid.alpha(), value);
            case BETA -> share(data.grid.beta(), value);
            case LOSS -> field.heightOf(data.scale.share(value));
        };
    }

    static double share(Axis axis, double value) {
        return (value - axis.from()) / (axis.to() - axis.from());
    }

    /** Returns a tick label beside its tick, on the side that leads away from the box. */
    private Label outside(BoxAxis.Anchor anchor, String text) {
        double gap = 0.8 * style.unit();
        return Label.level(
                text,
                style.small(),
                anchor.x() + gap * anchor.outX(),
                anchor.y() + gap * anchor.outY(),
                (1 - anchor.outX()) / 2,
                (1 - anchor.outY()) / 2);
    }

    /**
     * Returns the title of an axis, which runs along the axis, farther out than all of its labels and than what else is
     * in its way.
     */
    private Label title(BoxAxis axis, String text, List<Label> labels, List<Quad> taken) {
        BoxAxis.Anchor from = axis.anchor(box, 0);
        BoxAxis.Anchor to = axis.anchor(box, 1);
        double length = axis.length(box);
        double alongX = (to.x() - from.x()) / length;
        double alongY = (to.y() - from.y()) / length;
        BoxAxis.Anchor middle = axis.anchor(box, axis == BoxAxis.LOSS ? field.heightOf(0.5) : 0.5);
        // The normal of the edge on the page, on the side of the labels.
        double side = Math.signum(-alongY * middle.outX() + alongX * middle.outY());
        double normalX = -alongY * side;
        double normalY = alongX * side;
        double farthest = 0;
        for (Label label : labels) {
            farthest = Math.max(farthest, reach(label.bounds(), middle, normalX, normalY));
        }
        double distance = farthest + 0.35 * style.unit() + style.axis().height() / 2;
        double angle = Math.atan2(alongY, alongX);
        // The upright axis is read from below, the others from left to right.
        if (Math.abs(angle) > Math.PI / 2 && axis != BoxAxis.LOSS) {
            angle -= Math.signum(angle) * Math.PI;
        }
        while (true) {
            Label label = new Label(
                    text,
                    style.axis(),
                    middle.x() + distance * normalX,
                    middle.y() + distance * normalY,
                    0.5,
                    0.5,
                    angle);
            if (taken.stream().noneMatch(shape -> shape.overlaps(label.bounds()))) {
                return label;
            }
            distance += 0.5 * style.unit();
        }
    }

    private static double reach(Quad bounds, BoxAxis.Anchor from, double normalX, double normalY) {
        Rect box = bounds.bounds();
        double reach = 0;
        for (double x : new double[] {box.x(), box.right()}) {
            for (double y : new double[] {box.y(), box.bottom()}) {
                reach = Math.max(reach, (x - from.x()) * normalX + (y - from.y()) * normalY);
            }
        }
        return reach;
    }
}
