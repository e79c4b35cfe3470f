package io.orograph.network;

import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * target = value + factor·step, rounded once and rectified where that is wanted, for several arrays of single precision by machine
 * code. A factor of 0 adds nothing, whatever the step holds.
 */
final class StepLoops {

    private static final int VALUE = 0;
    private static final int TARGET = 1;
    private static final int STEP = 2;
    private static final int FACTOR = 3;

    /** By the cap of the rectifier. */
    private static final Map<OptionalDouble, CompiledLoop> STEPS = new ConcurrentHashMap<>();

    private static final Map<OptionalDouble, CompiledLoop> COPIES = new ConcurrentHashMap<>();

    private final FloatPointer factor;
    private final CallList steps;
    private final CallList copies;

    /**
     * Binds the loops.
     *
     * @param caps of the rectifier for each value, infinite for one without a cap; empty where nothing is rectified
     * @param memory takes the lists of calls
     */
    StepLoops(
            List<INDArray> values,
            List<INDArray> steps,
            List<INDArray> targets,
            List<OptionalDouble> caps,
            BufferPool memory) {
        this.factor = new FloatPointer(memory.memory(Float.BYTES));
        CallList.Builder withSteps = new CallList.Builder().keep(List.of(values, steps, targets, factor));
        CallList.Builder without = new CallList.Builder().keep(List.of(values, targets));
        for (int i = 0; i < values.size(); i++) {
            INDArray target = targets.get(i);
            long value = NativeCopy.address(values.get(i));
            long to = NativeCopy.address(target);
            long[] places = {value, to, NativeCopy.address(steps.get(i)), factor.address()};
            withSteps.call(
                    STEPS.computeIfAbsent(caps.get(i), StepLoops::step),
                    target.length(),
                    places,
                    Float.BYTES,
                    Float.BYTES,
                    Float.BYTES,
                    0);
            without.call(
                    COPIES.computeIfAbsent(caps.get(i), StepLoops::copy),
                    target.length(),
                    new long[] {value, to},
                    Float.BYTES,
                    Float.BYTES);
        }
        this.steps = withSteps.build(memory::memory);
        this.copies = without.build(memory::memory);
    }

    /** Tells whether there are arrays, and machine code for such a type and length. */
    static boolean canDo(List<INDArray> arrays) {
        boolean fit = arrays.stream()
                .allMatch(array -> array.dataType() == DataType.FLOAT && array.length() >= CompiledLoop.FLOATS);
        return !arrays.isEmpty() && fit && LayerEngines.compiles();
    }

    private static CompiledLoop step(OptionalDouble cap) {
        return StreamLoop.compiled(loop -> {
            Value sum = loop.read(VALUE).plus(loop.readFirst(FACTOR), loop.read(STEP));
            loop.write(TARGET, rectified(sum, cap));
        });
    }

    private static CompiledLoop copy(OptionalDouble cap) {
        return StreamLoop.compiled(loop -> loop.write(TARGET, rectified(loop.read(VALUE), cap)));
    }

    private static Value rectified(Value value, OptionalDouble cap) {
        return cap.isPresent() ? value.within(0, cap.getAsDouble()) : value;
    }

    /** Writes the targets. */
    void run(double by) {
        if ((float) by == 0) {
            copies.run();
        } else {
            factor.put((float) by);
            steps.run();
        }
    }
}
