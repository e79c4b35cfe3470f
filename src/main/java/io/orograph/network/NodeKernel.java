package io.orograph.network;

import java.util.List;
import java.util.function.Supplier;

/** A kernel that says which node it is of when it stumbles over what the node gets. */
final class NodeKernel implements Kernel {

    private final Network network;
    private final Network.Node node;
    private final List<long[]> inputs;
    private final Kernel kernel;

    private NodeKernel(Network network, Network.Node node, List<long[]> inputs, Kernel kernel) {
        this.network = network;
        this.node = node;
        this.inputs = inputs;
        this.kernel = kernel;
    }

    /**
     * Returns the kernel of a node.
     *
     * @param shapes the shapes of all values
     * @param binding binds the operator's kernel
     * @throws NodeException if the operator cannot be bound to these shapes
     */
    static Kernel bind(Network network, Network.Node node, long[][] shapes, Supplier<Kernel> binding) {
        List<long[]> inputs = node.inputShapes(shapes);
        try {
            Kernel kernel = binding.get();
            return kernel == NOTHING ? kernel : new NodeKernel(network, node, inputs, kernel);
        } catch (RuntimeException e) {
            throw NodeException.of(network, node, inputs, e);
        }
    }

    @Override
    public void run() {
        try {
            kernel.run();
        } catch (RuntimeException e) {
            throw NodeException.of(network, node, inputs, e);
        }
    }
}
