package io.orograph.curvature;

import io.orograph.choice.Named;
import java.util.Locale;

/**
 * The exactness with which a curvature is measured, and so the time that it takes. Products with the Hessian are in
 * double precision in each: they are differences of gradients, of which single precision leaves too few digits.
 */
public enum Effort implements Named {
    QUICK(1e-2, 0.1, 60, 2, 30),
    USUAL(
            Lanczos.DEFAULT_TOLERANCE,
            Hutchinson.DEFAULT_RELATIVE_ERROR,
            Hutchinson.DEFAULT_PROBES,
            SpectralDensity.DEFAULT_PROBES,
            SpectralDensity.DEFAULT_STEPS),
    THOROUGH(1e-5, 0.005, 2000, 10, 100);

    private final double tolerance;
    private final double traceError;
    private final int traceProbes;
    private final int densityProbes;
    private final int densitySteps;

    Effort(double tolerance, double traceError, int traceProbes, int densityProbes, int densitySteps) {
        this.tolerance = tolerance;
        this.traceError = traceError;
        this.traceProbes = traceProbes;
        this.densityProbes = densityProbes;
        this.densitySteps = densitySteps;
    }

    /** Returns the name as it is written: {@code quick}, {@code usual} or {@code thorough}. */
    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the wanted residual of the eigenvalues, relative to the largest. */
    public double tolerance() {
        return tolerance;
    }

    /** Returns the wanted standard error of the trace as a share of it. */
    public double traceError() {
        return traceError;
    }

    Lanczos lanczos(int largest, int smallest, long seed) {
        return new Lanczos(largest, smallest, tolerance, Math.max(Lanczos.DEFAULT_STEPS, 4 * largest), seed);
    }

    Hutchinson hutchinson(long seed) {
        return new Hutchinson(traceError, traceProbes, seed);
    }

    SpectralDensity density(long seed) {
        return new SpectralDensity(densityProbes, densitySteps, seed);
    }
}
