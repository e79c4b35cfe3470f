package io.orograph.network.operators;

import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.custom.ThresholdRelu;

/** Element-wise functions, arithmetic and reductions with their counterparts. */
final class SameDiffFunctions extends SameDiffTable {

    /** One argument. */
    @FunctionalInterface
    private interface Function {
        SDVariable of(SameDiff graph, SDVariable x);
    }

    SameDiffFunctions() {
        addFunctions();
        addActivations();
        addArithmetic();
        addReductions();
    }

    private void onBothSides(String type, Function function, Object... settings) {
        add(OperatorCase.of(type, 20, settings).input(3, 7, 5), (graph, x) -> function.of(graph, x[0]));
    }

    private void onPositive(String type, Function function, Object... settings) {
        add(OperatorCase.of(type, 13, settings).positiveInput(3, 7, 5), (graph, x) -> function.of(graph, x[0]));
    }

    private void inside(String type, Function function) {
        double[] inside = {-0.875, -0.5, -0.25, 0.125, 0.5, 0.75, 0.9375};
        add(OperatorCase.of(type, 13).input(inside, 7), (graph, x) -> function.of(graph, x[0]));
    }

    private void addFunctions() {
        onBothSides("Abs", (graph, x) -> graph.math().abs(x));
        inside("Acos", (graph, x) -> graph.math().acos(x));
        inside("Asin", (graph, x) -> graph.math().asin(x));
        inside("Atanh", (graph, x) -> graph.math().atanh(x));
        add(
                OperatorCase.of("Acosh", 13).input(new double[] {1.0625, 1.5, 2, 3, 40, 5000}, 2, 3),
                (graph, x) -> graph.math().acosh(x[0]));
        onBothSides("Asinh", (graph, x) -> graph.math().asinh(x));
        onBothSides("Atan", (graph, x) -> graph.math().atan(x));
        onBothSides("Ceil", (graph, x) -> graph.math().ceil(x));
        onBothSides("Cos", (graph, x) -> graph.math().cos(x));
        onBothSides("Cosh", (graph, x) -> graph.math().cosh(x));
        onBothSides("Erf", (graph, x) -> graph.math().erf(x));
        onBothSides("Exp", (graph, x) -> graph.math().exp(x));
        onBothSides("Floor", (graph, x) -> graph.math().floor(x));
        onPositive("Log", (graph, x) -> graph.math().log(x));
        onBothSides("Neg", (graph, x) -> graph.math().neg(x));
        onPositive("Reciprocal", (graph, x) -> graph.math().reciprocal(x));
        onBothSides("Round", (graph, x) -> graph.math().round(x));
        onBothSides("Sign", (graph, x) -> graph.math().sign(x));
        onBothSides("Sin", (graph, x) -> graph.math().sin(x));
        onBothSides("Sinh", (graph, x) -> graph.math().sinh(x));
        onPositive("Sqrt", (graph, x) -> graph.math().sqrt(x));
        inside("Tan", (graph, x) -> graph.math().tan(x));
        add(
                OperatorCase.of("CumSum", 14).input(7).constant(Tensor.of(new long[] {0})),
                (graph, x) -> graph.cumsum(x[0], false, false, 0));
        // Exclusive and backwards: a product with the matrix of ones above its diagonal.
        double[] above = new double[3 * 7 * 7];
        Arrays.setAll(above, i -> i % 7 > i / 7 % 7 ? 1 : 0);
        add(
                OperatorCase.of("CumSum", 14, "exclusive", 1, "reverse", 1)
                        .input(3, 7, 5)
                        .constant(Tensor.of(new long[] {1})),
                (graph, x) -> graph.mmul(graph.constant(SameDiffCounterpart.array(above, 3, 7, 7)), x[0]));
    }

    private void addActivations() {
        onBothSides("Elu", (graph, x) -> graph.nn().elu(x));
        onBothSides(
                "Celu",
                (graph, x) -> above(graph, x)
                        .add(graph.math().expm1(below(graph, x).div(0.5)).mul(0.5)),
                "alpha",
                0.5f);
        onBothSides(
                "Gelu",
                (graph, x) -> graph.math()
                        .tanh(x.add(graph.math().cube(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)))
                        .add(1)
                        .mul(x)
                        .mul(0.5),
                "approximate",
                "tanh");
        onBothSides(
                "Gelu",
                (graph, x) ->
                        graph.math().erf(x.div(Math.sqrt(2))).add(1).mul(x).mul(0.5));
        onBothSides(
                "HardSwish",
                (graph, x) -> graph.math().clipByValue(x.div(6).add(0.5), 0, 1).mul(x));
        onBothSides("HardSigmoid", (graph, x) -> graph.nn().hardSigmoid(x));
        onBothSides("LeakyRelu", (graph, x) -> graph.nn().leakyRelu(x, 0.125), "alpha", 0.125f);
        onBothSides("LogSoftmax", (graph, x) -> graph.nn().logSoftmax(x), "axis", 2);
        onBothSides("LogSoftmax", (graph, x) -> graph.math().log(graph.nn().softmax(x, 1)), "axis", 1);
        onBothSides(
                "Mish", (graph, x) -> graph.nn().tanh(graph.nn().softplus(x)).mul(x));
        onBothSides("Relu", (graph, x) -> graph.nn().relu(x, 0));
        onBothSides(
                "Selu",
                (graph, x) -> above(graph, x)
                        .add(graph.math().expm1(below(graph, x)).mul(1.6732631921768188))
                        .mul(1.0507010221481323));
        onBothSides(
                "Shrink",
                (graph, x) -> graph.nn()
                        .relu(x.sub(0.5), 0)
                        .sub(graph.nn().relu(x.neg().sub(0.5), 0)),
                "bias",
                0.5f,
                "lambd",
                0.5f);
        onBothSides("Sigmoid", (graph, x) -> graph.nn().sigmoid(x));
        onBothSides("Softmax", (graph, x) -> graph.nn().softmax(x, 2), "axis", 2);
        onBothSides("Softmax", (graph, x) -> graph.nn().softmax(x, 1), "axis", 1);
        // Before opset 13 all axes from the first one on count as one.
        add(
                OperatorCase.of("Softmax", 11, "axis", 1).input(3, 7, 5),
                (graph, x) -> graph.nn().softmax(x[0].reshape(3, 35), 1));
        onBothSides("Softplus", (graph, x) -> graph.nn().softplus(x));
        onBothSides("Softsign", (graph, x) -> graph.nn().softsign(x));
        add(
                OperatorCase.of("Swish", 24, "alpha", 1.5f).input(3, 7, 5),
                (graph, x) -> x[0].mul(graph.nn().sigmoid(x[0].mul(1.5))));
        onBothSides("Tanh", (graph, x) -> graph.nn().tanh(x));
        onBothSides("ThresholdedRelu", (graph, x) -> new ThresholdRelu(graph, x, 0.5).outputVariable(), "alpha", 0.5f);
        add(
                OperatorCase.of("PRelu", 16).input(3, 7, 5).input(7, 1),
                (graph, x) -> graph.nn().prelu(x[0], x[1].reshape(7, 1), 2));
        add(
                OperatorCase.of("Clip", 13)
                        .input(3, 7, 5)
                        .constant(Tensor.of(new float[] {-0.5f}))
                        .constant(Tensor.of(new float[] {0.75f})),
                (graph, x) -> graph.math().clipByValue(x[0], -0.5, 0.75));
    }

    private static SDVariable above(SameDiff graph, SDVariable x) {
        return graph.nn().relu(x, 0);
    }

    private static SDVariable below(SameDiff graph, SDVariable x) {
        return graph.nn().relu(x.neg(), 0).neg();
    }

    private void addArithmetic() {
        stretched("Add", (graph, x) -> x[0].add(x[1]));
        stretched("Div", (graph, x) -> x[0].div(x[1]));
        stretched("Mul", (graph, x) -> x[0].mul(x[1]));
        stretched("Sub", (graph, x) -> x[0].sub(x[1]));
        add(
                OperatorCase.of("Max", 13).input(3, 7).input(3, 7),
                (graph, x) -> graph.math().max(x[0], x[1]));
        add(
                OperatorCase.of("Min", 13).input(3, 7).input(3, 7),
                (graph, x) -> graph.math().min(x[0], x[1]));
        add(
                OperatorCase.of("Max", 13).input(3, 7).input(3, 1),
                (graph, x) -> graph.math().max(x[0], graph.tile(x[1], 1, 7)));
        add(
                OperatorCase.of("Min", 13).input(3, 7).input(3, 1),
                (graph, x) -> graph.math().min(x[0], graph.tile(x[1], 1, 7)));
        several("Max", (graph, x) -> graph.math().mergeMax(x));
        several("Mean", (graph, x) -> graph.math().mergeAdd(x).div(3));
        several("Sum", (graph, x) -> graph.math().mergeAdd(x));
        add(
                OperatorCase.of("Pow", 13).positiveInput(3, 7, 5).input(7, 1),
                (graph, x) -> graph.math().pow(x[0], x[1]));
        add(
                OperatorCase.of("Pow", 13).positiveInput(3, 7, 5).input(3, 7, 5),
                (graph, x) -> graph.math().pow(x[0], x[1]));
        add(
                OperatorCase.of("DequantizeLinear", 19, "axis", 1)
                        .input(3, 7)
                        .positiveInput(7)
                        .input(7),
                (graph, x) -> x[0].sub(x[2]).mul(x[1]));
        double[] yes = {1, 0, 0, 1, 1, 0};
        double[] no = {0, 1, 1, 0, 0, 1};
        add(
                OperatorCase.of("Where", 16)
                        .input(ElementType.BOOL, yes, 2, 3)
                        .input(2, 3)
                        .input(2, 3),
                (graph, x) -> x[0].mul(graph.constant(SameDiffCounterpart.array(yes, 2, 3)))
                        .add(x[1].mul(graph.constant(SameDiffCounterpart.array(no, 2, 3)))));
    }

    private void stretched(String type, SameDiffCounterpart.Graph graph) {
        add(OperatorCase.of(type, 13).input(3, 7, 5).positiveInput(7, 1), graph);
    }

    private void several(String type, SameDiffCounterpart.Graph graph) {
        add(OperatorCase.of(type, 13).input(3, 7).input(3, 7).positiveInput(3, 7), graph);
    }

    private void addReductions() {
        reduced("ReduceL1", (graph, x) -> graph.norm1(x, false, 1));
        reduced("ReduceL2", (graph, x) -> graph.norm2(x, false, 1));
        add(
                OperatorCase.of("ReduceLogSum", 13, "axes", new long[] {-1}).positiveInput(3, 7, 5),
                (graph, x) -> graph.math().log(graph.sum(x[0], true, 2)));
        reduced("ReduceMax", (graph, x) -> graph.max(x, false, 1));
        reduced("ReduceMean", (graph, x) -> graph.mean(x, false, 1));
        reduced("ReduceMin", (graph, x) -> graph.min(x, false, 1));
        reduced("ReduceProd", (graph, x) -> graph.prod(x, false, 1));
        reduced("ReduceSum", (graph, x) -> graph.sum(x, false, 1));
        reduced("ReduceSumSquare", (graph, x) -> graph.squaredNorm(x, false, 1));
        reduced(
                "ReduceLogSumExp",
                (graph, x) -> graph.math().log(graph.sum(graph.math().exp(x), false, 1)));
    }

    private void reduced(String type, Function function) {
        OperatorCase subject = type.equals("ReduceSum")
                ? OperatorCase.of(type, 13, "keepdims", 0).input(3, 7, 5).constant(Tensor.of(new long[] {1}, 1))
                : OperatorCase.of(type, 13, "keepdims", 0, "axes", new long[] {1})
                        .input(3, 7, 5);
        add(subject, (graph, x) -> function.of(graph, x[0]));
    }
}
