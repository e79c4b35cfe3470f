package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.NativeCopy;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The inputs of all samples in the precision that they are run in, of which any are gathered for a run in any order. Shared by
 * threads, each with a {@link Gatherer} of its own.
 */
final class SampleStore {

    private final Inputs inputs;
    private final List<Object> values = new ArrayList<>();
    private final int[] sizes;
    private final boolean isSingle;

    SampleStore(Inputs inputs, Precision precision) {
        this.inputs = inputs;
        this.isSingle = precision == Precision.SINGLE;
        inputs.all()
                .forEach(input -> values.add(
                        isSingle ? input.values().floats() : input.values().doubles()));
        this.sizes = inputs.shapes(1).stream().mapToInt(Shape::size).toArray();
    }

    Inputs inputs() {
        return inputs;
    }

    /** Returns a means of one thread to gather samples. */
    Gatherer gatherer() {
        return new Gatherer();
    }

    /** Gathers samples for runs; its buffers are kept from one run to the next of as many samples. */
    final class Gatherer {

        private final Object[] buffers = new Object[sizes.length];

        /**
         * Writes samples into the inputs of a run, filled up with the first of them; inputs that no sample changes stay as they
         * are, as {@link #writeShared} has them.
         *
         * @param samples places of samples; those from {@code first} on are taken
         * @param count how many are taken
         * @param size how many the run has room for
         */
        void gather(int[] samples, int first, int count, int size, GradientRun run) {
            for (int input = 0; input < sizes.length; input++) {
                if (inputs.get(input).isBySample()) {
                    gather(input, samples, first, count, size);
                    write(buffers[input], run.input(input));
                }
            }
        }

        private void gather(int input, int[] samples, int first, int count, int size) {
            int length = sizes[input];
            Object buffer = buffer(input, size * length);
            for (int i = 0; i < size; i++) {
                int sample = samples[i < count ? first + i : first];
                System.arraycopy(values.get(input), sample * length, buffer, i * length, length);
            }
        }

        private Object buffer(int input, int length) {
            Object buffer = buffers[input];
            int held = buffer instanceof float[] singles
                    ? singles.length
                    : buffer == null ? -1 : ((double[]) buffer).length;
            if (held != length) {
                buffers[input] = isSingle ? new float[length] : new double[length];
            }
            return buffers[input];
        }

        /** Writes the inputs that no sample changes into a new run. */
        void writeShared(GradientRun run) {
            for (int input = 0; input < sizes.length; input++) {
                if (!inputs.get(input).isBySample()) {
                    INDArray array = run.input(input);
                    write(repeated(values.get(input), (int) array.length()), array);
                }
            }
        }

        private Object repeated(Object own, int length) {
            Object all = isSingle ? Arrays.copyOf((float[]) own, length) : Arrays.copyOf((double[]) own, length);
            int held = isSingle ? ((float[]) own).length : ((double[]) own).length;
            for (int at = held; at < length; at += held) {
                System.arraycopy(own, 0, all, at, held);
            }
            return all;
        }

        private static void write(Object values, INDArray array) {
            if (values instanceof float[] singles) {
                NativeCopy.write(singles, array);
            } else {
                NativeCopy.write((double[]) values, array);
            }
        }
    }
}
