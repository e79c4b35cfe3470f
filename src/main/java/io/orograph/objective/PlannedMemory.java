package io.orograph.objective;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeMemory;

/**
 * The memory outside of Java's heap that an objective's workers take for a kind of work, known before that begins: what
 * their plans hold, and the vectors beside them.
 *
 * @param shared bytes that all workers have in common
 * @param perWorker bytes of one worker beside them
 * @param workers how many there are
 */
public record PlannedMemory(long shared, long perWorker, int workers) {

    /** Vectors of a plane: its origin and its two directions. */
    private static final int OF_PLANE = 3;

    /** Vectors that a worker has: where it is, and the weights as the layers take them. */
    private static final int OF_WORKER = 2;

    /** Returns what losses over a plane take at least: the vectors, which are most of it in a large network. */
    static PlannedMemory overPlane(Objective objective) {
        long bytes = (long) objective.network().layout().size()
                * objective.precision().type().width();
        return new PlannedMemory(OF_PLANE * bytes, OF_WORKER * bytes, objective.workers());
    }

    /** Returns what losses and gradients take, counted in plans and losses that are made and closed again. */
    static PlannedMemory ofGradients(Objective objective) {
        try (ExecutionPlan forward =
                        ExecutionPlan.forward(objective.stated(), objective.tileShapes(), objective.precision());
                ExecutionPlan gradient = ExecutionPlan.gradient(
                        objective.network(),
                        objective.inputs().shapes(objective.parts().size()),
                        objective.precision());
                TileLosses losses = new TileLosses(objective)) {
            losses.bind(forward.output());
            return new PlannedMemory(0, forward.bytes() + gradient.bytes() + losses.bytes(), objective.workers());
        }
    }

    /** Returns the bytes of all workers. */
    public long bytes() {
        return shared + perWorker * workers;
    }

    /** Returns how many workers fit into what is left of the budget of {@link NativeMemory}. */
    public int fitting() {
        long left = NativeMemory.budget() - NativeMemory.used() - shared;
        return (int) Math.max(0, Math.min(workers, left / Math.max(1, perWorker)));
    }
}
