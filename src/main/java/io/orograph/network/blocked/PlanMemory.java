package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Memory of a plan for what compiled loops read beside the plan's values. */
final class PlanMemory {

    private PlanMemory() {}

    /** Returns a list of calls whose tables are the plan's. */
    static CallList build(CallList.Builder calls, Binding binding) {
        return calls.build(bytes -> NativeCopy.place(binding.filled(0, bytes / Float.BYTES)));
    }

    /** Returns where numbers are, for the plan's life. */
    static long floats(Binding binding, float... numbers) {
        INDArray array = binding.filled(0, numbers.length);
        NativeCopy.write(numbers, array);
        return NativeCopy.address(array);
    }
}
