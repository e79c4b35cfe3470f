package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Normalization;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalisation of images whose places lie one behind the other. Only for plans that go forward. */
record PlacedNormalization(double epsilon, Layout layout) implements ImageNormalization {

    private static final class Lazy {
        /** Of x, factor and term, y. */
        private static final CompiledLoop CODE = StreamLoop.compiled(
                loop -> loop.write(3, loop.read(0).times(loop.read(1)).plus(loop.read(2))));
    }

    /** Returns a normalisation if the images lie by places. */
    static Optional<PlacedNormalization> of(Normalization form, Layout layout) {
        return PlacedPool.isByPlaces(layout)
                ? Optional.of(new PlacedNormalization(form.epsilon(), layout))
                : Optional.empty();
    }

    @Override
    public Kernel forward(Binding binding) {
        int channels = (int) layout.shape()[1];
        int samples = (int) layout.shape()[0];
        int stream = samples * channels;
        INDArray factors = binding.scratch(stream);
        INDArray terms = binding.scratch(stream);
        CallList places = places(binding, factors, terms, stream);
        FlatArray.Floats[] read = new FlatArray.Floats[5];
        float[][] numbers = new float[5][channels];
        for (int i = 1; i < read.length; i++) {
            read[i] = (FlatArray.Floats) FlatArray.of(binding.input(i));
        }
        var factor = (FlatArray.Floats) FlatArray.of(factors);
        var term = (FlatArray.Floats) FlatArray.of(terms);
        return () -> {
            for (int i = 1; i < read.length; i++) {
                read[i].read(0, numbers[i], channels);
            }
            combine(numbers);
            for (int sample = 0; sample < samples; sample++) {
                factor.write(numbers[1], sample * channels, channels);
                term.write(numbers[2], sample * channels, channels);
            }
            places.run();
        };
    }

    /** Makes factor and term of scale, shift, mean and variance. */
    private void combine(float[]... numbers) {
        for (int channel = 0; channel < numbers[1].length; channel++) {
            double factor = numbers[1][channel] / Math.sqrt(numbers[4][channel] + epsilon);
            numbers[1][channel] = (float) factor;
            numbers[2][channel] = (float) (numbers[2][channel] - numbers[3][channel] * factor);
        }
    }

    private CallList places(Binding binding, INDArray factors, INDArray terms, int stream) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        List<long[]> tables = new ArrayList<>();
        for (long from = 0; from < layout.floats(); from += stream) {
            tables.add(new long[] {
                PlanMemory.at(x, from), NativeCopy.address(factors), NativeCopy.address(terms), PlanMemory.at(y, from)
            });
        }
        CallList.Builder calls = new CallList.Builder().keep(List.of(x, y, factors, terms));
        PlanMemory.call(calls, Lazy.CODE, stream, tables);
        return PlanMemory.build(calls, binding);
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("images lie by places for a normalisation only where nobody goes back");
    }
}
