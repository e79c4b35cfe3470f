package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Compares a convolution by an engine with a plain loop, once a process, before any plan uses the engine. One that computes
 * wrongly on this processor is not used, since ND4J's kernels can do all that it does.
 */
final class LayerEngineCheck {

    private static final PlainLoop.Convolution CONVOLUTION = new PlainLoop.Convolution(16, 32, 7, 3);
    private static final long[] IMAGE = {1, CONVOLUTION.channels(), CONVOLUTION.side(), CONVOLUTION.side()};
    private static final long[] RESULT = {1, CONVOLUTION.filters(), CONVOLUTION.outputSide(), CONVOLUTION.outputSide()};

    /** A convolution that only an engine can do. */
    private static final class Question implements Operator {

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public List<long[]> outputShapes(List<long[]> inputs) {
            return List.of(RESULT.clone());
        }

        @Override
        public Parameter.Role role(int input, long[] shape) {
            return Parameter.Role.at(input, Parameter.Role.NONE, Parameter.Role.WEIGHT);
        }

        @Override
        public Optional<LayerForm> layerForm(List<long[]> inputs) {
            long[] none = {0, 0};
            long[] one = {1, 1};
            long[] kernel = {CONVOLUTION.kernel(), CONVOLUTION.kernel()};
            long[] out = {CONVOLUTION.outputSide(), CONVOLUTION.outputSide()};
            return Optional.of(new LayerForm.Convolution(new LayerForm.Windows(kernel, one, one, none, none, out), 1));
        }

        @Override
        public Kernel forward(Binding binding) {
            throw new IllegalStateException("the engine does not know a plain convolution");
        }

        @Override
        public Kernel backward(Binding binding) {
            throw new UnsupportedOperationException("a check goes forward");
        }
    }

    /** Makes a question of each node. */
    private static final class Questions implements OperatorSource {

        @Override
        public Operator create(NodeSpec node) {
            return new Question();
        }

        @Override
        public boolean supports(String type) {
            return true;
        }
    }

    private LayerEngineCheck() {}

    /**
     * Runs the check.
     *
     * @throws WrongArithmeticException if the convolution is wrong
     */
    static void run(LayerEngine engine) {
        double[] x = drawn(1, Shape.size(IMAGE));
        double[] weights = drawn(2, CONVOLUTION.filters() * CONVOLUTION.taps());
        NetworkBuilder builder = new NetworkBuilder(new Questions());
        builder.input("x", IMAGE);
        long kernel = CONVOLUTION.kernel();
        builder.tensor("w", Tensor.of(weights, CONVOLUTION.filters(), CONVOLUTION.channels(), kernel, kernel));
        builder.node(new NodeSpec(
                "", "Conv", 1, new Attributes(Map.of()), List.of("x", "w"), List.of("y"), builder.tensors()));
        builder.output("y", RESULT);
        Network network = builder.build();
        List<long[]> shapes = ShapeInference.inputShapes(network, 1);
        Network inLayouts = engine.laidOut(
                network, new Dependences(network, Set.of()), ShapeInference.infer(network, shapes), false);
        try (ExecutionPlan plan = ExecutionPlan.unfused(inLayouts, shapes, Precision.SINGLE)) {
            NativeCopy.write(weights, plan.parameters());
            NativeCopy.write(x, plan.input(0));
            plan.forward();
            KernelCheck.requireRight(
                    "a convolution by " + engine.version(),
                    PlainLoop.convolution(CONVOLUTION, x, weights),
                    plan.output(),
                    CONVOLUTION.taps() * CONVOLUTION.taps() * Math.ulp(1f));
        }
    }

    /** Returns numbers from −1 to 1 that are floats. */
    private static double[] drawn(long seed, int count) {
        Random random = new Random(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> 2 * random.nextFloat() - 1);
        return values;
    }
}
