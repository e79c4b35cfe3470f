package io.orograph.plane;

import io.orograph.curvature.LocalLoss;
import io.orograph.task.ProgressListener;

/**
 * Two directions of length 1 that follow from the loss around a point of weight space. What is held does not move; all
 * else does, biases too.
 */
@FunctionalInterface
public interface ComputedDirections {

    /**
     * Computes the directions and returns the plane through the point along them, with how they came about as its
     * description.
     *
     * @param loss around the point
     * @param seed of whatever is drawn: a start, or one of the directions
     * @throws io.orograph.curvature.UndefinedCurvatureException if there are no such directions
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Section section(LocalLoss loss, long seed, ProgressListener progress);
}
