package io.orograph.network.operators.arithmetic;

import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** The largest or smallest of several numbers (Max, Min); the gradient goes to the first of equal ones. */
final class Extremum extends BroadcastOperator {

    private final DoubleBinaryOperator choice;
    private final FloatLoop loop;

    private Extremum(NodeSpec node, DoubleBinaryOperator choice, FloatLoop loop) {
        super(inputs(node), Role.NONE);
        this.choice = choice;
        this.loop = loop;
    }

    static Extremum max(NodeSpec node) {
        return new Extremum(node, Math::max, (x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.max(y[i], x[k][i]);
                }
            }
        });
    }

    static Extremum min(NodeSpec node) {
        return new Extremum(node, Math::min, (x, y, length) -> {
            System.arraycopy(x[0], 0, y, 0, length);
            for (int k = 1; k < x.length; k++) {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.min(y[i], x[k][i]);
                }
            }
        });
    }

    @Override
    protected double value(double[] x) {
        double best = x[0];
        for (double next : x) {
            best = choice.applyAsDouble(best, next);
        }
        return best;
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        for (int before = 0; before < i; before++) {
            if (x[before] == y) {
                return 0;
            }
        }
        return x[i] == y ? 1 : 0;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(loop);
    }
}
