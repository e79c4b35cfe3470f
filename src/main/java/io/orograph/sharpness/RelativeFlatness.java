package io.orograph.sharpness;

import io.orograph.curvature.Hutchinson;
import io.orograph.network.Parameter;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The trace of the Hessian in units of the weights: tr ∇²L·‖θ‖², or tensor by tensor Σₗ tr ∇²ₗL·‖θₗ‖², which does not
 * change when a ReLU layer is scaled up and the next one down. (Petzka et al. 2021, arXiv 2001.00939, take the products
 * of rows of one layer; this keeps the whole tensor.)
 *
 * @param byTensor whether traces and norms are multiplied tensor by tensor
 */
public record RelativeFlatness(boolean byTensor) implements SharpnessMeasure {

    @Override
    public Definition definition() {
        String source = "after Petzka et al. 2021, arXiv 2001.00939";
        return byTensor
                ? new Definition(
                        "relative-flatness-layers",
                        "trace times squared norm, summed over tensors",
                        "Σₗ tr(∇²ₗL)·‖θₗ‖²",
                        source)
                : new Definition(
                        "relative-flatness", "trace times squared norm of the weights", "tr(∇²L)·‖θ‖²", source);
    }

    @Override
    public Set<Rescaling> invariances() {
        return byTensor ? Set.of(Rescaling.LAYERS) : Set.of();
    }

    /** Measures; the error by tensors adds those of the parts, as if they went together, since probes are shared. */
    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Hutchinson.Result trace = point.trace(progress);
        double value = 0;
        double error = 0;
        double all = 0;
        for (Parameter parameter : point.objective().network().layout().parameters()) {
            double square = square(point.theta(), parameter);
            Hutchinson.Estimate part = trace.parameters().get(parameter.name());
            value += part.mean() * square;
            error += part.standardError() * square;
            all += square;
        }
        if (byTensor) {
            return new Measurement(value, error, "", Replicates.sampled(byTensorWithoutEachGroup(point)), Double.NaN);
        }
        double square = all;
        List<Double> without = point.traceWithoutEachGroup().stream()
                .map(there -> there * square)
                .toList();
        return new Measurement(
                trace.trace().mean() * all,
                trace.trace().standardError() * all,
                "",
                Replicates.sampled(without),
                Double.NaN);
    }

    private static List<Double> byTensorWithoutEachGroup(MeasuredPoint point) {
        double[] norms = new double[point.theta().length];
        for (Parameter parameter : point.objective().network().layout().parameters()) {
            Arrays.fill(norms, parameter.offset(), parameter.end(), Math.sqrt(square(point.theta(), parameter)));
        }
        return point.traceWithoutEachGroup(norms);
    }

    private static double square(double[] theta, Parameter parameter) {
        double square = 0;
        for (int i = parameter.offset(); i < parameter.end(); i++) {
            square += theta[i] * theta[i];
        }
        return square;
    }
}
