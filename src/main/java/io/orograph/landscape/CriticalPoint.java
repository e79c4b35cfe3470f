package io.orograph.landscape;

/**
 * A critical point of a landscape. Such a point is one of the plane alone: in all of weight space the loss may go on
 * falling there.
 *
 * @param alpha where, between the cells; of a plateau, its cell nearest to its centre of gravity
 * @param beta see alpha
 * @param loss of the cell nearest to it; what a quadratic between the cells has there is no loss that was evaluated
 * @param prominence by how much the loss must change before the place is one with another of its kind: for a minimum,
 *     how far the loss rises on the lowest way out to a lower one or to the border; for a saddle, how deep the
 *     shallower of the valleys (or how high the lower of the ridges) that meet there is; 0 for a plateau
 * @param prominenceError its standard error over the samples, from their own changes between the two cells that it is the
 *     difference of; NaN where these were not compared
 * @param cells of a plateau; 1 otherwise
 */
public record CriticalPoint(
        Kind kind, double alpha, double beta, double loss, double prominence, double prominenceError, int cells) {

    /** Kinds of places. */
    public enum Kind {
        MINIMUM,
        SADDLE,
        PLATEAU
    }
}
