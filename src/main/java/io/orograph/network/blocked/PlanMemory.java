package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.jit.CallList;
import org.bytedeco.javacpp.FloatPointer;

/** Memory of a plan for what compiled loops read beside the plan's values. */
final class PlanMemory {

    private PlanMemory() {}

    /** Returns a list of calls whose tables are the plan's. */
    static CallList build(CallList.Builder calls, Binding binding) {
        return calls.build(binding::memory);
    }

    /** Returns where numbers are, for the plan's life. */
    static long floats(Binding binding, float... numbers) {
        FloatPointer memory = new FloatPointer(binding.memory((long) numbers.length * Float.BYTES));
        memory.put(numbers);
        return memory.address();
    }
}
