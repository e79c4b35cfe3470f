package io.orograph.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a network is rewritten for a plan, step by step: it computes the same with other nodes, up to rounding. */
final class Rewriting {

    /** What a plan is for. */
    enum Purpose {
        /** Forward passes as a whole: operators are fused. */
        FORWARD,
        /** The same, affine values being kept from run to run. */
        FORWARD_FROM_KEPT,
        /** Forward passes of which parts are run. */
        PARTS,
        GRADIENT;

        private boolean isForward() {
            return this == FORWARD || this == FORWARD_FROM_KEPT;
        }
    }

    private final List<long[]> inputShapes;
    private final Set<String> fixed;
    private final Purpose purpose;

    /** The network that was looked at last, which most steps leave as it is. */
    private Network known;

    private Dependences dependences;
    private long[][] shapes;

    private Rewriting(List<long[]> inputShapes, Set<String> fixed, Purpose purpose) {
        this.inputShapes = inputShapes;
        this.fixed = fixed;
        this.purpose = purpose;
    }

    /** A network as a plan runs it, with what is known of its values. */
    record Result(Network network, Dependences dependences, long[][] shapes) {}

    /**
     * Returns the network that a plan runs.
     *
     * @param fixed names of parameters that do not change after the first run
     */
    static Result of(
            Network network, List<long[]> inputShapes, Set<String> fixed, Precision precision, Purpose purpose) {
        Rewriting rewriting = new Rewriting(inputShapes, fixed, purpose);
        Network rewritten = rewriting.rewritten(network, precision);
        return new Result(rewritten, rewriting.dependences(rewritten), rewriting.shapes(rewritten));
    }

    private Network rewritten(Network network, Precision precision) {
        boolean isSingle = precision == Precision.SINGLE;
        // Double precision goes back as the network stands: everything else is compared with it.
        if (purpose == Purpose.PARTS || purpose == Purpose.GRADIENT && !isSingle) {
            return network;
        }
        Network computed = isSingle ? byEngine(network) : fused(network);
        Network joined = isSingle && purpose.isForward() ? joined(computed) : computed;
        return Striding.of(joined, shapes(joined));
    }

    private Dependences dependences(Network network) {
        look(network);
        return dependences;
    }

    private long[][] shapes(Network network) {
        look(network);
        return shapes;
    }

    private void look(Network network) {
        if (network != known) {
            known = network;
            dependences = new Dependences(network, fixed);
            shapes = ShapeInference.infer(network, inputShapes);
        }
    }

    private Network joined(Network network) {
        return Joining.of(network, dependences(network), shapes(network));
    }

    /** Returns the network with fewer nodes, where none is wanted for itself. */
    private Network fused(Network network) {
        Network fused = Fusion.fused(network, dependences(network), goesBack());
        return purpose == Purpose.FORWARD_FROM_KEPT ? Reordering.of(fused, dependences(fused), shapes(fused)) : fused;
    }

    private boolean goesBack() {
        return purpose == Purpose.GRADIENT;
    }

    /** Returns the network with what an engine for its layers does better, where there is one; fused in any case. */
    private Network byEngine(Network network) {
        Optional<LayerEngine> engine = LayerEngines.of(network);
        if (engine.isEmpty()) {
            return fused(network);
        }
        Network fused = fused(Assembly.of(network, dependences(network), shapes(network), goesBack()));
        Network byRows = LayerEngines.hasLayers(network)
                ? engine.get().byRows(fused, dependences(fused), shapes(fused), goesBack())
                : fused;
        return engine.get().laidOut(byRows, dependences(byRows), shapes(byRows), goesBack());
    }
}
