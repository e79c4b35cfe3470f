package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares a layer of each kind by an engine with a plain loop, once a process, before any plan uses the engine. One that
 * computes wrongly on this processor is not used, since ND4J's kernels can do all that it does.
 */
final class LayerEngineCheck {

    private static final PlainLoop.Convolution CONVOLUTION = new PlainLoop.Convolution(16, 32, 7, 3);

    /** An engine does one image otherwise than some, and many otherwise again. */
    private static final int[] BATCHES = {1, 12, 40};

    /** No multiple of a vector's width, so that the kernels' edges are reached. */
    private static final int LENGTH = 67;

    private static final long[] ROWS = {71, LENGTH};

    /** Columns of a dense layer's result, which fill no whole number of registers either. */
    private static final int COLUMNS = 43;

    private static final double EPSILON = 0x1p-10;

    /** A few units of the last place of the functions' values, which are up to 3. */
    private static final double ROUNDING = 16 * Math.ulp(1f);

    /** A layer that only an engine can do: by itself it makes NaN of all. */
    private record Question(LayerForm form, long[] result, List<Tensor> weights) implements Operator {

        @Override
        public int arity() {
            return weights.size() + 1;
        }

        @Override
        public List<long[]> outputShapes(List<long[]> inputs) {
            return List.of(result.clone());
        }

        @Override
        public Parameter.Role role(int input, long[] shape) {
            return input == 0 ? Parameter.Role.NONE : Parameter.Role.WEIGHT;
        }

        @Override
        public Optional<LayerForm> layerForm(List<long[]> inputs) {
            return Optional.of(form);
        }

        @Override
        public Kernel forward(Binding binding) {
            return () -> binding.output(0).assign(Double.NaN);
        }

        @Override
        public Kernel backward(Binding binding) {
            throw new UnsupportedOperationException("a check goes forward");
        }
    }

    /** Layers one after the other; a node's type is the number of its layer. */
    private record Chain(long[] shape, List<Question> layers) implements OperatorSource {

        private Network network() {
            NetworkBuilder builder = new NetworkBuilder(this);
            builder.input("0", shape);
            for (int layer = 0; layer < layers.size(); layer++) {
                List<String> read = new ArrayList<>(List.of(String.valueOf(layer)));
                for (Tensor tensor : layers.get(layer).weights()) {
                    String name = "weights " + layer + " " + read.size();
                    builder.tensor(name, tensor);
                    read.add(name);
                }
                builder.node(new NodeSpec(
                        "",
                        String.valueOf(layer),
                        1,
                        Attributes.none(),
                        read,
                        List.of(String.valueOf(layer + 1)),
                        builder.tensors()));
            }
            builder.output(
                    String.valueOf(layers.size()), layers.get(layers.size() - 1).result());
            return builder.build();
        }

        @Override
        public boolean supports(String type) {
            return true;
        }

        @Override
        public Operator create(NodeSpec node) {
            return layers.get(Integer.parseInt(node.type()));
        }
    }

    private final LayerEngine engine;
    private final Random random = new Random(1);

    private LayerEngineCheck(LayerEngine engine) {
        this.engine = engine;
    }

    /**
     * Runs the check.
     *
     * @throws WrongArithmeticException if a layer is wrong
     */
    static void run(LayerEngine engine) {
        LayerEngineCheck check = new LayerEngineCheck(engine);
        check.convolutions();
        check.softmax();
        check.normalization();
        check.gelu();
    }

    /**
     * Checks dense layers with a rectifier.
     *
     * @throws WrongArithmeticException if one is wrong
     */
    static void dense(LayerEngine engine) {
        new LayerEngineCheck(engine).dense();
    }

    private void dense() {
        double[] x = drawn(1, Shape.size(ROWS));
        double[] weights = drawn(1, COLUMNS * LENGTH);
        double[] bias = drawn(1, COLUMNS);
        long[] result = {ROWS[0], COLUMNS};
        Question layer = new Question(
                new LayerForm.Dense(true),
                result,
                List.of(Tensor.of(weights, COLUMNS, LENGTH), Tensor.of(bias, COLUMNS)));
        Question rectifier = new Question(
                new LayerForm.Pointwise(LayerForm.Pointwise.Kind.RECTIFIER, true, Double.POSITIVE_INFINITY),
                result,
                List.of());
        Chain chain = new Chain(ROWS, List.of(layer, rectifier));
        double tolerance = LENGTH * LENGTH * Math.ulp(1f);
        compareRows("a dense layer", chain, x, PlainLoop.dense(x, weights, bias, LENGTH), tolerance);
    }

    private void convolutions() {
        double[] weights = drawn(1, CONVOLUTION.filters() * CONVOLUTION.taps());
        List<double[]> images = List.of(image(), image());
        List<double[]> expected = images.stream()
                .map(image -> PlainLoop.convolution(CONVOLUTION, image, weights))
                .toList();
        long kernel = CONVOLUTION.kernel();
        Tensor filters = Tensor.of(weights, CONVOLUTION.filters(), CONVOLUTION.channels(), kernel, kernel);
        for (int batch : BATCHES) {
            long[] shape = {batch, CONVOLUTION.channels(), CONVOLUTION.side(), CONVOLUTION.side()};
            long[] result = {batch, CONVOLUTION.filters(), CONVOLUTION.outputSide(), CONVOLUTION.outputSide()};
            compare(
                    "a convolution of " + batch,
                    new Chain(shape, List.of(new Question(form(), result, List.of(filters)))),
                    inTurn(images, batch),
                    inTurn(expected, batch),
                    CONVOLUTION.taps() * CONVOLUTION.taps() * Math.ulp(1f));
        }
    }

    private double[] image() {
        return drawn(1, CONVOLUTION.channels() * CONVOLUTION.side() * CONVOLUTION.side());
    }

    private static double[] inTurn(List<double[]> samples, int count) {
        return IntStream.range(0, count)
                .mapToObj(sample -> samples.get(sample % samples.size()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static LayerForm form() {
        long[] none = {0, 0};
        long[] one = {1, 1};
        long[] kernel = {CONVOLUTION.kernel(), CONVOLUTION.kernel()};
        long[] out = {CONVOLUTION.outputSide(), CONVOLUTION.outputSide()};
        return new LayerForm.Convolution(new LayerForm.Windows(kernel, one, one, none, none, out), 1);
    }

    private void softmax() {
        Chain chain = new Chain(ROWS, List.of(new Question(new LayerForm.Softmax(), ROWS, List.of())));
        double[] x = drawn(3, Shape.size(ROWS));
        compareRows("a softmax", chain, x, PlainLoop.softmax(x, LENGTH));
        compareRows("a softmax of NaN", chain, withNaN(x), nothing());
        double[] masked = x.clone();
        for (int i = 0; i < LENGTH * LENGTH; i += i < LENGTH ? 1 : 3) {
            masked[i] = Double.NEGATIVE_INFINITY;
        }
        compareRows("a softmax with a mask", chain, masked, PlainLoop.softmax(masked, LENGTH));
    }

    private void normalization() {
        double[] scale = drawn(1, LENGTH);
        double[] shift = drawn(1, LENGTH);
        Question layer = new Question(
                new LayerForm.RowNormalization(EPSILON),
                ROWS,
                List.of(Tensor.of(scale, LENGTH), Tensor.of(shift, LENGTH)));
        Chain chain = new Chain(ROWS, List.of(layer));
        double[] x = drawn(3, Shape.size(ROWS));
        compareRows("a layer normalisation", chain, x, PlainLoop.normalization(x, scale, shift, EPSILON));
        compareRows("a layer normalisation of NaN", chain, withNaN(x), nothing());
    }

    private void gelu() {
        double[] row = drawn(1, LENGTH);
        Question sum = new Question(new LayerForm.RowSum(0), ROWS, List.of(Tensor.of(row, LENGTH)));
        Question function = new Question(
                new LayerForm.Pointwise(LayerForm.Pointwise.Kind.GELU, true, Double.POSITIVE_INFINITY),
                ROWS,
                List.of());
        double[] x = drawn(2, Shape.size(ROWS));
        for (double[] numbers : List.of(x, withNaN(x))) {
            compareRows(
                    "a GELU", new Chain(ROWS, List.of(function)), numbers, PlainLoop.gelu(numbers, new double[LENGTH]));
            compareRows(
                    "a sum with a GELU",
                    new Chain(ROWS, List.of(sum, function)),
                    numbers,
                    PlainLoop.gelu(numbers, row));
        }
    }

    /** Returns what a question answers, to which the engine has to leave an array with NaN. */
    private static double[] nothing() {
        double[] nothing = new double[Shape.size(ROWS)];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    /** Returns the numbers with NaN in two rows, without a sign and with one. */
    private static double[] withNaN(double... x) {
        double[] changed = x.clone();
        changed[LENGTH / 2] = Double.NaN;
        changed[x.length / 2] = Float.intBitsToFloat(0xffc00000);
        return changed;
    }

    private void compareRows(String kind, Chain chain, double[] x, double[] expected) {
        compareRows(kind, chain, x, expected, ROUNDING);
    }

    /** Compares what the engine says it does. */
    private void compareRows(String kind, Chain chain, double[] x, double[] expected, double tolerance) {
        Network network = chain.network();
        boolean isLeft = rewritten(network).nodes().stream().allMatch(node -> node.operator() instanceof Question);
        if (!isLeft) {
            compare(kind, chain, x, expected, tolerance);
        }
    }

    private Network rewritten(Network network) {
        long[][] shapes =
                ShapeInference.infer(network, List.of(network.inputs().get(0).shape()));
        Network byRows = engine.byRows(network, new Dependences(network, Set.of()), shapes, false);
        return engine.laidOut(
                byRows,
                new Dependences(byRows, Set.of()),
                ShapeInference.infer(byRows, List.of(network.inputs().get(0).shape())),
                false);
    }

    private void compare(String kind, Chain chain, double[] x, double[] expected, double tolerance) {
        Network network = chain.network();
        try (ExecutionPlan plan = ExecutionPlan.unfused(rewritten(network), List.of(chain.shape()), Precision.SINGLE)) {
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(x, plan.input(0));
            plan.forward();
            KernelCheck.requireRight(kind + " by " + engine.version(), expected, plan.output(), tolerance);
        }
    }

    /** Returns numbers that are floats, none larger than a limit. */
    private double[] drawn(double limit, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> (float) (limit * (2 * random.nextFloat() - 1)));
        return values;
    }
}
