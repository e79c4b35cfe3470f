package io.orograph.network.operators.convolution;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Padding;
import io.orograph.network.operators.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution over one or two axes: x [batch, C, …], weights [O, C/groups, …], bias [O]. Groups run one after the
 * other on slices of the arrays; where each channel is a group of its own, one kernel does them all. Windows of one
 * place go forward as matrix products where that is faster, and in double precision most others go that way too.
 */
final class Conv implements Operator {

    /** What ND4J's convolutions take last: padding as given, channels first, weights [out, in, height, width]. */
    private static final long[] FORMATS = {0, 0, 1};

    /** The same for its depthwise ones, whose fast path wants weights [height, width, in, multiplier]. */
    private static final long[] DEPTHWISE_FORMATS = {0, 0, 0};

    /** Places of an image from which on products of matrices are faster in double precision. */
    private static final long MANY_PLACES = 16;

    private final Window window;
    private final long groups;
    private final Operator products;

    Conv(NodeSpec node) {
        products = Im2ColConvolution.convolution(node);
        window = new Window(node);
        groups = node.attributes().integer("group", 1);
        if (groups < 1) {
            throw new IllegalArgumentException(node.label() + " has " + groups + " groups");
        }
    }

    /** Over three axes the convolution is another one, by matrix products. */
    static Operator of(NodeSpec node) {
        boolean volume = node.attributes().integers("kernel_shape").length == 3
                || node.constant(1).filter(weights -> weights.rank() == 5).isPresent();
        return volume ? Im2ColConvolution.convolution(node) : new Conv(node);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] w = inputs.get(1);
        if (x.length != w.length || x.length < 3) {
            throw new IllegalArgumentException("a convolution of an input of shape " + Shape.text(x)
                    + " with weights of shape " + Shape.text(w) + "; both need as many axes, three or four");
        }
        if (x[1] != w[1] * groups || w[0] % groups != 0) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " has " + x[1]
                    + " channels; weights of shape " + Shape.text(w) + " in " + groups + " group(s) take "
                    + w[1] * groups);
        }
        requireBias(inputs, w[0]);
        return List.of(Window.lower(stops(x, w).outputShape(x[0], w[0]), x.length));
    }

    /**
     * Checks the bias of a convolution if it has one.
     *
     * @throws IllegalArgumentException unless it has a number for each unit
     */
    static void requireBias(List<long[]> inputs, long units) {
        long[] bias = inputs.size() > 2 ? inputs.get(2) : null;
        if (bias != null && !Arrays.equals(bias, new long[] {units})) {
            throw new IllegalArgumentException("a bias of shape " + Shape.text(bias) + " for " + units + " channels");
        }
    }

    private Window.Stops stops(long[] x, long[] w) {
        return window.over(x, Arrays.copyOfRange(w, 2, w.length));
    }

    @Override
    public boolean isForEngines() {
        return true;
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        return Optional.of(
                new LayerForm.Convolution(stops(inputs.get(0), inputs.get(1)).windows(), groups));
    }

    @Override
    public Role role(int input, long[] shape) {
        return Role.at(input, Role.NONE, Role.WEIGHT, Role.BIAS);
    }

    @Override
    public int outputAxis(int input, int rank) {
        return input == 1 ? 0 : -1;
    }

    @Override
    public OptionalInt foldableAxis() {
        return OptionalInt.of(0);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]);
    }

    private static INDArray image(INDArray array) {
        return array == null ? null : ArrayViews.reshape(array, Window.lift(array.shape()));
    }

    private static INDArray bias(Binding binding) {
        return binding.inputs() > 2 ? binding.input(2) : null;
    }

    private boolean isDepthwise(Binding binding) {
        return groups > 1 && binding.input(1).size(1) == 1;
    }

    /**
     * Tells whether products of matrices, one for each sample, are the way: in double precision ND4J's kernels take two to fifty
     * times as long, but where images have few places products go through the weights again and again for little.
     */
    private boolean isByProducts(Binding binding, Window.Stops stops) {
        long places = stops.height().out() * stops.width().out();
        return binding.type() == DataType.DOUBLE && !isDepthwise(binding) && places >= MANY_PLACES;
    }

    @Override
    public Kernel forward(Binding binding) {
        Window.Stops stops = stops(binding.input(0).shape(), binding.input(1).shape());
        INDArray bias = bias(binding);
        INDArray out = image(binding.output(0));
        if (groups == 1 && PointwiseConvolution.suits(stops, image(binding.input(1)))) {
            return PointwiseConvolution.forward(binding, image(binding.input(0)), image(binding.input(1)), bias, out);
        }
        if (isByProducts(binding, stops)) {
            return products.forward(binding);
        }
        Padding x = Padding.input(binding, image(binding.input(0)), stops, 0);
        WeightLayout w = layout(binding, null, stops);
        List<Kernel> steps = new ArrayList<>(List.of(x.fill(), w.fill()));
        for (int part = 0; part < parts(binding); part++) {
            steps.add(new NativeCall(isDepthwise(binding) ? "depthwise_conv2d" : "conv2d")
                    .read(present(
                            part(binding, x.array(), 1, part),
                            part(binding, w.array(), 0, part),
                            part(binding, bias, 0, part)))
                    .write(part(binding, out, 1, part))
                    .integers(arguments(binding, stops)));
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    @Override
    public Kernel backward(Binding binding) {
        Window.Stops stops = stops(binding.input(0).shape(), binding.input(1).shape());
        if (isByProducts(binding, stops)) {
            return products.backward(binding);
        }
        INDArray image = image(binding.input(0));
        if (groups == 1 && SingleChannelConvolution.suits(binding, stops, image(binding.input(1)))) {
            INDArray wanted = binding.inputs() > 2 ? binding.inputGradient(2) : null;
            INDArray g = image(binding.outputGradient(0));
            return SingleChannelConvolution.backward(binding, image, g, image(binding.inputGradient(1)), wanted, stops);
        }
        Padding x = Padding.input(binding, image, stops, 0);
        Padding toX = Padding.gradient(binding, image(binding.inputGradient(0)), image.shape(), stops);
        WeightLayout w = layout(binding, orScratch(binding, 1), stops);
        INDArray bias = bias(binding);
        INDArray toBias = bias == null ? null : orScratch(binding, 2);
        INDArray g = image(binding.outputGradient(0));
        List<Kernel> steps = new ArrayList<>(List.of(x.fill(), w.fill()));
        for (int part = 0; part < parts(binding); part++) {
            steps.add(new NativeCall(isDepthwise(binding) ? "depthwise_conv2d_bp" : "conv2d_bp")
                    .read(present(
                            part(binding, x.array(), 1, part),
                            part(binding, w.array(), 0, part),
                            part(binding, bias, 0, part),
                            part(binding, g, 1, part)))
                    .write(present(
                            part(binding, toX.array(), 1, part),
                            part(binding, w.gradient(), 0, part),
                            part(binding, toBias, 0, part)))
                    .integers(arguments(binding, stops)));
        }
        steps.add(w.collect());
        steps.add(toX.crop());
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private WeightLayout layout(Binding binding, INDArray wanted, Window.Stops stops) {
        INDArray weights = image(binding.input(1));
        INDArray gradient = image(wanted);
        if (isDepthwise(binding)) {
            return stops.isDilated()
                    ? WeightLayout.dilatedDepthwise(binding, weights, gradient, groups, stops)
                    : WeightLayout.depthwise(binding, weights, gradient, groups);
        }
        return stops.isDilated()
                ? WeightLayout.dilated(binding, weights, gradient, stops)
                : WeightLayout.plain(weights, gradient);
    }

    private long[] arguments(Binding binding, Window.Stops stops) {
        return stops.withoutDilation().arguments(isDepthwise(binding) ? DEPTHWISE_FORMATS : FORMATS);
    }

    /** How many kernels run one after the other. */
    private long parts(Binding binding) {
        return isDepthwise(binding) ? 1 : groups;
    }

    private INDArray part(Binding binding, INDArray array, int axis, int index) {
        long parts = parts(binding);
        if (array == null || parts == 1) {
            return array;
        }
        long size = array.size(axis) / parts;
        return ArrayViews.slice(array, axis, index * size, size);
    }

    private static INDArray[] present(INDArray... arrays) {
        return Arrays.stream(arrays).filter(array -> array != null).toArray(INDArray[]::new);
    }

    /** The kernels compute all gradients together, wanted or not. */
    private static INDArray orScratch(Binding binding, int input) {
        INDArray wanted = binding.inputGradient(input);
        return wanted == null ? binding.scratch(binding.input(input).shape()) : wanted;
    }
}
