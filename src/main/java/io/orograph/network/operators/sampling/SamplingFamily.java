package io.orograph.network.operators.sampling;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that sample images at given places. */
public final class SamplingFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "sampling",
            entry("AffineGrid", Operands.of("theta", "size"), AffineGrid::new),
            entry("GridSample", Operands.of("X", "grid"), GridSample::new));

    private SamplingFamily() {}
}
