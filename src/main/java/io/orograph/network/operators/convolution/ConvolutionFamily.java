package io.orograph.network.operators.convolution;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the convolutions. */
public final class ConvolutionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "convolutions",
            entry("Conv", Operands.of("X", "W", "B?"), Conv::of),
            entry("ConvTranspose", Operands.of("X", "W", "B?"), Im2ColConvolution::transposed));

    private ConvolutionFamily() {}
}
