package io.orograph.network.operators.normalization;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the normalisations. */
public final class NormalizationFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "normalisations",
            entry("BatchNormalization", Operands.of("X", "scale", "B", "mean", "var"), BatchNormalization::new),
            entry("GroupNormalization", Operands.of("X", "scale", "bias"), LayerNormalization::group),
            entry("InstanceNormalization", Operands.of("input", "scale", "B"), LayerNormalization::instance),
            entry("LayerNormalization", Operands.of("X", "Scale", "B?"), LayerNormalization::layer),
            entry("LRN", Operands.of("X"), LocalResponseNormalization::new),
            entry("LpNormalization", Operands.of("input"), LpNormalization::new),
            entry("MeanVarianceNormalization", Operands.of("X"), MeanVarianceNormalization::new),
            entry("RMSNormalization", Operands.of("X", "scale"), LayerNormalization::rms));

    private NormalizationFamily() {}
}
