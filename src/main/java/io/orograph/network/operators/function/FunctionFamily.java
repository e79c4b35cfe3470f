package io.orograph.network.operators.function;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the functions of one number. */
public final class FunctionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "functions",
            entry("Abs", node -> new Abs()),
            entry("Acos", node -> ElementaryFunctions.arcCosine()),
            entry("Asin", node -> ElementaryFunctions.arcSine()),
            entry("Asinh", node -> ElementaryFunctions.hyperbolicArcSine()),
            entry("Atan", node -> ElementaryFunctions.arcTangent()),
            entry("Cast", Cast::of),
            entry("Ceil", node -> ElementaryFunctions.ceil()),
            entry("Clip", Clip::new),
            entry("Cos", node -> ElementaryFunctions.cosine()),
            entry("Cosh", node -> ElementaryFunctions.hyperbolicCosine()),
            entry("Erf", node -> new Erf()),
            entry("Exp", node -> new Exp()),
            entry("Floor", node -> ElementaryFunctions.floor()),
            entry("Log", node -> ElementaryFunctions.logarithm()),
            entry("Neg", node -> new Neg()),
            entry("Reciprocal", node -> ElementaryFunctions.reciprocal()),
            entry("Round", node -> ElementaryFunctions.round()),
            entry("Sign", node -> ElementaryFunctions.sign()),
            entry("Sin", node -> ElementaryFunctions.sine()),
            entry("Sinh", node -> ElementaryFunctions.hyperbolicSine()),
            entry("Sqrt", node -> ElementaryFunctions.squareRoot()),
            entry("Tan", node -> ElementaryFunctions.tangent()));

    private FunctionFamily() {}
}
