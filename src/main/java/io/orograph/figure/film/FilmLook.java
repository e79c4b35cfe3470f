package io.orograph.figure.film;

import io.orograph.plot.BoxView;
import io.orograph.plot.ColorMap;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.LossScale;
import io.orograph.plot.PlaneLook;
import java.util.Optional;

/**
 * How a film shows its surface.
 *
 * @param colors of the losses
 * @param scale of heights and colours; empty for one that fits
 * @param view from where it is seen at first
 * @param ground what it stands on
 */
public record FilmLook(ColorMap colors, Optional<LossScale> scale, BoxView view, FigureSettings.Ground ground) {

    /** The usual colours and view on a light ground. */
    public static final FilmLook DEFAULT =
            new FilmLook(ColorMap.standard(), Optional.empty(), BoxView.STANDARD, FigureSettings.Ground.LIGHT);

    /** Returns the same on a dark or a light ground. */
    public FilmLook withDark(boolean dark) {
        return new FilmLook(colors, scale, view, dark ? FigureSettings.Ground.DARK : FigureSettings.Ground.LIGHT);
    }

    /** Returns the same with other colours. */
    public FilmLook with(ColorMap wanted) {
        return new FilmLook(wanted, scale, view, ground);
    }

    /** Returns the same with another scale. */
    public FilmLook with(LossScale wanted) {
        return new FilmLook(colors, Optional.of(wanted), view, ground);
    }

    /** Returns the look of a plane. */
    PlaneLook plane() {
        return PlaneLook.of(colors);
    }
}
