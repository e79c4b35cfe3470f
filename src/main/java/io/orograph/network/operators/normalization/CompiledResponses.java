package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.Shape;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.Functions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * y = x/(bias + α/n·Σx²)^β over n neighbouring channels by machine code, for floats and β that are quarters: all that lies between
 * the floats is in double precision, as in the loops in Java.
 */
final class CompiledResponses {

    /** Channels of a sum, at most: each is a read in the body of a loop. */
    private static final int MOST_CHANNELS = 64;

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /**
     * What a loop does: the streams are the channels of a sum, then x and y.
     *
     * @param factor α/n
     * @param quarters 4β
     */
    private record Form(int channels, double factor, int quarters, double bias) {

        CompiledLoop loop() {
            return LOOPS.computeIfAbsent(this, form -> StreamLoop.compiledForDoubles(form::write));
        }

        private void write(StreamLoop loop) {
            Value sum = square(loop.readFloats(0));
            for (int channel = 1; channel < channels; channel++) {
                sum = sum.plus(square(loop.readFloats(channel)));
            }
            Value base = loop.constant(bias).plus(factor, sum);
            loop.writeFloats(channels + 1, loop.readFloats(channels).over(Functions.power(base, quarters)));
        }

        private static Value square(Value value) {
            return value.times(value);
        }
    }

    private CompiledResponses() {}

    /**
     * Binds the normalisation of the first input; empty where the loops in Java do it.
     *
     * @param size channels of a sum
     * @param factor by which it is multiplied
     */
    static Optional<Kernel> kernel(Binding binding, long size, double factor, double beta, double bias) {
        return canDo(binding, size)
                ? Functions.quarters(beta)
                        .filter(quarters -> quarters > 0)
                        .map(quarters -> bound(binding, new Form((int) size, factor, quarters, bias)))
                : Optional.empty();
    }

    /** Tells whether loops are compiled, fill registers, and are worth the memory of their addresses. */
    private static boolean canDo(Binding binding, long size) {
        long[] x = binding.input(0).shape();
        return binding.type() == DataType.FLOAT
                && size <= MOST_CHANNELS
                && Shape.size(x[0], x[1]) > 0
                && ofChannel(x) >= CompiledLoop.DOUBLES
                && isWorthAddresses((int) size, ofChannel(x))
                && LayerEngines.compiles();
    }

    private static boolean isWorthAddresses(int channels, int places) {
        return CallList.tableBytes(channels + 2, places, CompiledLoop.DOUBLES)
                <= CallList.MOST_OF_ADDRESSES * 2L * places * Float.BYTES;
    }

    private static int ofChannel(long... shape) {
        return Shape.size(Arrays.copyOfRange(shape, 2, shape.length));
    }

    private static Kernel bound(Binding binding, Form form) {
        long[] shape = binding.input(0).shape();
        long[] widths = new long[form.channels + 2];
        Arrays.fill(widths, Float.BYTES);
        return new CallList.Builder()
                .keep(List.of(binding.input(0), binding.output(0)))
                .call(form.loop(), ofChannel(shape), tables(binding, form), widths)
                .build(binding::memory)::run;
    }

    private static List<long[]> tables(Binding binding, Form form) {
        long[] shape = binding.input(0).shape();
        long bytes = (long) ofChannel(shape) * Float.BYTES;
        // Stands for the channels before the first and behind the last one.
        long zeros = binding.memory(bytes).address();
        long x = NativeCopy.address(binding.input(0));
        long y = NativeCopy.address(binding.output(0));
        List<long[]> tables = new ArrayList<>();
        for (int line = 0; line < Shape.size(shape[0], shape[1]); line++) {
            int channel = line % (int) shape[1];
            long[] table = new long[form.channels + 2];
            for (int i = 0; i < form.channels; i++) {
                int apart = i - (form.channels - 1) / 2;
                boolean isThere = channel + apart >= 0 && channel + apart < shape[1];
                table[i] = isThere ? x + (line + apart) * bytes : zeros;
            }
            table[form.channels] = x + line * bytes;
            table[form.channels + 1] = y + line * bytes;
            tables.add(table);
        }
        return tables;
    }
}
