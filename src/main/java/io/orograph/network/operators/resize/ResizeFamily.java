package io.orograph.network.operators.resize;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that interpolate. */
public final class ResizeFamily {

    private ResizeFamily() {}

    public static OperatorFamily family() {
        return OperatorFamily.of("resizing", entry("Resize", Resize::new), entry("Upsample", Resize::new));
    }
}
