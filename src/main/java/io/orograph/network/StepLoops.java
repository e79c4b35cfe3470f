package io.orograph.network;

import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.StreamTables;
import io.orograph.network.jit.Value;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
            long[] places = {
                NativeCopy.address(values.get(i)),
                NativeCopy.address(targets.get(i)),
                NativeCopy.address(steps.get(i)),
                factor.address()
            };
            long length = targets.get(i).length();
            add(withSteps, STEPS.computeIfAbsent(caps.get(i), StepLoops::step), length, from ->
                    new long[] {places[VALUE] + from, places[TARGET] + from, places[STEP] + from, places[FACTOR]});
            add(without, COPIES.computeIfAbsent(caps.get(i), StepLoops::copy), length, from ->
                    new long[] {places[VALUE] + from, places[TARGET] + from});
        }
        this.steps = withSteps.build(memory::memory);
        this.copies = without.build(memory::memory);
    }

    /** Tells whether there is machine code for arrays of such a type and length. */
    static boolean canDo(List<INDArray> arrays) {
        return LayerEngines.compiles()
                && arrays.stream()
                        .allMatch(array -> array.dataType() == DataType.FLOAT && array.length() >= CompiledLoop.FLOATS);
    }

    /** Has a loop go through whole registers of an array, and through its last numbers once more where some are left. */
    private static void add(CallList.Builder calls, CompiledLoop loop, long length, Function<Long, long[]> table) {
        long whole = length / loop.lanes() * loop.lanes();
        calls.call(StreamTables.of(loop, List.of(table.apply(0L)), whole));
        if (whole < length) {
            long from = (length - loop.lanes()) * Float.BYTES;
            calls.call(StreamTables.of(loop, List.of(table.apply(from)), loop.lanes()));
        }
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
        if (cap.isEmpty()) {
            return value;
        }
        Value rectified = value.atLeast(0);
        return Double.isInfinite(cap.getAsDouble()) ? rectified : rectified.atMost(cap.getAsDouble());
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
