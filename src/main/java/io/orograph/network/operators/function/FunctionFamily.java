package io.orograph.network.operators.function;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the functions of one number. */
public final class FunctionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "functions",
            entry("Abs", Operands.of("X"), node -> new Abs()),
            entry("Acos", Operands.of("input"), node -> ElementaryFunctions.arcCosine()),
            entry("Acosh", Operands.of("input"), node -> ElementaryFunctions.hyperbolicArcCosine()),
            entry("Asin", Operands.of("input"), node -> ElementaryFunctions.arcSine()),
            entry("Asinh", Operands.of("input"), node -> ElementaryFunctions.hyperbolicArcSine()),
            entry("Atan", Operands.of("input"), node -> ElementaryFunctions.arcTangent()),
            entry("Atanh", Operands.of("input"), node -> ElementaryFunctions.hyperbolicArcTangent()),
            entry("Cast", Operands.of("input"), Cast::of),
            entry("Ceil", Operands.of("input"), node -> ElementaryFunctions.ceil()),
            entry("Clip", Operands.of("input").since(11, "input", "min?", "max?"), Clip::new),
            entry("Cos", Operands.of("input"), node -> ElementaryFunctions.cosine()),
            entry("Cosh", Operands.of("input"), node -> ElementaryFunctions.hyperbolicCosine()),
            entry("Erf", Operands.of("input"), node -> new Erf()),
            entry("Exp", Operands.of("input"), node -> new Exp()),
            entry("Floor", Operands.of("input"), node -> ElementaryFunctions.floor()),
            entry("Log", Operands.of("input"), node -> ElementaryFunctions.logarithm()),
            entry("Neg", Operands.of("input"), node -> new Neg()),
            entry("Reciprocal", Operands.of("input"), node -> ElementaryFunctions.reciprocal()),
            entry("Round", Operands.of("input"), node -> ElementaryFunctions.round()),
            entry("Sign", Operands.of("input"), node -> ElementaryFunctions.sign()),
            entry("Sin", Operands.of("input"), node -> ElementaryFunctions.sine()),
            entry("Sinh", Operands.of("input"), node -> ElementaryFunctions.hyperbolicSine()),
            entry("Sqrt", Operands.of("input"), node -> new SquareRoot()),
            entry("Tan", Operands.of("input"), node -> ElementaryFunctions.tangent()));

    private FunctionFamily() {}
}
