package io.orograph.export;

import io.orograph.figure.Picture;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;

/**
 * A picture that knows what it shows.
 *
 * @param title what it is of, in a line
 * @param caption what it says, in sentences
 * @param provenance where what is shown comes from
 */
public record Figure(Picture picture, String title, String caption, Provenance provenance) {

    /** Returns a figure of a landscape. */
    public static Figure ofLandscape(Picture picture, Provenance provenance) {
        return new Figure(picture, "Loss landscape of " + provenance.text(Key.MODEL), provenance.caption(), provenance);
    }
}
