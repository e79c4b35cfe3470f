package io.orograph.sharpness;

import static io.orograph.math.NumberText.number;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.task.ProgressListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The relative flatness κ of Petzka et al. 2021 (arXiv 2001.00939), summed over the layers:
 * κ = Σ_{s,s'} ⟨w_s, w_s'⟩·tr(H_{s,s'}) with w_s the weights into unit s and H_{s,s'} the second derivatives by w_s and
 * w_s'. It is what one gets for noise that multiplies a layer's input features. Scaling a unit in and the next layer out
 * changes the next layer's part, so it does not vote.
 *
 * <p>κ = E[xᵀHx] of a layer for x_{s,i} = Σₖ w_{s,k}·rₖ·qᵢ with random signs r and q. A kernel's weights into a channel are one row. With few rows or columns it is the
 * sum of xᵀHx over x = f⊗eᵢ instead, Σ ffᵀ = WWᵀ, without draws.
 *
 * @param draws of random signs for each layer
 * @param seed of them
 */
public record PetzkaFlatness(int draws, long seed) implements SharpnessMeasure {

    public static final int DEFAULT_DRAWS = 64;

    /** Directions up to which a layer's κ is summed exactly, for each of the draws that this takes instead of. */
    private static final int EXACT_PER_DRAW = 4;

    /** Layers whose parts are named, at most. */
    private static final int MOST_NAMED = 6;

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
        Random random = new Random(seed);
        double[] groups = new double[point.groupSizes().length];
        double[] ofDraws = new double[draws];
        Map<String, Double> parts = new LinkedHashMap<>();
        int drawn = 0;
        for (Parameter parameter : layers) {
            Rows rows = Rows.of(parameter);
            List<double[]> factors = rows.factors(point.theta(), EXACT_PER_DRAW * draws);
            int exact = factors.size() * rows.length();
            double[] layer = new double[groups.length];
            for (int i = 0; i < (exact > 0 ? exact : draws); i++) {
                double[] along = curvature.along(
                        exact > 0
                                ? rows.direction(
                                        factors.get(i / rows.length()), i % rows.length(), point.theta().length)
                                : rows.mixed(point.theta(), random));
                Vectors.add(layer, exact > 0 ? 1 : 1.0 / draws, along);
                if (exact == 0) {
                    ofDraws[i] += Replicates.mean(along, point.groupSizes());
                }
            }
            drawn += exact > 0 ? 0 : 1;
            Vectors.add(groups, 1, layer);
            parts.put(parameter.name(), Replicates.mean(layer, point.groupSizes()));
            progress.progress(parts.size(), layers.size());
        }
        List<Double> values =
                drawn == 0 ? List.of() : DoubleStream.of(ofDraws).boxed().toList();
        Replicates replicates = new Replicates(Replicates.withoutEach(groups, point.groupSizes()), values);
        return new Measurement(
                Replicates.mean(groups, point.groupSizes()),
                replicates.drawError(),
                note(parts, drawn),
                replicates,
                Double.NaN,
                parts);
    }

    private String note(Map<String, Double> parts, int drawn) {
        String how = drawn == 0 ? "exact" : draws + " draws" + (drawn < parts.size() ? ", small layers exact" : "");
        if (parts.size() > MOST_NAMED) {
            return how + ", " + parts.size() + " layers";
        }
        return how
                + parts.entrySet().stream()
                        .map(part -> ", " + number(part.getValue(), 4) + " of " + part.getKey())
                        .collect(Collectors.joining());
    }

    private static List<Parameter> layers(MeasuredPoint point) {
        return point.objective().network().layout().parameters().stream()
                .filter(parameter -> parameter.outputAxis() >= 0 && !parameter.isBiasOrNorm())
                .toList();
    }
}
