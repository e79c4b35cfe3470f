package io.orograph.network;

/** The same function of a network with other weights: what scale-free measures must not see. */
public final class ReluRescaling {

    private ReluRescaling() {}

    /**
     * Returns the weights with the first layer larger by a factor and the second one smaller by it. With a power of two the
     * network computes the same to the bit.
     *
     * @param network two dense layers, w1, b1, w2 and b2, with ReLU between them
     */
    public static double[] of(Network network, double factor) {
        double[] rescaled = network.weights();
        for (var parameter : network.layout().parameters()) {
            double scale = switch (parameter.name()) {
                case "w1", "b1" -> factor;
                case "w2" -> 1 / factor;
                default -> 1;
            };
            for (int i = parameter.offset(); i < parameter.end(); i++) {
                rescaled[i] *= scale;
            }
        }
        return rescaled;
    }
}
