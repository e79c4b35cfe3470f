package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The relative flatness κ of Petzka et al. 2021 (arXiv 2001.00939), summed over the layers:
 * κ = Σ_{s,s'} ⟨w_s, w_s'⟩·tr(H_{s,s'}) with w_s the weights into unit s and H_{s,s'} the second derivatives by w_s and
 * w_s'. It is what one gets for noise that multiplies a layer's input features. Scaling a unit in and the next layer out
 * changes the next layer's part, so it does not vote.
 *
 * <p>κ = E[xᵀHx] for x_{s,i} = Σₖ w_{s,k}·rₖ·qᵢ with random signs r and q. A kernel's weights into a channel are one row.
 *
 * @param draws of random signs for each layer
 * @param seed of them
 */
public record PetzkaFlatness(int draws, long seed) implements SharpnessMeasure {

    public static final int DEFAULT_DRAWS = 64;

    @Override
    public Definition definition() {
        return new Definition(
                "relative-flatness-petzka",
                "relative flatness κ, summed over layers",
                "Σₗ Σ_{s,s'} ⟨w_s, w_s'⟩·tr(H_{s,s'})",
                "Petzka et al. 2021, arXiv 2001.00939");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of(Rescaling.LAYERS, Rescaling.CHANNELS);
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        List<Parameter> layers = layers(point);
        RelativeCurvature curvature = new RelativeCurvature(point);
        double[] groups = new double[point.groupSizes().length];
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            double[] whole = new double[groups.length];
            for (Parameter layer : layers) {
                Vectors.add(whole, 1, curvature.along(Rows.of(layer).mixed(point.theta(), random)));
            }
            Vectors.add(groups, 1.0 / draws, whole);
            values.add(Replicates.mean(whole, point.groupSizes()));
            progress.progress(draw + 1, draws);
        }
        Replicates replicates = new Replicates(Replicates.withoutEach(groups, point.groupSizes()), values);
        return new Measurement(
                Replicates.mean(groups, point.groupSizes()),
                replicates.drawError(),
                layers.size() + (layers.size() == 1 ? " layer, " : " layers, ") + draws + " draws",
                replicates,
                Double.NaN);
    }

    private static List<Parameter> layers(MeasuredPoint point) {
        return point.objective().network().layout().parameters().stream()
                .filter(parameter -> parameter.outputAxis() >= 0 && !parameter.isBiasOrNorm())
                .toList();
    }
}
