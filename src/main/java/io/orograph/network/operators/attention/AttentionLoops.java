package io.orograph.network.operators.attention;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/**
 * Attention head by head. The weights are computed anew on the way back, which is cheaper than to keep them. All matrices
 * are gone through row by row, so that the compiler makes vector instructions of the innermost loops.
 */
final class AttentionLoops implements LoopOperator.Loops {

    private final Attention.Settings settings;
    private final AttentionSizes sizes;
    private final AttentionMask mask;
    private final HeadLayout pastKeys;
    private final HeadLayout pastValues;
    private final HeadLayout results;
    private final int queries;
    private final int total;
    private final int size;
    private final int valueSize;
    private final double scale;

    /** One head's queries, keys, values, products and weights, kept from run to run. */
    private final double[] q;

    private final double[] k;
    private final double[] v;
    private final double[] products;
    private final double[] weights;

    AttentionLoops(Attention.Settings settings, AttentionSizes sizes, AttentionMask mask) {
        this.settings = settings;
        this.sizes = sizes;
        this.mask = mask;
        queries = sizes.queries().steps();
        total = sizes.total();
        size = sizes.keys().size();
        valueSize = sizes.values().size();
        pastKeys = new HeadLayout(sizes.keys().heads(), sizes.past(), size, false);
        pastValues = new HeadLayout(sizes.keys().heads(), sizes.past(), valueSize, false);
        results = new HeadLayout(
                sizes.queries().heads(), queries, valueSize, sizes.queries().joined());
        scale = Double.isNaN(settings.scale()) ? 1 / Math.sqrt(size) : settings.scale();
        q = new double[queries * size];
        k = new double[total * size];
        v = new double[total * valueSize];
        products = new double[queries * total];
        weights = new double[queries * total];
    }

    private static FlatArray input(FlatArray[] in, int i) {
        return i < in.length ? in[i] : null;
    }

    private void readKeys(FlatArray[] in, int batch, int keyHead) {
        if (sizes.past() > 0) {
            pastKeys.read(in[Attention.PAST_KEYS], batch, keyHead, k, 0);
            pastValues.read(in[Attention.PAST_VALUES], batch, keyHead, v, 0);
        }
        sizes.keys().read(in[1], batch, keyHead, k, sizes.past());
        sizes.values().read(in[2], batch, keyHead, v, sizes.past());
    }

    /** Reads a head, and computes its products and weights. */
    private void prepare(FlatArray[] in, int batch, int head) {
        readKeys(in, batch, sizes.keyHead(head));
        sizes.queries().read(in[0], batch, head, q, 0);
        Matrices.product(q, Matrices.transposed(k, total, size), products, queries, size, total);
        for (int i = 0; i < products.length; i++) {
            products[i] *= scale;
        }
        FlatArray lengths = input(in, Attention.LENGTHS);
        int length = lengths == null ? -1 : (int) lengths.get(batch);
        for (int query = 0; query < queries; query++) {
            weigh(input(in, Attention.MASK), batch, head, query, mask.visible(query, length));
        }
    }

    private double capped(double product) {
        return settings.softcap() > 0 ? settings.softcap() * Math.tanh(product / settings.softcap()) : product;
    }

    /** The softmax of a query's scores; 0 for all where the query sees no key, as ONNX has it. */
    private void weigh(FlatArray given, int batch, int head, int query, int visible) {
        int begin = query * total;
        double largest = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < visible; key++) {
            double score = capped(products[begin + key]) + mask.bias(given, batch, head, query, key);
            weights[begin + key] = score;
            largest = Math.max(largest, score);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            Arrays.fill(weights, begin, begin + total, 0);
            return;
        }
        double sum = 0;
        for (int key = 0; key < visible; key++) {
            double power = Math.exp(weights[begin + key] - largest);
            weights[begin + key] = power;
            sum += power;
        }
        for (int key = 0; key < visible; key++) {
            weights[begin + key] /= sum;
        }
        Arrays.fill(weights, begin + visible, begin + total, 0);
    }

    @Override
    public void forward(FlatArray[] in, FlatArray[] out) {
        double[] y = new double[queries * valueSize];
        HeadLayout scores = new HeadLayout(sizes.queries().heads(), queries, total, false);
        for (int batch = 0; batch < sizes.batch(); batch++) {
            for (int head = 0; head < sizes.queries().heads(); head++) {
                prepare(in, batch, head);
                Matrices.product(weights, v, y, queries, total, valueSize);
                if (out[0] != null) {
                    results.write(y, 0, out[0], batch, head);
                }
                if (out[3] != null) {
                    boolean shown = settings.shown() == Attention.Shown.WEIGHTS;
                    scores.write(shown ? weights : products, 0, out[3], batch, head);
                }
            }
            for (int head = 0; head < sizes.keys().heads(); head++) {
                writePresent(in, out, batch, head);
            }
        }
    }

    private void writePresent(FlatArray[] in, FlatArray[] out, int batch, int keyHead) {
        if (out[1] == null && out[2] == null) {
            return;
        }
        readKeys(in, batch, keyHead);
        if (out[1] != null) {
            present(size).write(k, 0, out[1], batch, keyHead);
        }
        if (out[2] != null) {
            present(valueSize).write(v, 0, out[2], batch, keyHead);
        }
    }

    private HeadLayout present(int numbers) {
        return new HeadLayout(sizes.keys().heads(), total, numbers, false);
    }

    @Override
    public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
        AttentionGradients sums = new AttentionGradients(wanted);
        for (int batch = 0; batch < sizes.batch(); batch++) {
            for (int keyHead = 0; keyHead < sizes.keys().heads(); keyHead++) {
                double[] toKeys = new double[k.length];
                double[] toValues = new double[v.length];
                readPresent(gradients, batch, keyHead, toKeys, toValues);
                int group = sizes.queries().heads() / sizes.keys().heads();
                for (int head = keyHead * group; head < (keyHead + 1) * group; head++) {
                    prepare(in, batch, head);
                    backward(new Head(batch, head), gradients, sums, toKeys, toValues);
                }
                sums.add(1, sizes.keys(), toKeys, sizes.past(), batch, keyHead);
                sums.add(2, sizes.values(), toValues, sizes.past(), batch, keyHead);
                sums.add(Attention.PAST_KEYS, pastKeys, toKeys, 0, batch, keyHead);
                sums.add(Attention.PAST_VALUES, pastValues, toValues, 0, batch, keyHead);
            }
        }
        sums.write();
    }

    private record Head(int batch, int head) {}

    private void readPresent(FlatArray[] gradients, int batch, int keyHead, double[] toKeys, double[] toValues) {
        if (gradients[1] != null) {
            present(size).read(gradients[1], batch, keyHead, toKeys, 0);
        }
        if (gradients[2] != null) {
            present(valueSize).read(gradients[2], batch, keyHead, toValues, 0);
        }
    }

    private void backward(Head at, FlatArray[] gradients, AttentionGradients sums, double[] toKeys, double[] toValues) {
        double[] toScores = new double[weights.length];
        double[] shown = new double[weights.length];
        if (gradients[3] != null) {
            new HeadLayout(sizes.queries().heads(), queries, total, false)
                    .read(gradients[3], at.batch(), at.head(), shown, 0);
        }
        if (gradients[0] != null) {
            double[] g = new double[queries * valueSize];
            results.read(gradients[0], at.batch(), at.head(), g, 0);
            Matrices.product(g, Matrices.transposed(v, total, valueSize), toScores, queries, valueSize, total);
            Matrices.addProduct(Matrices.transposed(weights, queries, total), g, toValues, total, queries, valueSize);
        }
        boolean showsWeights = settings.shown() == Attention.Shown.WEIGHTS;
        if (showsWeights) {
            Matrices.add(shown, toScores);
        }
        throughSoftmax(toScores);
        sums.addMask(mask, at.batch(), at.head(), toScores, queries, total);
        for (int i = 0; i < toScores.length; i++) {
            double capped = settings.softcap() > 0 ? Math.tanh(products[i] / settings.softcap()) : 0;
            toScores[i] = (toScores[i] * (1 - capped * capped) + (showsWeights ? 0 : shown[i])) * scale;
        }
        double[] toQueries = new double[q.length];
        Matrices.product(toScores, k, toQueries, queries, total, size);
        sums.add(0, sizes.queries(), toQueries, 0, at.batch(), at.head());
        Matrices.addProduct(Matrices.transposed(toScores, queries, total), q, toKeys, total, queries, size);
    }

    /** g becomes w·(g − Σg·w), row by row. */
    private void throughSoftmax(double[] g) {
        for (int begin = 0; begin < g.length; begin += total) {
            double sum = 0;
            for (int i = begin; i < begin + total; i++) {
                sum += g[i] * weights[i];
            }
            for (int i = begin; i < begin + total; i++) {
                g[i] = weights[i] * (g[i] - sum);
            }
        }
    }
}
