package io.orograph.network.operators.normalization;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the normalisations. */
public final class NormalizationFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "normalisations",
            entry("BatchNormalization", BatchNormalization::new),
            entry("GroupNormalization", LayerNormalization::group),
            entry("InstanceNormalization", LayerNormalization::instance),
            entry("LayerNormalization", LayerNormalization::layer),
            entry("LRN", LocalResponseNormalization::new),
            entry("LpNormalization", LpNormalization::new),
            entry("RMSNormalization", LayerNormalization::rms));

    private NormalizationFamily() {}
}
