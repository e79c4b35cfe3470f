package io.orograph.plot;

import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The overlay of a section: the paths of trainings, models, or a curve between two of them. */
public final class SectionOverlay {

    private static final int WHITE = 0xffffffff;
    private static final int CURVE = 0xffff7a1a;

    /** The label of the weights towards which a curve bends. */
    private static final String BEND = "bend";

    private SectionOverlay() {}

    /** Returns what lies on a section; nothing where nothing does. */
    public static Overlay of(Section section) {
        Overlay overlay = Overlay.NONE;
        for (PlanePath path : section.paths()) {
            overlay = overlay.with(
                    switch (path.kind()) {
                        case TRAJECTORY -> trajectory(path);
                        case MODELS -> new Overlay(List.of(), models(section));
                        case CURVE -> curve(section, path);
                    });
        }
        return overlay;
    }

    /**
     * Returns a path in white, or in its colour where there are several, as wide as it is near to the plane, from a diamond
     * to a star, with a dot at each of its points.
     */
    private static Overlay trajectory(PlanePath path) {
        int color = path.number() == PlanePath.ALONE ? WHITE : SeriesColors.argb(path.number());
        Overlay.Line line = line(path.title(), color, path).withDots();
        int last = path.size() - 1;
        return new Overlay(
                List.of(line),
                List.of(
                        new Overlay.Mark("", color, OverlaySymbol.START, line.alpha()[0], line.beta()[0]),
                        new Overlay.Mark("", color, OverlaySymbol.END, line.alpha()[last], line.beta()[last])));
    }

    private static Overlay.Line line(String name, int argb, PlanePath path) {
        List<PlanePath.Point> points = path.points();
        return new Overlay.Line(
                name,
                argb,
                points.stream().mapToDouble(p -> p.place().alpha()).toArray(),
                points.stream().mapToDouble(p -> p.place().beta()).toArray(),
                points.stream().mapToDouble(p -> p.place().residual()).toArray());
    }

    /** Returns the models at their places, by name, and a curve with the straight line between its ends. */
    private static Overlay curve(Section section, PlanePath path) {
        Overlay.Line bent = line("curve", CURVE, path);
        int last = path.size() - 1;
        Overlay.Line straight = new Overlay.Line(
                "straight line",
                WHITE,
                new double[] {bent.alpha()[0], bent.alpha()[last]},
                new double[] {bent.beta()[0], bent.beta()[last]},
                new double[0]);
        return new Overlay(List.of(straight, bent), models(section));
    }

    private static List<Overlay.Mark> models(Section section) {
        List<Overlay.Mark> marks = new ArrayList<>();
        for (Object entry : section.description().get(Key.POINTS).orElse(List.of())) {
            if (entry instanceof Map<?, ?> model
                    && model.get("name") instanceof String name
                    && model.get("alpha") instanceof Number alpha
                    && model.get("beta") instanceof Number beta) {
                boolean bend = name.equals(BEND);
                marks.add(new Overlay.Mark(
                        name,
                        bend ? CURVE : WHITE,
                        bend ? OverlaySymbol.START : OverlaySymbol.DOT,
                        alpha.doubleValue(),
                        beta.doubleValue()));
            }
        }
        return marks;
    }
}
