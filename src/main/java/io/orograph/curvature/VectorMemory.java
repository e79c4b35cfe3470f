package io.orograph.curvature;

import io.orograph.task.NotEnoughMemoryException;
import java.util.Locale;
import java.util.Optional;

/** How many vectors as long as θ Java's heap holds while a curvature is measured. */
final class VectorMemory {

    /** Vectors that weights, gradients and differences of gradients take: counted in dumps of the heap, with some to spare. */
    private static final int WORKING = 16;

    /** Share of the memory that a basis may take: a collector that has to move vectors needs room for that. */
    private static final double BASIS_SHARE = 0.4;

    /** Vectors of a basis below which a search finds little. */
    private static final int ENOUGH = 24;

    private static final double GIGABYTE = 1e9;

    /** What the heap is of the memory that the program is given (packaging/jvm.options). */
    private static final int HEAPS = 2;

    private VectorMemory() {}

    private static double held(int size) {
        return Runtime.getRuntime().maxMemory() / (double) Double.BYTES / Math.max(1, size);
    }

    /**
     * Returns how many vectors a basis may have.
     *
     * @param size of a vector
     * @param besides vectors that are kept beside it
     */
    static int basis(int size, int besides) {
        double vectors = Math.min(BASIS_SHARE * held(size), held(size) - WORKING - besides);
        return (int) Math.max(2, Math.min(Integer.MAX_VALUE, vectors));
    }

    /**
     * Returns a sentence if a search has fewer vectors than it may need.
     *
     * @param steps that it may take
     */
    static Optional<String> notice(int size, int besides, int steps) {
        int vectors = basis(size, besides);
        return vectors >= Math.min(steps, size)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The memory holds %d vectors as long as the %,d parameters: searches for eigenvalues end after as"
                                + " many steps, converged or not, and take up to %.1f GB; packaging/run --memory gives"
                                + " them more.",
                        vectors,
                        size,
                        Math.min(held(size), vectors + WORKING + besides) * Double.BYTES * size / GIGABYTE));
    }

    /**
     * Makes sure that a measurement can be taken at all.
     *
     * @param size of a vector
     * @param besides vectors that are needed beside those of any gradient
     * @throws NotEnoughMemoryException if they do not fit; the message says what would help
     */
    static void require(int size, int besides) {
        if (held(size) < WORKING + besides) {
            double wanted = (WORKING + besides + ENOUGH) * (double) Double.BYTES * size / GIGABYTE;
            throw new NotEnoughMemoryException(String.format(
                    Locale.ROOT,
                    "The curvature over %,d parameters takes about %.1f GB for vectors as long as these, and %.1f GB are"
                            + " there; give the program more memory (packaging/run --memory %.0fg), or hold the parameters of"
                            + " large layers fixed (--hold)",
                    size,
                    wanted,
                    Runtime.getRuntime().maxMemory() / GIGABYTE,
                    Math.ceil(HEAPS * wanted)));
        }
    }
}
