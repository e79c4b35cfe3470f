package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.ColumnSums;
import io.orograph.network.Kernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ways through a convolution whose images lie by places: the gradient of its bias is a sum over all of these. */
interface PlacedPasses extends TrainedPasses {

    ConvolutionProblem problem();

    Following following();

    /** Binds the gradient of the weights, in rows. */
    void bindToFilters(Binding binding, INDArray wanted, List<Kernel> steps);

    @Override
    default Layout x() {
        return Layout.byPlaces(problem().x());
    }

    @Override
    default Layout y() {
        return Layout.byPlaces(problem().y());
    }

    @Override
    default void bindToWeights(Binding binding, List<Kernel> steps) {
        INDArray wanted = binding.inputGradient(following().input(1));
        if (wanted != null) {
            bindToFilters(binding, wanted, steps);
        }
        INDArray bias = following().wantedBias(binding);
        if (bias != null) {
            INDArray gradient = binding.outputGradient(0);
            INDArray ones = binding.filled(1, gradient.length() / bias.length());
            steps.add(new ColumnSums(gradient, ones, bias));
        }
    }
}
