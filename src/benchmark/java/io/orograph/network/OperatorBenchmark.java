package io.orograph.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.orograph.model.ModelReaders;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import onnx.OnnxMl.ValueInfoProto;

/**
 * The forward pass of every operator on 262144 numbers, or of the model files that are named, against ONNX Runtime with
 * one thread: processor time of the calling thread, so that other work on the machine counts for little; the two in
 * turn, the least of several rounds each. Prints nanoseconds an element of the input and the ratio, the slowest ratio
 * first.
 *
 * <pre>mvn -q -Pbenchmark test-compile exec:exec -Dbenchmark.main=io.orograph.network.OperatorBenchmark</pre>
 */
public final class OperatorBenchmark {

    private static final int ROUNDS = 5;
    private static final long LEAST_NANOSECONDS = 6_000_000;
    private static final long[] ROWS = {32, 8192};
    private static final long[] SHORT_ROWS = {8192, 32};
    private static final long[] IMAGES = {16, 16, 32, 32};
    private static final long[] SEQUENCE = {32, 32, 256};

    private static final List<String> UNARY = List.of(
            "Abs",
            "Acos",
            "Asin",
            "Asinh",
            "Atan",
            "Ceil",
            "Celu",
            "Clip",
            "Cos",
            "Cosh",
            "Elu",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "LeakyRelu",
            "Log",
            "LogSoftmax",
            "Mish",
            "Neg",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Shrink",
            "Sigmoid",
            "Sign",
            "Sin",
            "Sinh",
            "Softmax",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Tan",
            "Tanh",
            "ThresholdedRelu",
            "Flatten",
            "Transpose",
            "LpNormalization",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare",
            "ArgMax",
            "ArgMin");

    private static final List<String> BINARY =
            List.of("Add", "Div", "Max", "Mean", "Min", "Mul", "Pow", "PRelu", "Sub", "Sum");

    /** Where an operator is not, or means something else, in opset 18. */
    private static final Map<String, Integer> OPSETS =
            Map.of("Gelu", 20, "RMSNormalization", 23, "Scatter", 10, "Upsample", 9);

    private static final List<String> LOGICAL = List.of("Equal", "Greater", "LessOrEqual");

    /**
     * @param model what is measured
     * @param other what ONNX Runtime is given
     */
    private record Case(String name, OnnxModelBuilder model, OnnxModelBuilder other, long... shape) {
        Case(String name, OnnxModelBuilder model, long... shape) {
            this(name, model, model, shape);
        }
    }

    private record Result(String name, double own, double other) {
        double ratio() {
            return own / other;
        }
    }

    private OperatorBenchmark() {}

    /**
     * @param arguments regular expressions for names of operators, all of them if there are none; or model files
     */
    public static void main(String[] arguments) throws IOException, OrtException {
        NativeThreads.confineCurrentThread();
        List<Result> results = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.endsWith(".onnx")) {
                results.add(measure(argument, Path.of(argument), Path.of(argument), 8));
            }
        }
        for (Case each : results.isEmpty() ? cases() : List.<Case>of()) {
            boolean wanted = arguments.length == 0
                    || Arrays.stream(arguments)
                            .anyMatch(name ->
                                    Pattern.compile(name).matcher(each.name()).find());
            if (wanted) {
                Path file = each.model().write(Files.createTempFile("operator", ".onnx"));
                Path other = each.other().write(Files.createTempFile("other", ".onnx"));
                results.add(measure(each.name(), file, other, each.shape()[0]));
                Files.delete(file);
                Files.delete(other);
            }
        }
        System.out.println();
        results.sort(Comparator.comparingDouble(Result::ratio).reversed());
        for (Result result : results) {
            System.out.printf(
                    "%-34s %9.3f ns %9.3f ns %7.2f%n", result.name(), result.own(), result.other(), result.ratio());
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        UNARY.forEach(type -> cases.add(rows(type, List.of())));
        for (String type : BINARY) {
            cases.add(rows(type, List.of(weight(ROWS))));
            cases.add(rows(type, List.of(weight(ROWS[1]))));
        }
        LOGICAL.forEach(type -> cases.add(rows(type, List.of(weight(ROWS)))));
        for (String type : List.of("ReduceMean", "ReduceMax")) {
            cases.add(images(type, List.of(integers(2, 3))));
            cases.add(images(type, List.of(integers(1))));
        }
        for (String type : List.of("ReduceMean", "ReduceMax")) {
            cases.add(of(type, SHORT_ROWS, List.of(integers(1))));
        }
        cases.add(of("Softmax", SHORT_ROWS, List.of()));
        for (String type : List.of("PRelu", "Mul", "Add")) {
            cases.add(images(type, List.of(weight(16, 1, 1))));
        }
        cases.add(rows("MatMul", List.of(weight(8192, 64))));
        cases.add(rows("Gemm", List.of(weight(8192, 64), weight(64))));
        cases.add(rows("CumSum", List.of(Tensor.of(new long[] {1}))));
        cases.add(rows("Tile", List.of(integers(1, 2))));
        cases.add(rows("Slice", List.of(integers(1), integers(30), integers(0))));
        cases.add(rows("Concat", List.of(weight(ROWS)), "axis", 1));
        cases.add(rows("TopK", List.of(integers(5))));
        cases.add(rows("Trilu", List.of()));
        cases.add(rows("Pad", List.of(integers(0, 2, 0, 2))));
        cases.add(rows("TopK", List.of(integers(1000))));
        cases.add(rows("Slice", List.of(integers(8000), integers(0), integers(1), integers(-3))));
        cases.add(rows("Split", List.of(), "axis", 1, "num_outputs", 2));
        cases.add(rows("Expand", List.of(integers(2, 32, 8192))));
        cases.add(rows("Cast", List.of(), "to", 7));
        cases.add(rows("Einsum", List.of(weight(8192, 64)), "equation", "ij,jk->ik"));
        cases.add(rows("Max", List.of(weight(ROWS), weight(8192))));
        addIndexing(cases);
        addLogic(cases);
        addImages(cases);
        addOtherImages(cases);
        for (String type : List.of("LSTM", "GRU", "RNN")) {
            int gates = type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1;
            Tensor w = weight(1, gates * 128L, 256);
            Tensor r = weight(1, gates * 128L, 128);
            cases.add(of(type, SEQUENCE, List.of(w, r), "hidden_size", 128, "linear_before_reset", 1));
        }
        return cases;
    }

    private static void addImages(List<Case> cases) {
        Object[] pool = {"kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}};
        List.of("AveragePool", "LpPool", "MaxPool").forEach(type -> cases.add(images(type, List.of(), pool)));
        List.of("GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool")
                .forEach(type -> cases.add(images(type, List.of())));
        cases.add(images("Conv", List.of(weight(32, 16, 3, 3)), "pads", new long[] {1, 1, 1, 1}));
        cases.add(images("Conv", List.of(weight(16, 1, 3, 3)), "pads", new long[] {1, 1, 1, 1}, "group", 16));
        cases.add(images("Conv", List.of(weight(64, 16, 1, 1))));
        cases.add(images("ConvTranspose", List.of(weight(16, 8, 2, 2)), "strides", new long[] {2, 2}));
        List<Tensor> channels = List.of(weight(16), weight(16), weight(16), positive(16));
        cases.add(images("BatchNormalization", channels));
        cases.add(images("InstanceNormalization", channels.subList(0, 2)));
        cases.add(rows("LayerNormalization", List.of(weight(8192), weight(8192))));
        Tensor scale = weight(8192);
        // The ONNX Runtime that is used here is older than this operator: the next of kin stands in for it.
        cases.add(new Case(
                "RMSNormalization",
                rows("RMSNormalization", List.of(scale)).model(),
                rows("LayerNormalization", List.of(scale)).model(),
                ROWS));
        cases.add(images("LRN", List.of(), "size", 3));
        cases.add(images("DepthToSpace", List.of(), "blocksize", 2));
        cases.add(images("SpaceToDepth", List.of(), "blocksize", 2));
        cases.add(images("Transpose", List.of(), "perm", new long[] {0, 2, 3, 1}));
        cases.add(images("Pad", List.of(integers(0, 0, 1, 1, 0, 0, 1, 1)), "mode", "reflect"));
        cases.add(images("Upsample", List.of(Tensor.of(new float[] {1, 1, 2, 2}, 4))));
        cases.add(images("Resize", List.of(integers(0), weight(1), Tensor.of(new float[] {1, 1, 2, 2}, 4))));
        cases.add(images(
                "Resize", List.of(integers(0), weight(1), Tensor.of(new float[] {1, 1, 2, 2}, 4)), "mode", "linear"));
    }

    private static void addIndexing(List<Case> cases) {
        Tensor places = indices(32, 32, 4096);
        cases.add(rows("Gather", List.of(indices(8192, 4096)), "axis", 1));
        cases.add(rows("Gather", List.of(indices(32, 32)), "axis", 0));
        cases.add(rows("GatherElements", List.of(places), "axis", 0));
        cases.add(rows("GatherND", List.of(indices(32, 64, 1))));
        cases.add(rows("ScatterElements", List.of(places, weight(32, 4096)), "axis", 0));
        cases.add(rows("Scatter", List.of(places, weight(32, 4096)), "axis", 0));
        cases.add(rows("ScatterND", List.of(indices(32, 16, 1), weight(16, 8192))));
        cases.add(of("OneHot", ROWS, List.of(Tensor.of(new float[] {8}, 1), weight(2))));
        OnnxModelBuilder where = OnnxModelBuilder.opset(18)
                .input("x", ROWS)
                .initializer("c", Tensor.ofBooleans(new byte[Shape.size(ROWS)], ROWS))
                .initializer("z", weight(ROWS))
                .node("Where", List.of("c", "x", "z"), List.of("y"))
                .output("y", ROWS);
        cases.add(new Case("Where", where, ROWS));
    }

    /** ONNX wants booleans, so each comes after a comparison, whose own time is in the row Greater. */
    private static void addLogic(List<Case> cases) {
        byte[] bits = new byte[Shape.size(ROWS)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (i % 3 == 0 ? 1 : 0);
        }
        for (String type : List.of("And", "Or", "Xor", "Not")) {
            OnnxModelBuilder model = OnnxModelBuilder.opset(18)
                    .input("x", ROWS)
                    .initializer("z", weight(ROWS))
                    .initializer("c", Tensor.ofBooleans(bits, ROWS))
                    .node("Greater", List.of("x", "z"), List.of("b"))
                    .node(type, type.equals("Not") ? List.of("b") : List.of("b", "c"), List.of("y"))
                    .output("y", ElementType.BOOL, ROWS);
            cases.add(new Case("Greater, " + type, model, ROWS));
        }
    }

    private static Tensor indices(int bound, long... shape) {
        return Tensor.of(new Random(4).longs(Shape.size(shape), 0, bound).toArray(), shape);
    }

    private static void addOtherImages(List<Case> cases) {
        long[] volumes = {4, 8, 16, 16, 32};
        cases.add(of("Conv", new long[] {16, 16, 1024}, List.of(weight(32, 16, 5))));
        cases.add(of("Conv", volumes, List.of(weight(8, 8, 3, 3, 3))));
        cases.add(images("Conv", List.of(weight(32, 4, 3, 3)), "group", 4));
        cases.add(images("Conv", List.of(weight(16, 16, 3, 3)), "dilations", new long[] {2, 2}));
        cases.add(images("Conv", List.of(weight(32, 16, 3, 3)), "strides", new long[] {2, 2}));
        cases.add(images("ConvTranspose", List.of(weight(16, 4, 3, 3)), "group", 2));
        cases.add(of("MaxPool", volumes, List.of(), "kernel_shape", new long[] {2, 2, 2}));
        cases.add(of("AveragePool", volumes, List.of(), "kernel_shape", new long[] {2, 2, 2}));
        cases.add(images("MaxPool", List.of(), "kernel_shape", new long[] {3, 3}, "dilations", new long[] {2, 2}));
        cases.add(images("GroupNormalization", List.of(weight(4), weight(4)), "num_groups", 4));
        cases.add(images("MatMul", List.of(weight(16, 16, 32, 32))));
        cases.add(images(
                "Resize", List.of(integers(0), weight(1), Tensor.of(new float[] {1, 1, 2, 2}, 4)), "mode", "cubic"));
    }

    private static Case rows(String type, List<Tensor> more, Object... settings) {
        return of(type, ROWS, more, settings);
    }

    private static Case images(String type, List<Tensor> more, Object... settings) {
        return of(type, IMAGES, more, settings);
    }

    private static Case of(String type, long[] shape, List<Tensor> more, Object... settings) {
        OnnxModelBuilder model = OnnxModelBuilder.opset(18).input("x", shape);
        List<String> inputs = new ArrayList<>(List.of("x"));
        StringBuilder name = new StringBuilder(type);
        for (Tensor tensor : more) {
            boolean leftOut = type.equals("Resize") && inputs.size() < 3;
            inputs.add(leftOut && inputs.size() == 1 ? "" : "c" + inputs.size());
            model.initializer("c" + (inputs.size() - 1), tensor);
            name.append(' ').append(Shape.text(tensor.shape()));
        }
        if (type.equals("Resize")) {
            inputs.remove(2);
        }
        Object[] own = type.equals("GRU") ? settings : type.endsWith("M") ? Arrays.copyOf(settings, 2) : settings;
        own = type.equals("RNN") ? Arrays.copyOf(settings, 2) : own;
        List<String> outputs = type.equals("TopK") || type.equals("Split") ? List.of("y", "other") : List.of("y");
        int opset = OPSETS.getOrDefault(type, 18);
        model.node(type, inputs, outputs, own)
                .graph(graph -> graph.addOutput(ValueInfoProto.newBuilder().setName("y")))
                .model(proto -> proto.getOpsetImportBuilder(0).setVersion(opset));
        return new Case(name.toString(), model, shape);
    }

    private static Tensor weight(long... shape) {
        return tensor(1, shape);
    }

    private static Tensor positive(long... shape) {
        return tensor(0, shape);
    }

    private static Tensor tensor(int sign, long... shape) {
        Random random = new Random(3);
        float[] drawn = new float[Shape.size(shape)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = sign * (random.nextFloat() - 0.5f) + (1 - sign) * (0.5f + random.nextFloat());
        }
        return Tensor.of(drawn, shape);
    }

    private static Tensor integers(long... values) {
        return Tensor.of(values, values.length);
    }

    private static Result measure(String name, Path file, Path otherFile, long batch) throws IOException, OrtException {
        Network network = ModelReaders.open(file, new CancelToken()).network();
        long[] shape = ShapeInference.inputShapes(network, batch).get(0);
        double[] x = tensor(1, shape).doubles();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions();
                ExecutionPlan plan = ExecutionPlan.forward(network, List.<long[]>of(shape), Precision.SINGLE)) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            float[] single = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                single[i] = (float) x[i];
            }
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(x, plan.input(0));
            try (OrtSession session = environment.createSession(otherFile.toString(), options);
                    OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(single), shape)) {
                Map<String, OnnxTensor> fed = Map.of(network.inputs().get(0).name(), input);
                Runnable other = () -> run(session, fed);
                plan.forward();
                // The compiler first: as much processor time as it takes to be done with the loops.
                nanoseconds(plan::forwardOnOtherInputs, 60 * LEAST_NANOSECONDS);
                double own = Double.POSITIVE_INFINITY;
                double least = Double.POSITIVE_INFINITY;
                for (int round = 0; round < ROUNDS; round++) {
                    own = Math.min(own, nanoseconds(plan::forwardOnOtherInputs, LEAST_NANOSECONDS));
                    least = Math.min(least, nanoseconds(other, LEAST_NANOSECONDS));
                }
                return new Result(name, own / x.length, least / x.length);
            }
        }
    }

    private static void run(OrtSession session, Map<String, OnnxTensor> fed) {
        try (OrtSession.Result result = session.run(fed)) {
            if (result.size() == 0) {
                throw new IllegalStateException("no output");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Processor time of one run, on the average of as many as take some time. */
    private static double nanoseconds(Runnable work, long atLeast) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long runs = 0;
        long taken = 0;
        while (taken < atLeast) {
            work.run();
            runs++;
            taken = threads.getCurrentThreadCpuTime() - begin;
        }
        return (double) taken / runs;
    }
}
