package io.orograph.network.operators.shape;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that hand on the numbers of their input in other places. */
public final class ShapeFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "shapes",
            entry("Concat", Concat::new),
            entry("DepthToSpace", BlockRearrangement::depthToSpace),
            entry("Dropout", node -> new Identity()),
            entry("Expand", Expand::new),
            entry("Flatten", Flatten::new),
            entry("Identity", node -> new Identity()),
            entry("Pad", Pad::new),
            entry("Reshape", Reshape::new),
            entry("Slice", SliceOperator::new),
            entry("SpaceToDepth", BlockRearrangement::spaceToDepth),
            entry("Split", Split::new),
            entry("Squeeze", Squeeze::new),
            entry("Tile", Tile::new),
            entry("Transpose", Transpose::new),
            entry("Trilu", Trilu::new),
            entry("Unsqueeze", Unsqueeze::new));

    private ShapeFamily() {}
}
