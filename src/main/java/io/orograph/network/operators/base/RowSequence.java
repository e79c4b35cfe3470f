package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.CompiledRows;
import io.orograph.network.operators.kernel.RowPass;
import io.orograph.network.operators.kernel.RowSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Operators one after the other on the same rows, in one pass over memory: a bias with the activation behind it, or all of a
 * layer normalisation that a file stores as means, differences and quotients. Only for plans that go forward in single
 * precision.
 */
final class RowSequence implements Operator {

    private final List<Step> steps;
    private final int arity;

    /**
     * One of the operators.
     *
     * @param arguments where each of its inputs comes from: input i of the sequence, or {@link #ofStep}, or {@link #LEFT_OUT}
     */
    record Step(RowOperator operator, int[] arguments) {

        static final int LEFT_OUT = Integer.MIN_VALUE;

        /** Returns what stands for the result of a step. */
        static int ofStep(int step) {
            return -1 - step;
        }
    }

    private RowSequence(List<Step> steps, int arity) {
        this.steps = List.copyOf(steps);
        this.arity = arity;
    }

    /** Returns an operator in single precision by its loop over rows; empty if it has none for the binding's shapes. */
    static Optional<Kernel> kernel(RowOperator operator, Binding binding) {
        int[] places = new int[binding.inputs()];
        Arrays.setAll(places, i -> binding.input(i) == null ? Step.LEFT_OUT : i);
        RowSequence single = new RowSequence(List.of(new Step(operator, places)), places.length);
        return RowShapes.of(single.steps, shapes(binding)).map(shapes -> single.pass(binding, shapes, 1));
    }

    static Optional<Operator> join(Operator first, Operator second, Join join) {
        List<Step> steps = new ArrayList<>();
        if (!add(steps, first, join.first()) || !add(steps, second, join.second())) {
            return Optional.empty();
        }
        return RowShapes.of(steps, join.inputs())
                .map(shapes -> new RowSequence(steps, join.inputs().size()));
    }

    /** Adds what an operator does; tells whether it can be a part of a sequence. */
    private static boolean add(List<Step> steps, Operator operator, int[] places) {
        int before = steps.size();
        int[] arguments = Arrays.stream(places)
                .map(place -> place == Join.OF_FIRST
                        ? Step.ofStep(before - 1)
                        : place == Join.LEFT_OUT ? Step.LEFT_OUT : place)
                .toArray();
        if (operator instanceof RowOperator single) {
            steps.add(new Step(single, arguments));
            return true;
        }
        if (!(operator instanceof RowSequence sequence)) {
            return false;
        }
        for (Step step : sequence.steps) {
            int[] moved = Arrays.stream(step.arguments())
                    .map(argument -> argument >= 0
                            ? arguments[argument]
                            : argument == Step.LEFT_OUT ? argument : argument - before)
                    .toArray();
            steps.add(new Step(step.operator(), moved));
        }
        return true;
    }

    @Override
    public int arity() {
        return arity;
    }

    @Override
    public Optional<Operator> joined(Operator first, Join join) {
        return join(first, this, join);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(RowShapes.last(steps, inputs));
    }

    @Override
    public Kernel forward(Binding binding) {
        RowShapes shapes = RowShapes.of(steps, shapes(binding)).orElseThrow();
        return lastInPlace(binding, shapes).orElseGet(() -> pass(binding, shapes, steps.size()));
    }

    /** Binds all but the last step, and what that does to their results; empty if it reads something else, or has loops alone. */
    private Optional<Kernel> lastInPlace(Binding binding, RowShapes shapes) {
        int last = steps.size() - 1;
        boolean readsResults = last > 0
                && Arrays.equals(steps.get(last).arguments(), new int[] {Step.ofStep(last - 1)})
                && Arrays.equals(shapes.result(last - 1), shapes.result(last));
        return readsResults
                ? steps.get(last)
                        .operator()
                        .inPlace(binding, binding.output(0))
                        .map(end -> Arithmetic.sequence(pass(binding, shapes, last), end))
                : Optional.empty();
    }

    private static List<long[]> shapes(Binding binding) {
        List<long[]> shapes = new ArrayList<>();
        for (int i = 0; i < binding.inputs(); i++) {
            shapes.add(binding.input(i) == null ? null : binding.input(i).shape());
        }
        return shapes;
    }

    /** Binds some of the steps, from the first one on. */
    private Kernel pass(Binding binding, RowShapes shapes, int count) {
        return compiled(binding, shapes, count)
                .or(() -> bound(new RowPass(shapes.count(), shapes.length()), binding, shapes, count))
                .orElseThrow();
    }

    private Optional<Kernel> compiled(Binding binding, RowShapes shapes, int count) {
        boolean areCompiled = CompiledRows.canDo(binding, shapes.loops().subList(0, count))
                && steps.subList(0, count).stream()
                        .flatMapToInt(step -> Arrays.stream(step.arguments()))
                        .noneMatch(argument -> argument == Step.LEFT_OUT);
        return areCompiled
                ? bound(new CompiledRows(binding, shapes.count(), shapes.length()), binding, shapes, count)
                : Optional.empty();
    }

    private <R> Optional<Kernel> bound(RowSteps<R> pass, Binding binding, RowShapes shapes, int count) {
        List<R> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step step = steps.get(i);
            long[] read = shapes.read(i);
            List<R> from = new ArrayList<>();
            for (int argument : step.arguments()) {
                if (argument >= 0) {
                    from.add(pass.read(binding.input(argument), read, shapes.width(read)));
                } else if (argument == Step.LEFT_OUT) {
                    from.add(null);
                } else {
                    R result = results.get(-1 - argument);
                    boolean isStretched = shapes.width(read) != shapes.width(shapes.result(-1 - argument));
                    from.add(isStretched ? pass.spread(result) : result);
                }
            }
            results.add(pass.run(shapes.loop(i), shapes.width(shapes.result(i)), from));
        }
        return pass.write(results.get(results.size() - 1), binding.output(0));
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("operators are joined for plans that only go forward");
    }
}
