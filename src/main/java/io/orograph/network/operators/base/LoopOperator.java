package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operator written as plain loops over numbers: for what no native kernel does well, and for what is computed once,
 * when a model is opened, on constants. Loops that fetch number by number take 2 to 20 ns an element where tuned kernels
 * take 0.2 to 3; where that would be more than ten times as long as ONNX Runtime takes, the numbers are copied to Java
 * arrays, of whose loops the compiler makes vector instructions.
 */
public abstract class LoopOperator implements Operator {

    /** The loops for inputs of known shapes. */
    public interface Loops {

        /**
         * @param in the inputs; null for one left out
         * @param out where the outputs go; null for one that nobody reads
         */
        void forward(FlatArray[] in, FlatArray[] out);

        /** Binds machine code that does the same as {@link #forward}; empty where there is none. */
        default Optional<Kernel> compiled(Binding binding) {
            return Optional.empty();
        }

        /**
         * @param gradients ∂L/∂output; null for an output that does not reach the loss
         * @param wanted where ∂L/∂input goes, to be overwritten; null where nobody wants it
         */
        void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted);
    }

    /**
     * @param shapes shapes of the inputs; null for one left out
     */
    public abstract Loops loops(List<long[]> shapes);

    @Override
    public Kernel forward(Binding binding) {
        List<long[]> shapes = shapes(binding);
        Loops loops = loops(shapes);
        return loops.compiled(binding).orElseGet(() -> {
            FlatArray[] in = FlatArray.all(shapes.size(), binding::input);
            FlatArray[] out = FlatArray.all(outputShapes(shapes).size(), binding::output);
            return () -> loops.forward(in, out);
        });
    }

    @Override
    public Kernel backward(Binding binding) {
        List<long[]> shapes = shapes(binding);
        Loops loops = loops(shapes);
        int outputs = outputShapes(shapes).size();
        FlatArray[] in = FlatArray.all(shapes.size(), binding::input);
        FlatArray[] out = FlatArray.all(outputs, binding::output);
        FlatArray[] gradients = FlatArray.all(outputs, binding::outputGradient);
        FlatArray[] wanted = FlatArray.all(shapes.size(), binding::inputGradient);
        return () -> loops.backward(in, out, gradients, wanted);
    }

    /** Shapes of the inputs that are read; null for one left out. */
    protected final List<long[]> shapes(Binding binding) {
        List<long[]> shapes = new ArrayList<>();
        for (int i = 0; i < Math.min(arity(), binding.inputs()); i++) {
            INDArray input = binding.input(i);
            shapes.add(input == null ? null : input.shape());
        }
        return shapes;
    }
}
