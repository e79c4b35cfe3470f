package io.orograph.network.operators.quantization;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that round to integers with a scale, and undo the scale. */
public final class QuantizationFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "quantisation",
            entry("DequantizeLinear", Operands.of("x", "x_scale", "x_zero_point?"), DequantizeLinear::new),
            entry("DynamicQuantizeLinear", Operands.of("x"), node -> new DynamicQuantizeLinear()),
            entry("QuantizeLinear", Operands.of("x", "y_scale", "y_zero_point?"), QuantizeLinear::new));

    private QuantizationFamily() {}
}
