package io.orograph.network.operators.resize;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that interpolate. */
public final class ResizeFamily {

    public static final OperatorFamily FAMILY =
            OperatorFamily.of("resizing", entry("Resize", Resize::new), entry("Upsample", Resize::new));

    private ResizeFamily() {}
}
