package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ElementLoops;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.RowLoop;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = f(x) for each element of one input. What f and f′ are is said by functions of one number, which constants are
 * computed by when a file is opened. A plan runs them in a loop, with a call an element; what that is too slow for has
 * a compiled loop or a {@link FloatLoop} for single precision, or native kernels, by overriding {@link #compiled},
 * {@link #forward(Binding, INDArray, INDArray)} and {@link #derivative}. Kernels are checked against the functions by
 * {@code OperatorCheck}.
 */
public class Elementwise extends LoopOperator implements RowOperator {

    private final DoubleUnaryOperator function;
    private final DoubleBinaryOperator derivative;
    private final Optional<FloatLoop> loop;

    /**
     * @param function y = f(x)
     * @param derivative f′ from x and y; what it is where f is not differentiable is the caller's choice
     */
    public Elementwise(DoubleUnaryOperator function, DoubleBinaryOperator derivative) {
        this(function, derivative, Optional.empty());
    }

    private Elementwise(DoubleUnaryOperator function, DoubleBinaryOperator derivative, Optional<FloatLoop> loop) {
        this.function = function;
        this.derivative = derivative;
        this.loop = loop;
    }

    /**
     * Returns a function that goes forward by a loop of its own in single precision.
     *
     * @param loop does what {@code function} does
     */
    public static Elementwise withLoop(DoubleUnaryOperator function, DoubleBinaryOperator derivative, FloatLoop loop) {
        return new Elementwise(function, derivative, Optional.of(loop));
    }

    /**
     * Returns a function that is constant between its jumps, with the derivative 0 everywhere.
     *
     * @param loop the same in single precision
     */
    public static Elementwise steps(DoubleUnaryOperator function, FloatLoop loop) {
        return withLoop(function, (x, y) -> 0, loop);
    }

    @Override
    public final int arity() {
        return 1;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public final Optional<LayerForm> layerForm(List<long[]> inputs) {
        return Optional.of(new LayerForm.Pointwise(pointwiseKind(), function.applyAsDouble(0) == 0, cap()));
    }

    /** Returns the largest number of a rectifier; infinite if it has none. */
    protected double cap() {
        return Double.POSITIVE_INFINITY;
    }

    /** Returns which function it is. */
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return LayerForm.Pointwise.Kind.OTHER;
    }

    /** Returns the loop for single precision; empty if there is none. */
    protected Optional<FloatLoop> floatLoop() {
        return loop;
    }

    @Override
    public final Optional<RowLoop> rowLoop(List<long[]> inputs) {
        return floatLoop().map(FloatLoop::overRows);
    }

    /** Returns the function as a compiled loop has it in single precision; empty if there is none. */
    protected Optional<ValueFunction> compiled() {
        return Optional.empty();
    }

    @Override
    public final Kernel forward(Binding binding) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        return compiled()
                .flatMap(compiled -> ElementLoops.forward(binding, x, y, compiled))
                .or(() -> forward(binding, x, y))
                .or(() -> floatLoop().flatMap(faster -> faster.kernel(binding)))
                .orElseGet(() -> super.forward(binding));
    }

    @Override
    public final Kernel backward(Binding binding) {
        INDArray gradient = binding.inputGradient(0);
        if (gradient == null) {
            return Kernel.NOTHING;
        }
        return backwardAtOnce(binding)
                .or(() -> derivative(binding, binding.input(0), binding.output(0), gradient)
                        .map(slope -> Arithmetic.sequence(
                                slope, Arithmetic.multiply(gradient, binding.outputGradient(0), gradient))))
                .orElseGet(() -> super.backward(binding));
    }

    /** Binds native kernels for y = f(x); empty if there are none. */
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.empty();
    }

    /** Binds a native kernel for ∂L/∂x = f′(x)·∂L/∂y, where y = f(x) is there already; empty if there is none. */
    protected Optional<Kernel> backwardAtOnce(Binding binding) {
        return Optional.empty();
    }

    /** Binds native kernels for out = f′(x), where y = f(x) is there already; empty if there are none. */
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.empty();
    }

    @Override
    public final Loops loops(List<long[]> shapes) {
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int i = 0; i < in[0].size(); i++) {
                    out[0].set(i, function.applyAsDouble(in[0].get(i)));
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] == null) {
                    return;
                }
                for (int i = 0; i < in[0].size(); i++) {
                    double slope = derivative.applyAsDouble(in[0].get(i), out[0].get(i));
                    wanted[0].set(i, slope == 0 ? 0 : slope * gradients[0].get(i));
                }
            }
        };
    }
}
