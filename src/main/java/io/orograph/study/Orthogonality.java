package io.orograph.study;

import static io.orograph.math.NumberText.number;

import io.orograph.plane.Plane;
import java.util.Locale;
import java.util.Optional;

/** What there is to say of directions that are not orthogonal: angles and distances in their plane are not what they look like. */
public final class Orthogonality {

    /** Cosines of directions that were made orthogonal are rounding, far below this. */
    private static final double ROUNDING = 1e-6;

    private Orthogonality() {}

    /**
     * Returns a sentence with the cosine; empty for directions that are orthogonal, or of which one is zero. A filter of one
     * number has only one direction, so that both of a plane agree in it up to the sign.
     */
    public static Optional<String> notice(Plane plane) {
        double cosine = plane.cosine();
        return Math.abs(cosine) > ROUNDING
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "The two directions are not orthogonal: the cosine between them is %s. A filter of a single"
                                + " number has no second direction.",
                        number(cosine, 3)))
                : Optional.empty();
    }
}
