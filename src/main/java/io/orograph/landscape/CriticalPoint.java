package io.orograph.landscape;

/**
 * A critical point of a landscape. Such a point is one of the plane alone: in all of weight space the loss may go on
 * falling there.
 *
 * @param alpha where, between the cells; of a plateau, its cell nearest to its centre of gravity
 * @param beta see alpha
 * @param loss there: of the fitted quadratic, or of the cell where there is none
 * @param prominence by how much the loss must change before the place is one with another of its kind: for a minimum,
 *     how far the loss rises on the lowest way out to a lower one or to the border; for a saddle, how deep the
 *     shallower of the valleys (or how high the lower of the ridges) that meet there is; 0 for a plateau
 * @param cells of a plateau; 1 otherwise
 */
public record CriticalPoint(Kind kind, double alpha, double beta, double loss, double prominence, int cells) {

    /** Kinds of places. */
    public enum Kind {
        MINIMUM,
        SADDLE,
        PLATEAU
    }
}
