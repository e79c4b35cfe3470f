package io.orograph.figure.film;

import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.PlaneLook;

/**
 * How a film shows its surface.
 *
 * @param colors the map of colours
 * @param view from where it is seen at first
 * @param ground what it stands on
 */
public record FilmLook(ColorMap colors, BoxView view, FigureSettings.Ground ground) {

    /** The usual colours and view on a light ground. */
    public static final FilmLook DEFAULT =
            new FilmLook(ColorMap.standard(), BoxView.STANDARD, FigureSettings.Ground.LIGHT);

    /** Returns the same on a dark or a light ground. */
    public FilmLook withDark(boolean dark) {
        return new FilmLook(colors, view, dark ? FigureSettings.Ground.DARK : FigureSettings.Ground.LIGHT);
    }

    /** Returns the same with other colours. */
    public FilmLook with(ColorMap wanted) {
        return new FilmLook(wanted, view, ground);
    }

    /** Returns the same as it is first seen from elsewhere. */
    public FilmLook with(BoxView wanted) {
        return new FilmLook(colors, wanted, ground);
    }

    /** Returns the look of a plane. */
    PlaneLook plane() {
        return PlaneLook.of(colors);
    }
}
