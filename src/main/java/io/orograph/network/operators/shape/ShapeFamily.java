package io.orograph.network.operators.shape;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators that hand on the numbers of their input in other places. */
public final class ShapeFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "shapes",
            entry("Concat", Operands.of("inputs…"), Concat::new),
            entry("DepthToSpace", Operands.of("input"), BlockRearrangement::depthToSpace),
            entry("Dropout", Operands.of("data").since(12, "data", "ratio?", "training_mode?"), node -> new Identity()),
            entry("Expand", Operands.of("input", "shape", "batch?"), Expand::new),
            entry("EyeLike", Operands.of("input"), EyeLike::new),
            entry("Flatten", Operands.of("input"), Flatten::new),
            entry("Identity", Operands.of("input"), node -> new Identity()),
            entry(
                    "Pad",
                    Operands.of("data")
                            .since(11, "data", "pads", "constant_value?")
                            .since(18, "data", "pads", "constant_value?", "axes?"),
                    Pad::new),
            entry("Reshape", Operands.of("data", "shape"), Reshape::new),
            entry(
                    "Slice",
                    Operands.of("data").since(10, "data", "starts", "ends", "axes?", "steps?"),
                    SliceOperator::new),
            entry("SpaceToDepth", Operands.of("input"), BlockRearrangement::spaceToDepth),
            entry("Split", Operands.of("input").since(13, "input", "split?"), Split::new),
            entry("Squeeze", Operands.of("data").since(13, "data", "axes?"), Squeeze::new),
            entry("Tile", Operands.of("input", "repeats"), Tile::new),
            entry("Transpose", Operands.of("data"), Transpose::new),
            entry("Trilu", Operands.of("input", "k?"), Trilu::new),
            entry("Unsqueeze", Operands.of("data").since(13, "data", "axes"), Unsqueeze::new));

    private ShapeFamily() {}
}
