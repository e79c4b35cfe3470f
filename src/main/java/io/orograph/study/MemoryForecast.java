package io.orograph.study;

import io.orograph.network.NativeMemory;
import io.orograph.objective.Objective;
import io.orograph.objective.PlannedMemory;
import io.orograph.task.NotEnoughMemoryException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a study takes of the memory outside of Java's heap, before it begins.
 *
 * @param what the study, as a sentence begins with it: "The curvature"
 * @param parameters how many the network has
 * @param samples that it is asked on
 * @param planned what its workers take
 */
record MemoryForecast(String what, int parameters, int samples, PlannedMemory planned) {

    /** A share of what is left from which on it is said. */
    private static final double MUCH = 0.5;

    private static final double GIGABYTE = 1e9;

    /** What the budget is of the memory that the program is given: Java's heap has the other half. */
    private static final int PARTS = 2;

    /** Returns one of losses over a plane. */
    static MemoryForecast overPlane(Objective objective) {
        return new MemoryForecast(
                "The landscape", objective.network().layout().size(), objective.samples(), objective.memoryOverPlane());
    }

    /** Returns one of losses and gradients. */
    static MemoryForecast ofGradients(String what, Objective objective) {
        return new MemoryForecast(
                what, objective.network().layout().size(), objective.samples(), objective.memoryOfGradients());
    }

    /**
     * Makes sure that it fits with all its workers.
     *
     * @return a sentence where it takes much of what is left
     * @throws NotEnoughMemoryException if it does not fit; the message says what would
     */
    Optional<String> require() {
        if (planned.bytes() > left()) {
            throw tooMuch();
        }
        return notice();
    }

    /**
     * Returns with how many workers it fits, all of them where there is room.
     *
     * @throws NotEnoughMemoryException if it does not with a single one
     */
    int workersThatFit() {
        int fitting = planned.fitting();
        if (fitting == 0) {
            throw tooMuch();
        }
        return fitting;
    }

    /** Returns a sentence where it takes much of what is left, or has to do with fewer workers; else nothing. */
    Optional<String> notice() {
        if (planned.bytes() <= MUCH * left()) {
            return Optional.empty();
        }
        String sentence = text() + ", of " + gigabytes(left()) + " that are there";
        int fitting = planned.fitting();
        return Optional.of(
                fitting < planned.workers() ? sentence + ": it runs in " + workers(fitting) + "." : sentence + ".");
    }

    private static long left() {
        return NativeMemory.budget() - NativeMemory.used();
    }

    private NotEnoughMemoryException tooMuch() {
        return new NotEnoughMemoryException(text() + ", and " + gigabytes(left()) + " are there; " + offer());
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "%s over %,d parameters on %,d samples takes about %s beside Java's heap in %s",
                what,
                parameters,
                samples,
                gigabytes(planned.bytes()),
                workers(planned.workers()));
    }

    private static String workers(int count) {
        return count == 1 ? "1 worker" : count + " workers";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    private String offer() {
        int fitting = planned.fitting();
        double wanted = PARTS * (NativeMemory.used() + planned.bytes()) / GIGABYTE;
        return String.format(
                Locale.ROOT,
                "%sgive the program more memory (packaging/run --memory %.0fg)",
                fitting == 0 ? "" : "use --workers " + fitting + ", or ",
                Math.ceil(wanted));
    }
}
