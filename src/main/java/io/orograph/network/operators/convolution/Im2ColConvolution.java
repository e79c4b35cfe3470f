package io.orograph.network.operators.convolution;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.window.CompiledColumns;
import io.orograph.network.operators.window.Window;
import io.orograph.network.operators.window.WindowColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution over one to three axes, or its transpose, as matrix products: sample by sample and group by group, what
 * each window sees becomes a column (Chellapilla et al. 2006). Convolution reads x [batch, C, …] with weights [O,
 * C/groups, …]; the transpose has weights [C, O/groups, …], and each number of x adds a window of weights to the
 * output.
 */
final class Im2ColConvolution implements Operator {

    private final Window window;
    private final boolean transposed;
    private final long groups;
    private final long[] outputPadding;
    private final long[] outputShape;

    private Im2ColConvolution(NodeSpec node, boolean transposed) {
        window = new Window(node);
        this.transposed = transposed;
        groups = node.attributes().integer("group", 1);
        outputPadding = node.attributes().integers("output_padding");
        outputShape = node.attributes().integers("output_shape");
        if (groups < 1 || Arrays.stream(outputPadding).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(node.label() + " has " + groups + " groups and an output padding of "
                    + Arrays.toString(outputPadding));
        }
    }

    static Im2ColConvolution convolution(NodeSpec node) {
        return new Im2ColConvolution(node, false);
    }

    static Im2ColConvolution transposed(NodeSpec node) {
        return new Im2ColConvolution(node, true);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] w = inputs.get(1);
        long channels = transposed ? w[0] : w[1] * groups;
        long units = transposed ? w[1] * groups : w[0];
        if (x.length != w.length || x[1] != channels || (transposed ? w[0] : units) % groups != 0) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " with weights of shape "
                    + Shape.text(w) + " in " + groups + " group(s), which take " + channels + " channels");
        }
        Conv.requireBias(inputs, units);
        Window.Axis[] axes = axes(x, w);
        long[] out = x.clone();
        out[1] = units;
        for (int i = 0; i < axes.length; i++) {
            out[i + 2] = transposed ? axes[i].in() : axes[i].out();
        }
        return List.of(out);
    }

    private Window.Axis[] axes(long[] x, long[] w) {
        long[] size = Arrays.copyOfRange(w, 2, w.length);
        return transposed ? window.transposed(x, size, outputPadding, outputShape) : window.axes(x, size);
    }

    @Override
    public Role role(int input, long[] shape) {
        return Role.at(input, Role.NONE, Role.WEIGHT, Role.BIAS);
    }

    @Override
    public int outputAxis(int input, int rank) {
        return input == 1 ? transposed ? 1 : 0 : -1;
    }

    @Override
    public int outputGroups(int input, long[] shape) {
        return input == 1 && transposed ? (int) groups : 1;
    }

    /**
     * The arrays with the wide side, over which the window slides, told from the narrow side, which has one place a
     * stop: a convolution goes from wide to narrow, its transpose back.
     *
     * @param weights [groups, narrow channels of a group, wide channels of a group · taps]
     */
    private record Sides(
            WindowColumns columns,
            Optional<CompiledColumns> compiled,
            INDArray wide,
            INDArray narrow,
            INDArray weights,
            INDArray scratch,
            int batch,
            int groups) {

        int wideChannels() {
            return (int) (wide.size(1) / groups);
        }

        /** One sample's channels of one group, on the narrow side: [channels, stops]. */
        INDArray narrowPart(INDArray narrowArray, int sample, int group) {
            long channels = narrowArray.length() / batch / groups / columns.stops();
            return part(narrowArray, (long) sample * groups + group, channels, columns.stops());
        }

        INDArray weightPart(INDArray array, int group) {
            return part(array, group, array.length() / groups / scratch.size(0), scratch.size(0));
        }

        private static INDArray part(INDArray array, long index, long rows, long columns) {
            return ArrayViews.part(array, index, rows, columns);
        }

        int wideBegin(int sample, int group) {
            return (sample * groups + group) * wideChannels() * columns.size();
        }
    }

    private Sides sides(Binding binding, INDArray x, INDArray y) {
        INDArray weights = binding.input(1);
        Window.Axis[] axes = axes(x.shape(), weights.shape());
        WindowColumns columns = new WindowColumns(axes);
        INDArray wide = transposed ? y : x;
        int channels = (int) (wide.size(1) / groups);
        INDArray scratch = binding.scratch((long) channels * columns.taps(), columns.stops());
        Optional<CompiledColumns> compiled = CompiledColumns.of(binding, channels, scratch, axes);
        return new Sides(columns, compiled, wide, transposed ? x : y, weights, scratch, (int) x.size(0), (int) groups);
    }

    private static INDArray bias(Binding binding) {
        return binding.inputs() > 2 ? binding.input(2) : null;
    }

    @Override
    public Kernel forward(Binding binding) {
        Sides sides = sides(binding, binding.input(0), binding.output(0));
        List<Kernel> steps = new ArrayList<>();
        for (int sample = 0; sample < sides.batch(); sample++) {
            for (int group = 0; group < groups; group++) {
                steps.add(transposed ? toWide(sides, sample, group) : toNarrow(sides, sample, group));
            }
        }
        INDArray bias = bias(binding);
        if (bias != null) {
            INDArray out = binding.output(0);
            INDArray maps =
                    ArrayViews.reshape(out, out.size(0), out.size(1), out.length() / (out.size(0) * out.size(1)));
            Broadcast.Pair pair = Broadcast.merge(maps, ArrayViews.reshape(bias, bias.length(), 1), maps);
            steps.add(Arithmetic.add(pair.a(), pair.b(), pair.out()));
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private static Kernel gather(Sides sides, int sample, int group) {
        int begin = sides.wideBegin(sample, group);
        return sides.compiled()
                .map(columns -> columns.gather(sides.wide(), begin))
                .orElseGet(() -> {
                    FlatArray wide = FlatArray.of(sides.wide());
                    FlatArray scratch = FlatArray.of(sides.scratch());
                    return () -> sides.columns().gather(wide, begin, sides.wideChannels(), scratch);
                });
    }

    /** narrow = weights · columns of wide. */
    private static Kernel toNarrow(Sides sides, int sample, int group) {
        INDArray narrow = sides.narrowPart(sides.narrow(), sample, group);
        INDArray weights = sides.weightPart(sides.weights(), group);
        return Arithmetic.sequence(
                gather(sides, sample, group), Arithmetic.product(weights, false, sides.scratch(), false, 1, narrow));
    }

    /** wide = sums of weightsᵀ · narrow. */
    private static Kernel toWide(Sides sides, int sample, int group) {
        INDArray narrow = sides.narrowPart(sides.narrow(), sample, group);
        INDArray weights = sides.weightPart(sides.weights(), group);
        FlatArray scratch = FlatArray.of(sides.scratch());
        FlatArray wide = FlatArray.of(sides.wide());
        int begin = sides.wideBegin(sample, group);
        int channels = sides.wideChannels();
        return Arithmetic.sequence(
                Arithmetic.product(weights, true, narrow, false, 1, sides.scratch()),
                () -> sides.columns().scatter(scratch, channels, wide, begin));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray g = binding.outputGradient(0);
        List<Kernel> steps = new ArrayList<>();
        if (binding.inputGradient(0) != null) {
            // The gradient runs through the weights the other way.
            Sides sides = sides(binding, binding.inputGradient(0), g);
            for (int sample = 0; sample < sides.batch(); sample++) {
                for (int group = 0; group < groups; group++) {
                    steps.add(transposed ? toNarrow(sides, sample, group) : toWide(sides, sample, group));
                }
            }
        }
        if (binding.inputGradient(1) != null) {
            steps.add(weightGradient(binding, sides(binding, binding.input(0), g)));
        }
        if (bias(binding) != null && binding.inputGradient(2) != null) {
            INDArray toBias = binding.inputGradient(2);
            INDArray maps = ArrayViews.reshape(g, g.size(0), g.size(1), g.length() / (g.size(0) * g.size(1)));
            steps.add(Broadcast.sum(maps, ArrayViews.reshape(toBias, toBias.length(), 1), binding));
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    /** ∂L/∂weights = Σ narrow · columnsᵀ over the samples, whichever side is the gradient. */
    private Kernel weightGradient(Binding binding, Sides sides) {
        List<Kernel> steps = new ArrayList<>();
        for (int sample = 0; sample < sides.batch(); sample++) {
            for (int group = 0; group < groups; group++) {
                INDArray sum = sides.weightPart(binding.inputGradient(1), group);
                INDArray narrow = sides.narrowPart(sides.narrow(), sample, group);
                steps.add(gather(sides, sample, group));
                steps.add(
                        sample == 0
                                ? Arithmetic.product(narrow, false, sides.scratch(), true, 1, sum)
                                : Arithmetic.addProduct(narrow, false, sides.scratch(), true, sum));
            }
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }
}
