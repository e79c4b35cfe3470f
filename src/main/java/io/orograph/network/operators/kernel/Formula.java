package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Functions of floats and of each other's results, number by number, as one compiled loop: what lies between stays in registers.
 * Arguments are stretched to the shape of the results; what is done with NaN is the functions' affair.
 *
 * @param steps the functions, of which the last one makes the result
 */
record Formula(List<Step> steps) {

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /**
     * One of the functions.
     *
     * @param arguments where each of them comes from: argument i of the formula, or {@link #ofStep}
     */
    record Step(ValuesFunction function, List<Integer> arguments) {

        /** Returns what stands for the result of a step. */
        static int ofStep(int step) {
            return -1 - step;
        }
    }

    /**
     * What is compiled.
     *
     * @param areSingle for each argument whether a run has one number of it
     */
    private record Form(Formula formula, List<Boolean> areSingle) {

        CompiledLoop compiled() {
            return StreamLoop.compiled(loop -> {
                List<Value> arguments = new ArrayList<>();
                for (int i = 0; i < areSingle.size(); i++) {
                    arguments.add(areSingle.get(i) ? loop.readFirst(i) : loop.read(i));
                }
                loop.write(areSingle.size(), formula.of(arguments));
            });
        }
    }

    /** Returns a single function of so many arguments. */
    static Formula of(ValuesFunction function, int arguments) {
        return new Formula(List.of(new Step(
                function, Stream.iterate(0, i -> i + 1).limit(arguments).toList())));
    }

    private Value of(List<Value> arguments) {
        List<Value> results = new ArrayList<>();
        for (Step step : steps) {
            Value[] from = step.arguments().stream()
                    .map(place -> place < 0 ? results.get(-1 - place) : arguments.get(place))
                    .toArray(Value[]::new);
            results.add(step.function().of(from));
        }
        return results.get(results.size() - 1);
    }

    /**
     * Binds the loop over all numbers of an array, the others stretched to it. Empty where no loops are compiled, in double
     * precision, and as {@link #append} says.
     *
     * @param out may be one of the inputs
     */
    Optional<Kernel> kernel(Binding binding, INDArray out, INDArray... inputs) {
        if (!canDo(out.dataType())) {
            return Optional.empty();
        }
        List<Stretched> from = Stream.of(inputs)
                .flatMap(input -> Stretched.of(input, out.shape()).stream())
                .toList();
        CallList.Builder calls = new CallList.Builder().keep(out).keep(List.of(inputs));
        boolean isDone = from.size() == inputs.length && append(calls, from, NativeCopy.address(out), out.length());
        return isDone ? Optional.of(calls.build(binding::memory)::run) : Optional.empty();
    }

    /** Tells whether loops are compiled for a type. */
    static boolean canDo(DataType type) {
        return type == DataType.FLOAT && LayerEngines.compiles();
    }

    /**
     * Appends the loop to a list of calls, a run for as many results as have each argument's numbers side by side, or one for all
     * of them. It does not if runs do not fill a register, or are short beside the addresses of what they read, or if results
     * that are written twice go where an argument is.
     *
     * @param from the arguments
     * @param to where the results go
     * @param length how many there are
     * @return whether it does
     */
    boolean append(CallList.Builder calls, List<Stretched> from, long to, long length) {
        long run = from.stream().mapToLong(Stretched::run).reduce(length, Stretched::divisor);
        boolean isWhole = run % CompiledLoop.FLOATS == 0;
        long addresses = CallList.tableBytes(from.size() + 1, run, CompiledLoop.FLOATS);
        boolean fits = run >= CompiledLoop.FLOATS
                && (run == length || addresses <= 2 * run * Float.BYTES)
                && (isWhole || from.stream().noneMatch(numbers -> numbers.at(0) == to));
        if (fits) {
            Form form = new Form(this, from.stream().map(Stretched::isSpread).toList());
            List<long[]> places = LongStream.range(0, length / run)
                    .mapToObj(i -> places(from, to, i * run))
                    .toList();
            calls.call(LOOPS.computeIfAbsent(form, Form::compiled), run, places, widths(from));
        }
        return fits;
    }

    private static long[] widths(List<Stretched> from) {
        return LongStream.concat(from.stream().mapToLong(Stretched::width), LongStream.of(Float.BYTES))
                .toArray();
    }

    private static long[] places(List<Stretched> from, long to, long result) {
        return LongStream.concat(
                        from.stream().mapToLong(numbers -> numbers.at(result)),
                        LongStream.of(to + result * Float.BYTES))
                .toArray();
    }
}
