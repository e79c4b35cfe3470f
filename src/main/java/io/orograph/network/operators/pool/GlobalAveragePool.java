package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The mean over all axes behind batch and channels. A product with 1/n is several times faster than ND4J's mean. */
final class GlobalAveragePool implements Operator {

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = inputs.get(0).clone();
        if (shape.length < 3) {
            throw new IllegalArgumentException("a mean over the axes behind batch and channels, of an input of shape "
                    + Shape.text(shape) + " that has none");
        }
        Arrays.fill(shape, 2, shape.length, 1);
        return List.of(shape);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        if (inputs.get(0).length > 4) {
            return Optional.empty();
        }
        long[] image = Window.lift(inputs.get(0));
        long[] one = {1, 1};
        long[] none = {0, 0};
        long[] kernel = {image[2], image[3]};
        return Optional.of(
                new LayerForm.Pool(new LayerForm.Windows(kernel, one, one, none, none, one), LayerForm.Pool.Kind.MEAN));
    }

    @Override
    public Kernel forward(Binding binding) {
        long maps = binding.output(0).length();
        long size = binding.input(0).length() / maps;
        return Arithmetic.product(
                ArrayViews.reshape(binding.input(0), maps, size),
                false,
                weights(binding, size, 1),
                false,
                1,
                ArrayViews.reshape(binding.output(0), maps, 1));
    }

    @Override
    public Kernel backward(Binding binding) {
        if (binding.inputGradient(0) == null) {
            return Kernel.NOTHING;
        }
        long maps = binding.output(0).length();
        long size = binding.input(0).length() / maps;
        return Arithmetic.product(
                ArrayViews.reshape(binding.outputGradient(0), maps, 1),
                false,
                weights(binding, 1, size),
                false,
                1,
                ArrayViews.reshape(binding.inputGradient(0), maps, size));
    }

    private static INDArray weights(Binding binding, long... shape) {
        return Nd4j.valueArrayOf(shape, 1.0 / (shape[0] * shape[1]), binding.type());
    }
}
