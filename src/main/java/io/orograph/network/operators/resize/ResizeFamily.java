package io.orograph.network.operators.resize;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that interpolate. */
public final class ResizeFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "resizing",
            entry("Resize", Operands.of("X", "scales").since(11, "X", "roi?", "scales?", "sizes?"), Resize::new),
            entry("Upsample", Operands.of("X").since(9, "X", "scales"), Resize::new));

    private ResizeFamily() {}
}
