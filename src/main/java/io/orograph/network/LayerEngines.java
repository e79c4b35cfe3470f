package io.orograph.network;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine for products and layers that this process uses beside ND4J, if one loads and none was declined. */
public final class LayerEngines {

    private static final Logger LOG = LoggerFactory.getLogger(LayerEngines.class);

    private static volatile Kernels chosen = Kernels.standard();

    /** Loads the engine at its first use, and compares its products and dense layers with plain loops. */
    private static final class Loaded {
        private static final Optional<LayerEngine> ENGINE = load();
    }

    /** Compares the engine's layers with plain loops at their first use, which products need not wait for. */
    private static final class Checked {
        private static final Optional<LayerEngine> ENGINE = Loaded.ENGINE.filter(LayerEngines::isRight);
    }

    private LayerEngines() {}

    /** Chooses the kernels for plans that are made from now on. */
    public static void choose(Kernels kernels) {
        chosen = kernels;
    }

    /** Returns the kernels that were chosen, or those for nobody's choice; they may not load here. */
    public static Kernels chosen() {
        return chosen;
    }

    /** Returns the engine that plans use for layers; empty where ND4J's kernels do all. */
    public static Optional<LayerEngine> current() {
        return chosen == Kernels.ND4J ? Optional.empty() : Checked.ENGINE;
    }

    /** Returns the engine that multiplies matrices where it is faster than the BLAS; empty where there is none. */
    static Optional<LayerEngine> multiplying() {
        return chosen == Kernels.ND4J ? Optional.empty() : Loaded.ENGINE;
    }

    /** Tells whether loops may be compiled to machine code. */
    public static boolean compiles() {
        return multiplying().map(LayerEngine::compiles).orElse(false);
    }

    /** Tells whether a network has layers for an engine beside dense ones, for which it is checked with all that it does. */
    static boolean hasLayers(Network network) {
        return network.nodes().stream().anyMatch(node -> node.operator().isForEngines());
    }

    /** Returns the engine that plans of a network use for its layers; nothing is checked for one without layers that it is for. */
    public static Optional<LayerEngine> of(Network network) {
        if (hasLayers(network)) {
            return current();
        }
        boolean isDense =
                network.nodes().stream().anyMatch(node -> node.operator().isDense());
        return isDense ? multiplying() : Optional.empty();
    }

    /** Loads and checks what plans of a network will use, so that the first of them need not wait for it. */
    public static void prepare(Network network) {
        multiplying();
        of(network);
    }

    private static Optional<LayerEngine> load() {
        try {
            Optional<LayerEngine> found = ServiceLoader.load(LayerEngine.class, LayerEngine.class.getClassLoader())
                    .findFirst();
            found.ifPresent(engine -> {
                KernelCheck.products(engine);
                LayerEngineCheck.dense(engine);
            });
            return found;
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            LOG.info("ND4J's kernels do all: {}", e.toString());
            return Optional.empty();
        }
    }

    private static boolean isRight(LayerEngine engine) {
        try {
            LayerEngineCheck.run(engine);
            return true;
        } catch (RuntimeException e) {
            LOG.info("ND4J's kernels do all layers: {}", e.toString());
            return false;
        }
    }
}
