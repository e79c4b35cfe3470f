package io.orograph.network.operators.recurrent;

import io.orograph.network.Binding;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the numbers of one direction of a {@link Recurrent} layer lie.
 *
 * @param direction index of the direction among the weights
 * @param reverse whether it runs from the end
 */
record RecurrentLayout(
        int direction, int directions, boolean reverse, boolean batchFirst, int steps, int batch, int in, int units) {

    static RecurrentLayout of(Binding binding, int direction, int directions, boolean reverse, boolean batchFirst) {
        INDArray sequence = binding.input(0);
        return new RecurrentLayout(
                direction,
                directions,
                reverse,
                batchFirst,
                (int) sequence.size(batchFirst ? 1 : 0),
                (int) sequence.size(batchFirst ? 0 : 1),
                (int) sequence.size(2),
                (int) binding.input(2).size(2));
    }

    /** The matrix of this direction among those of all. */
    INDArray matrix(INDArray ofAll) {
        return ArrayViews.part(ofAll, direction, ofAll.size(1), ofAll.size(2));
    }

    /** Index of the first number of a sample at a place in the sequence. */
    int ofInput(int place, int sample) {
        return (batchFirst ? sample * steps + place : place * batch + sample) * in;
    }

    /** Index of the first unit of a sample in a first or last state. */
    int ofState(int sample) {
        return (batchFirst ? sample * directions + direction : direction * batch + sample) * units;
    }

    /** Index of the first unit of a sample at a place in the output of all steps. */
    int ofOutput(int place, int sample) {
        return (batchFirst
                        ? (sample * steps + place) * directions + direction
                        : (place * directions + direction) * batch + sample)
                * units;
    }

    int length(FlatArray lengths, int sample) {
        return lengths == null ? steps : (int) Math.max(0, Math.min(steps, lengths.get(sample)));
    }

    /** Where in the sequence a step takes place; behind its end, each step at its own place. */
    int place(int step, int length) {
        return reverse && step < length ? length - 1 - step : step;
    }
}
