package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.OperatorSource;
import io.orograph.network.UnsupportedOperatorException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the operator for a node by its ONNX name. */
public final class OperatorTable implements OperatorSource {

    private static final OperatorTable STANDARD = new OperatorTable();

    /** Makes an operator from what a node says. */
    @FunctionalInterface
    interface Factory {
        /**
         * @throws UnsupportedOperatorException if a setting is not supported
         * @throws IllegalArgumentException if the settings are not valid
         */
        Operator create(NodeSpec node);
    }

    private static final Map<String, Factory> FACTORIES = new TreeMap<>();

    static {
        addLayers();
        addArithmetic();
        addFunctions();
        addActivations();
        addLogic();
        addReductions();
        addShaping();
    }

    private OperatorTable() {}

    private static void addLayers() {
        FACTORIES.put("AveragePool", PlainPool::average);
        FACTORIES.put("BatchNormalization", BatchNormalization::new);
        FACTORIES.put("Conv", Conv::of);
        FACTORIES.put("ConvTranspose", ColumnConvolution::transposed);
        FACTORIES.put("Dropout", node -> new Identity());
        FACTORIES.put("Gemm", Gemm::new);
        FACTORIES.put("GlobalAveragePool", node -> new GlobalAveragePool());
        FACTORIES.put("GlobalLpPool", Reduction::normBehindChannels);
        FACTORIES.put("GlobalMaxPool", node -> new Reduction(Reduction.Kind.MAX));
        FACTORIES.put("Einsum", Einsum::new);
        FACTORIES.put("GRU", Recurrent::gru);
        FACTORIES.put("GroupNormalization", LayerNormalization::group);
        FACTORIES.put("InstanceNormalization", LayerNormalization::instance);
        FACTORIES.put("LayerNormalization", LayerNormalization::layer);
        FACTORIES.put("LRN", LocalResponseNormalization::new);
        FACTORIES.put("LSTM", Recurrent::lstm);
        FACTORIES.put("LpNormalization", LpNormalization::new);
        FACTORIES.put("LpPool", PlainPool::norm);
        FACTORIES.put("MatMul", node -> new MatMul());
        FACTORIES.put("MaxPool", PlainPool::max);
        FACTORIES.put("RMSNormalization", LayerNormalization::rms);
        FACTORIES.put("RNN", Recurrent::rnn);
    }

    private static void addArithmetic() {
        FACTORIES.put("Abs", node -> new Absolute());
        FACTORIES.put("Add", node -> new Add());
        FACTORIES.put("Cast", Cast::of);
        FACTORIES.put("Clip", Clip::new);
        FACTORIES.put("CumSum", CumulativeSum::new);
        FACTORIES.put("Div", node -> new Divide());
        FACTORIES.put("Max", BroadcastFunction::max);
        FACTORIES.put("Mean", BroadcastFunction::mean);
        FACTORIES.put("Min", BroadcastFunction::min);
        FACTORIES.put("Mul", node -> new Multiply());
        FACTORIES.put("Neg", node -> new Negate());
        FACTORIES.put("Pow", BroadcastFunction::power);
        FACTORIES.put("Sqrt", node -> Pointwise.squareRoot());
        FACTORIES.put("Sub", node -> new Subtract());
        FACTORIES.put("Sum", BroadcastFunction::sum);
    }

    private static void addFunctions() {
        FACTORIES.put("Acos", node -> new Pointwise(Math::acos, (x, y) -> -1 / Math.sqrt(1 - x * x)));
        FACTORIES.put("Asin", node -> new Pointwise(Math::asin, (x, y) -> 1 / Math.sqrt(1 - x * x)));
        FACTORIES.put("Asinh", node -> new Pointwise(Pointwise::asinh, (x, y) -> 1 / Math.hypot(x, 1)));
        FACTORIES.put("Atan", node -> new Pointwise(Math::atan, (x, y) -> 1 / (1 + x * x)));
        FACTORIES.put("Ceil", node -> Pointwise.ceil());
        FACTORIES.put("Cos", node -> Pointwise.cosine());
        FACTORIES.put("Cosh", node -> new Pointwise(Math::cosh, (x, y) -> Math.sinh(x)));
        FACTORIES.put("Erf", node -> new ErrorFunction());
        FACTORIES.put("Exp", node -> new Exponential());
        FACTORIES.put("Floor", node -> Pointwise.floor());
        FACTORIES.put("Log", node -> new Pointwise(Math::log, (x, y) -> 1 / x));
        FACTORIES.put("Reciprocal", node -> Pointwise.reciprocal());
        FACTORIES.put("Round", node -> Pointwise.round());
        FACTORIES.put("Sign", node -> Pointwise.sign());
        FACTORIES.put("Sin", node -> Pointwise.sine());
        FACTORIES.put("Sinh", node -> new Pointwise(Math::sinh, (x, y) -> Math.cosh(x)));
        FACTORIES.put("Tan", node -> new Pointwise(Math::tan, (x, y) -> 1 + y * y));
    }

    private static void addActivations() {
        FACTORIES.put("Celu", Elu::celu);
        FACTORIES.put("Elu", Elu::elu);
        FACTORIES.put("Gelu", Gelu::new);
        FACTORIES.put("HardSigmoid", HardSigmoid::new);
        FACTORIES.put("HardSwish", node -> new HardSwish());
        FACTORIES.put("LeakyRelu", LeakyRelu::new);
        FACTORIES.put("LogSoftmax", Softmax::logSoftmax);
        FACTORIES.put("Mish", node -> Pointwise.mish());
        FACTORIES.put("PRelu", node -> BroadcastFunction.prelu());
        FACTORIES.put("Relu", node -> new Relu());
        FACTORIES.put("Selu", Elu::selu);
        FACTORIES.put("Shrink", Pointwise::shrink);
        FACTORIES.put("Sigmoid", node -> new Sigmoid());
        FACTORIES.put("Softmax", Softmax::softmax);
        FACTORIES.put("Softplus", node -> new Softplus());
        FACTORIES.put("Softsign", node -> Pointwise.softsign());
        FACTORIES.put("Tanh", node -> new Tanh());
        FACTORIES.put("ThresholdedRelu", Pointwise::thresholdedRelu);
    }

    private static void addLogic() {
        FACTORIES.put("And", node -> Logic.and());
        FACTORIES.put("Or", node -> Logic.or());
        FACTORIES.put("Xor", node -> Logic.xor());
        FACTORIES.put("Equal", node -> Logic.equal());
        FACTORIES.put("Greater", node -> Logic.greater());
        FACTORIES.put("GreaterOrEqual", node -> Logic.greaterOrEqual());
        FACTORIES.put("Less", node -> Logic.less());
        FACTORIES.put("LessOrEqual", node -> Logic.lessOrEqual());
        FACTORIES.put("Not", node -> Logic.not());
        FACTORIES.put("Where", node -> Logic.where());
    }

    private static void addReductions() {
        FACTORIES.put("ArgMax", ArgumentOfExtreme::max);
        FACTORIES.put("ArgMin", ArgumentOfExtreme::min);
        addReduction("ReduceL1", Reduction.Kind.L1);
        addReduction("ReduceL2", Reduction.Kind.L2);
        addReduction("ReduceLogSum", Reduction.Kind.LOG_SUM);
        addReduction("ReduceLogSumExp", Reduction.Kind.LOG_SUM_EXP);
        addReduction("ReduceMax", Reduction.Kind.MAX);
        addReduction("ReduceMean", Reduction.Kind.MEAN);
        addReduction("ReduceMin", Reduction.Kind.MIN);
        addReduction("ReduceProd", Reduction.Kind.PROD);
        addReduction("ReduceSum", Reduction.Kind.SUM);
        addReduction("ReduceSumSquare", Reduction.Kind.SUM_SQUARE);
    }

    private static void addReduction(String name, Reduction.Kind kind) {
        FACTORIES.put(name, node -> new Reduction(node, kind));
    }

    private static void addShaping() {
        FACTORIES.put("Concat", Concat::new);
        FACTORIES.put("DepthToSpace", Blocks::depthToSpace);
        FACTORIES.put("Expand", Expand::new);
        FACTORIES.put("Flatten", Flatten::new);
        FACTORIES.put("Gather", Gather::new);
        FACTORIES.put("GatherElements", node -> new GatherAt(Indexing.ofElements(node)));
        FACTORIES.put("GatherND", node -> new GatherAt(Indexing.ofSlices(node)));
        FACTORIES.put("Identity", node -> new Identity());
        FACTORIES.put("OneHot", OneHot::new);
        FACTORIES.put("Pad", Pad::new);
        FACTORIES.put("Reshape", Reshape::new);
        FACTORIES.put("Resize", Resize::new);
        FACTORIES.put("Scatter", node -> new ScatterAt(node, Indexing.ofElements(node)));
        FACTORIES.put("ScatterElements", node -> new ScatterAt(node, Indexing.ofElements(node)));
        FACTORIES.put("ScatterND", node -> new ScatterAt(node, Indexing.ofSlices(node)));
        FACTORIES.put("Slice", Slice::new);
        FACTORIES.put("SpaceToDepth", Blocks::spaceToDepth);
        FACTORIES.put("Split", Split::new);
        FACTORIES.put("Squeeze", Squeeze::new);
        FACTORIES.put("Tile", Tile::new);
        FACTORIES.put("TopK", TopK::new);
        FACTORIES.put("Transpose", Transpose::new);
        FACTORIES.put("Trilu", Triangle::new);
        FACTORIES.put("Unsqueeze", Unsqueeze::new);
        FACTORIES.put("Upsample", Resize::new);
    }

    public static OperatorTable standard() {
        return STANDARD;
    }

    /** The ONNX names of all operators, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(FACTORIES.keySet());
    }

    @Override
    public boolean supports(String type) {
        return FACTORIES.containsKey(type);
    }

    @Override
    public Operator create(NodeSpec node) {
        Factory factory = FACTORIES.get(node.type());
        if (factory == null) {
            throw new UnsupportedOperatorException(
                    node.label() + " is not supported; supported are " + String.join(", ", FACTORIES.keySet()));
        }
        return factory.create(node);
    }
}
