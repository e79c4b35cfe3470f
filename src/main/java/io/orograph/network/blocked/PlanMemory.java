package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where compiled loops find a plan's values, and what they read beside them. */
final class PlanMemory {

    private PlanMemory() {}

    /** Returns a list of calls whose tables are the plan's. */
    static CallList build(CallList.Builder calls, Binding binding) {
        return calls.build(binding::memory);
    }

    /**
     * Appends a loop over streams of floats that lie side by side, at least as many as a register holds.
     *
     * @param tables where the streams of each run are, none of which is read and written
     */
    static void call(CallList.Builder calls, CompiledLoop loop, long length, List<long[]> tables) {
        long[] widths = new long[tables.get(0).length];
        Arrays.fill(widths, Float.BYTES);
        calls.call(loop, length, tables, widths);
    }

    /** Returns where so many zeros are, for the plan's life. */
    static long zeros(Binding binding, long count) {
        return binding.memory(count * Float.BYTES).address();
    }

    /** Returns where a number of an array is. */
    static long at(INDArray array, long number) {
        return NativeCopy.address(array) + number * Float.BYTES;
    }

    /** Returns where numbers are, for the plan's life. */
    static long floats(Binding binding, float... numbers) {
        FloatPointer memory = new FloatPointer(binding.memory((long) numbers.length * Float.BYTES));
        memory.put(numbers);
        return memory.address();
    }
}
