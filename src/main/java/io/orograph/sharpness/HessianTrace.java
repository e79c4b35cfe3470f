package io.orograph.sharpness;

import io.orograph.curvature.Hutchinson;
import io.orograph.task.ProgressListener;
import java.util.Set;

/** tr ∇²L(θ), the sum of all eigenvalues, by Hutchinson's estimator (Yao et al. 2020, PyHessian, arXiv 1912.07145). */
public record HessianTrace() implements SharpnessMeasure {

    @Override
    public Definition definition() {
        return new Definition(
                "trace",
                "trace of the Hessian",
                "tr ∇²L(θ) = E[vᵀ∇²L v], vᵢ = ±1",
                "Yao et al. 2020, arXiv 1912.07145");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Hutchinson.Result trace = point.trace(progress);
        return new Measurement(
                trace.trace().mean(),
                trace.trace().standardError(),
                trace.probes() + " probes",
                Replicates.sampled(point.traceWithoutEachGroup()),
                Double.NaN);
    }
}
