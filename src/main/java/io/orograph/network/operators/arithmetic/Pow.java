package io.orograph.network.operators.arithmetic;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;

/** x₀ to the power x₁. */
final class Pow extends BroadcastOperator {

    private Pow() {
        super(2, Role.NONE);
    }

    /** One constant exponent has an operator of its own, which is faster. */
    static Operator of(NodeSpec node) {
        boolean constant =
                node.constant(1).filter(exponent -> exponent.size() == 1).isPresent();
        return constant ? new ConstantPower(node) : new Pow();
    }

    @Override
    protected double value(double[] x) {
        return Math.pow(x[0], x[1]);
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        if (i == 0) {
            return x[1] == 0 ? 0 : x[1] * Math.pow(x[0], x[1] - 1);
        }
        // As PyTorch: at x₀ = 0 the power stays 0 whatever the exponent does.
        return x[0] == 0 && x[1] >= 0 ? 0 : y * Math.log(x[0]);
    }
}
