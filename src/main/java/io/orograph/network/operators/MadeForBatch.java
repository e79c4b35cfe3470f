package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngine;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.StridedView;
import io.orograph.network.Tensor;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operator whose settings are computed from the size of the batch, as the target of a Reshape or the k of a TopK: it is
 * made anew for each size. Behind the node's own inputs it reads one of the network, for its first axis.
 */
public final class MadeForBatch implements Operator {

    private final NodeSpec node;
    private final Map<String, BatchExpression> settings;
    private final Operator sample;

    /**
     * Makes an operator.
     *
     * @param node what the file says
     * @param settings the inputs of the node that the size of the batch decides, by name
     * @param batch a size for which the operator can be made, to tell what does not depend on it
     */
    public MadeForBatch(NodeSpec node, Map<String, BatchExpression> settings, long batch) {
        this.node = node;
        this.settings = Map.copyOf(settings);
        this.sample = of(batch);
    }

    private Operator of(long batch) {
        Map<String, Tensor> constants = new HashMap<>();
        for (String input : node.inputs()) {
            Tensor constant = settings.containsKey(input)
                    ? settings.get(input).value(batch)
                    : node.constants().get(input);
            if (constant != null) {
                constants.put(input, constant);
            }
        }
        return OperatorTable.standard()
                .create(new NodeSpec(
                        node.name(),
                        node.type(),
                        node.opset(),
                        node.attributes(),
                        node.inputs(),
                        node.outputs(),
                        constants));
    }

    private int own() {
        return node.inputs().size();
    }

    @Override
    public int arity() {
        return own() + 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        Operator made = made(inputs);
        return made.outputShapes(inputs.subList(0, Math.min(made.arity(), own())));
    }

    private Operator made(List<long[]> inputs) {
        return of(inputs.get(own())[0]);
    }

    @Override
    public Role role(int input, long[] shape) {
        return input < own() ? sample.role(input, shape) : Role.NONE;
    }

    @Override
    public int outputAxis(int input, int rank) {
        return input < own() ? sample.outputAxis(input, rank) : -1;
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return input < own() ? sample.passedAxes(input, shapes.subList(0, own())) : Optional.empty();
    }

    @Override
    public Optional<StridedView> handedOn(StridedView input, Handing handing) {
        return made(handing.inputs())
                .handedOn(
                        input,
                        new Handing(
                                handing.output(),
                                handing.inputs().subList(0, own()),
                                handing.constants().subList(0, own())));
    }

    @Override
    public Optional<StridedView> handedBack(StridedView output, List<long[]> inputs) {
        return made(inputs).handedBack(output, inputs.subList(0, own()));
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return sample.isView() || sample.isAffine(Arrays.copyOf(moving, own()));
    }

    @Override
    public Kernel forward(Binding binding) {
        Operator made = of(binding.input(own()).size(0));
        if (made.isView()) {
            INDArray out = binding.output(0);
            return Arithmetic.copy(ArrayViews.reshape(binding.input(0), out.shape()), out);
        }
        return made.forward(new OwnInputs(binding, own()));
    }

    @Override
    public Kernel backward(Binding binding) {
        Operator made = of(binding.input(own()).size(0));
        INDArray toBatch = binding.inputGradient(own());
        Kernel none = toBatch == null ? Kernel.NOTHING : nothing(FlatArray.of(toBatch));
        if (!made.isView()) {
            return Arithmetic.sequence(made.backward(new OwnInputs(binding, own())), none);
        }
        INDArray wanted = binding.inputGradient(0);
        INDArray gradient = binding.outputGradient(0);
        return wanted == null
                ? none
                : Arithmetic.sequence(Arithmetic.copy(ArrayViews.reshape(gradient, wanted.shape()), wanted), none);
    }

    private static Kernel nothing(FlatArray gradient) {
        return () -> gradient.fill(0);
    }

    /** The arrays of a node without the input behind its own. */
    private record OwnInputs(Binding all, int own) implements Binding {

        @Override
        public DataType type() {
            return all.type();
        }

        @Override
        public Optional<LayerEngine> engine() {
            return all.engine();
        }

        @Override
        public int inputs() {
            return own;
        }

        @Override
        public INDArray input(int i) {
            return i < own ? all.input(i) : null;
        }

        @Override
        public INDArray output(int i) {
            return all.output(i);
        }

        @Override
        public INDArray outputGradient(int i) {
            return all.outputGradient(i);
        }

        @Override
        public INDArray inputGradient(int i) {
            return i < own ? all.inputGradient(i) : null;
        }

        @Override
        public INDArray scratch(long... shape) {
            return all.scratch(shape);
        }

        @Override
        public INDArray filled(double value, long... shape) {
            return all.filled(value, shape);
        }
    }
}
