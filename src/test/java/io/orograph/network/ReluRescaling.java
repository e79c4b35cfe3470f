package io.orograph.sharpness;

import io.orograph.network.Network;

/** The same function of a network with other weights: what scale-free measures must not see. */
final class ReluRescaling {

    private ReluRescaling() {}

    /**
     * Returns the weights with the first layer 8 times as large and the second one an eighth: powers of two, so that the
     * network computes the same to the bit.
     *
     * @param network two dense layers, w1, b1, w2 and b2, with ReLU between them
     */
    static double[] of(Network network) {
        double[] rescaled = network.weights();
        for (var parameter : network.layout().parameters()) {
            double factor = switch (parameter.name()) {
                case "w1", "b1" -> 8;
                case "w2" -> 0.125;
                default -> 1;
            };
            for (int i = parameter.offset(); i < parameter.end(); i++) {
                rescaled[i] *= factor;
            }
        }
        return rescaled;
    }
}
