package io.orograph.network.operators.recurrent;

import io.orograph.network.NodeSpec;
import io.orograph.network.UnsupportedOperatorException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Reads which functions a recurrent layer takes at its gates. */
final class GateFunctions {

    private final NodeSpec node;
    private final double clip;
    private final Deque<Double> alphas;
    private final Deque<Double> betas;

    private GateFunctions(NodeSpec node) {
        this.node = node;
        alphas = settings("activation_alpha");
        betas = settings("activation_beta");
        double limit = node.attributes().number("clip", 0);
        clip = limit > 0 ? limit : Double.POSITIVE_INFINITY;
    }

    /**
     * The functions of each direction.
     *
     * @param defaults the names of one direction's
     * @throws UnsupportedOperatorException if there is one of another name, or one that neither rises nor falls
     *     throughout
     * @throws IllegalArgumentException if there are too few or too many
     */
    static List<List<GateFunction>> of(NodeSpec node, int directions, String... defaults) {
        String[] given = node.attributes().texts("activations");
        String[] names = given;
        if (given.length == 0) {
            names = new String[directions * defaults.length];
            Arrays.setAll(names, i -> defaults[i % defaults.length]);
        }
        if (names.length != directions * defaults.length) {
            throw new IllegalArgumentException(node.label() + " names the activations " + Arrays.toString(given)
                    + "; it needs " + directions * defaults.length);
        }
        GateFunctions reading = new GateFunctions(node);
        List<List<GateFunction>> all = new ArrayList<>();
        for (int direction = 0; direction < directions; direction++) {
            List<GateFunction> own = new ArrayList<>();
            for (int i = 0; i < defaults.length; i++) {
                own.add(reading.next(names[direction * defaults.length + i]));
            }
            all.add(own);
        }
        return all;
    }

    private Deque<Double> settings(String name) {
        Deque<Double> settings = new ArrayDeque<>();
        for (float setting : node.attributes().numbers(name).orElse(new float[0])) {
            settings.add((double) setting);
        }
        return settings;
    }

    /** Functions with settings take the next ones that are given, the others none. */
    private GateFunction next(String name) {
        GateFunction.Kind kind = GateFunction.Kind.of(name)
                .orElseThrow(() -> unsupported(
                        "the activation " + name + "; supported are " + Arrays.toString(GateFunction.Kind.values())));
        double alpha = kind.hasAlpha() && !alphas.isEmpty() ? alphas.remove() : kind.alpha();
        double beta = kind.hasBeta() && !betas.isEmpty() ? betas.remove() : kind.beta();
        boolean steady = kind == GateFunction.Kind.SCALEDTANH ? alpha != 0 : alpha >= 0 || !kind.hasAlpha();
        if (!steady && kind != GateFunction.Kind.AFFINE) {
            throw unsupported("the activation " + name + " with alpha = " + alpha
                    + "; supported are functions that rise or fall throughout");
        }
        return new GateFunction(kind, alpha, beta, clip);
    }

    private UnsupportedOperatorException unsupported(String what) {
        return node.unsupported("has " + what);
    }
}
