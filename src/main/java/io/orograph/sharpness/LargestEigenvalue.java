package io.orograph.sharpness;

import static io.orograph.math.NumberText.number;

import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.Lanczos;
import io.orograph.task.ProgressListener;
import java.util.Set;

/**
 * λmax of ∇²L(θ), the curvature along the steepest direction, by the Lanczos method. Gradient descent with the step η
 * drives it to 2/η (Cohen et al. 2021, arXiv 2103.00065).
 */
public record LargestEigenvalue() implements SharpnessMeasure {

    @Override
    public Definition definition() {
        return new Definition(
                "lambda-max",
                "largest eigenvalue of the Hessian",
                "λmax(∇²L(θ))",
                "Cohen et al. 2021, arXiv 2103.00065");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Lanczos.Result result = point.eigenvalues(progress);
        Eigenpair pair = result.largest().get(0);
        // With the vector held: to first order other samples turn it without a change of the value.
        Replicates replicates = Replicates.sampled(point.curvatureWithoutEachGroup(pair.vector()));
        return new Measurement(
                pair.value(), Double.NaN, "residual " + number(pair.residual(), 1), replicates, Double.NaN);
    }
}
