package io.orograph.plot;

/** The shapes of the marks on a landscape: told apart without colour, and the same in windows and figures. */
public enum OverlaySymbol {
    /** A disc: a point of a path, or where something moves now. */
    DOT("", regular(24, 1, 0)),
    /** A diamond: where a path begins. */
    START("begin", regular(4, 1.25, 0)),
    /** A star: where a path ends. */
    END("end", star(5, 1.4, 0.6)),
    /** A triangle on its tip. */
    MINIMUM("minimum of the plane", regular(3, 1.35, Math.PI / 2)),
    /** A triangle that stands. */
    MAXIMUM("maximum of the plane", regular(3, 1.35, -Math.PI / 2)),
    /** A diagonal cross. */
    SADDLE("saddle of the plane", star(4, 1.4, 0.5)),
    /** A lying bar. */
    PLATEAU("plateau of the plane", new double[] {-1.3, -0.55, 1.3, -0.55, 1.3, 0.55, -1.3, 0.55});

    private final String meaning;
    private final double[] outline;

    OverlaySymbol(String meaning, double[] outline) {
        this.meaning = meaning;
        this.outline = outline;
    }

    /** Returns what a legend says of it; empty for a mark that has a name of its own. */
    public String meaning() {
        return meaning;
    }

    /** Returns the corners x, y, x, y … around (0, 0), y downwards, for a mark of radius 1. */
    public double[] outline() {
        return outline.clone();
    }

    private static double[] regular(int corners, double radius, double from) {
        double[] points = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = from + 2 * Math.PI * i / corners;
            points[2 * i] = radius * Math.cos(angle);
            points[2 * i + 1] = radius * Math.sin(angle);
        }
        return points;
    }

    /** Tips and the corners between them by turns; with four tips it lies as a diagonal cross. */
    private static double[] star(int tips, double outer, double inner) {
        double from = tips == 4 ? Math.PI / 4 : -Math.PI / 2;
        double[] points = new double[4 * tips];
        for (int i = 0; i < 2 * tips; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            double angle = from + Math.PI * i / tips;
            points[2 * i] = radius * Math.cos(angle);
            points[2 * i + 1] = radius * Math.sin(angle);
        }
        return points;
    }
}
