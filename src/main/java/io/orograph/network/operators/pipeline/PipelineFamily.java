package io.orograph.network.operators.pipeline;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the steps of pipelines. */
public final class PipelineFamily {

    private static final String DOMAIN = "ai.onnx.ml:";

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "pipelines",
            entry(DOMAIN + "ArrayFeatureExtractor", Operands.of("X", "Y"), node -> new ArrayFeatureExtractor()),
            entry(DOMAIN + "LabelEncoder", Operands.of("X"), LabelEncoder::of),
            entry(DOMAIN + "Normalizer", Operands.of("X"), Normalizer::new),
            entry(DOMAIN + "Scaler", Operands.of("X"), Scaler::new));

    private PipelineFamily() {}
}
