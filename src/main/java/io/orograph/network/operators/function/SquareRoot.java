package io.orograph.network.operators.function;

import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;

/** √x; NaN below 0. */
final class SquareRoot extends Elementwise {

    private static final FloatLoop ROOT = FloatLoop.of(x -> x[0].root(), (x, y, length) -> {
        for (int i = 0; i < length; i++) {
            y[i] = (float) Math.sqrt(x[0][i]);
        }
    });

    SquareRoot() {
        super(Math::sqrt, (x, y) -> 0.5 / y);
    }

    /** Files store a layer normalisation in parts, of which it is one. */
    @Override
    public boolean isForEngines() {
        return true;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(ROOT);
    }
}
