package io.orograph.network.operators.attention;

import io.orograph.network.operators.kernel.FlatArray;

/** The gradients of the inputs of an attention, summed over the heads. */
final class AttentionGradients {

    private final FlatArray[] wanted;
    private final double[][] sums;

    /**
     * @param wanted where they go; null where nobody wants one
     */
    AttentionGradients(FlatArray[] wanted) {
        this.wanted = wanted;
        sums = new double[wanted.length][];
        for (int i = 0; i < wanted.length; i++) {
            sums[i] = wanted[i] == null ? null : new double[wanted[i].size()];
        }
    }

    private boolean wants(int input) {
        return input < sums.length && sums[input] != null;
    }

    /** Adds the rows of a matrix, from some row on, to the gradient of a head's steps. */
    void add(int input, HeadLayout layout, double[] rows, int firstRow, int batch, int head) {
        if (wants(input)) {
            layout.add(rows, firstRow, sums[input], batch, head);
        }
    }

    /** Adds the gradient of a head's scores to that of what was added to them; truths have none. */
    void addMask(AttentionMask mask, int batch, int head, double[] scores, int queries, int total) {
        if (!wants(Attention.MASK) || mask.truths()) {
            return;
        }
        for (int query = 0; query < queries; query++) {
            for (int key = 0; key < mask.keys(); key++) {
                sums[Attention.MASK][mask.at(batch, head, query, key)] += scores[query * total + key];
            }
        }
    }

    void write() {
        for (int i = 0; i < wanted.length; i++) {
            if (sums[i] != null) {
                wanted[i].setAll(sums[i]);
            }
        }
    }
}
