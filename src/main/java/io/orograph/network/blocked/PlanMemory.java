package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where compiled loops find a plan's values, and what they read beside them. */
final class PlanMemory {

    private PlanMemory() {}

    /** Returns a list of calls whose tables are the plan's. */
    static CallList build(CallList.Builder calls, Binding binding) {
        return calls.build(binding::memory);
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
