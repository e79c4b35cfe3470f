package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.AxisFold;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps over rows as {@link RowPass} has them, by machine code, some rows at a time: functions of each other's results are one
 * {@link Formula} up to where rows are summed or their numbers spread. Sums are {@link AxisFold}s, whose doubles are added in
 * another order than in Java; all else is the same to the bit.
 */
public final class CompiledRows implements RowSteps<CompiledRows.Numbers> {

    /** Numbers at a time. What is read, kept and written of them fits the first cache. */
    private static final int CHUNK = FlatArray.CHUNK;

    private static final ValuesFunction UNCHANGED = x -> x[0];

    private final Binding binding;
    private final int count;
    private final int length;
    private final int atOnce;
    private final List<INDArray> read = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final IdentityHashMap<Numbers, InMemory> kept = new IdentityHashMap<>();

    /** Numbers that steps read or make. */
    public abstract static class Numbers {
        final int width;

        private Numbers(int width) {
            this.width = width;
        }
    }

    /** Numbers in memory, of all rows or of those that are gone through at a time. */
    private static final class InMemory extends Numbers {
        private final Stretched place;
        private final boolean ofAll;

        InMemory(Stretched place, boolean ofAll, int width) {
            super(width);
            this.place = place;
            this.ofAll = ofAll;
        }

        Stretched fromRow(int row) {
            return ofAll ? place.from((long) row * width) : place;
        }
    }

    /** Numbers that are computed wherever they are read, unless they are kept. */
    private static final class Computed extends Numbers {
        private final ValuesFunction function;
        private final List<Numbers> from;

        Computed(ValuesFunction function, List<Numbers> from, int width) {
            super(width);
            this.function = function;
            this.from = from;
        }
    }

    /** What is done with some rows by a call. */
    @FunctionalInterface
    private interface Stage {

        /** Appends the call; tells whether there is one. */
        boolean append(CallList.Builder calls, int first, int rows);
    }

    /** What makes numbers of those in memory. */
    private final class Making {

        private final List<InMemory> read = new ArrayList<>();
        private final List<Formula.Step> steps = new ArrayList<>();
        private final IdentityHashMap<Numbers, Integer> places = new IdentityHashMap<>();
        private final InMemory to;
        private final Formula formula;

        Making(Numbers made, InMemory to) {
            this.to = to;
            if (place(made) >= 0) {
                steps.add(new Formula.Step(UNCHANGED, List.of(0)));
            }
            formula = new Formula(List.copyOf(steps));
        }

        /** Returns where numbers stand in the formula. */
        private int place(Numbers numbers) {
            Integer known = places.get(numbers);
            if (known != null) {
                return known;
            }
            int place = add(kept.get(numbers), numbers);
            places.put(numbers, place);
            return place;
        }

        private int add(InMemory instead, Numbers numbers) {
            if (instead == null && numbers instanceof Computed computed) {
                List<Integer> from = computed.from.stream().map(this::place).toList();
                steps.add(new Formula.Step(computed.function, from));
                return Formula.Step.ofStep(steps.size() - 1);
            }
            read.add(instead == null ? (InMemory) numbers : instead);
            return read.size() - 1;
        }

        boolean append(CallList.Builder calls, int first, int rows) {
            List<Stretched> from =
                    read.stream().map(numbers -> numbers.fromRow(first)).toList();
            long places = (long) rows * to.width;
            return formula.append(calls, from, to.fromRow(first).at(0), places);
        }
    }

    /**
     * @param count how many rows there are
     * @param length of each
     */
    public CompiledRows(Binding binding, int count, int length) {
        this.binding = binding;
        this.count = count;
        this.length = length;
        // So that one number for each row fills a register.
        this.atOnce = Math.min(count, Math.max(CompiledLoop.FLOATS, CHUNK / length));
    }

    /** Tells whether machine code may do what loops do for a binding, nothing of their arguments being left out. */
    public static boolean canDo(Binding binding, List<RowLoop> loops) {
        return Formula.canDo(binding.type())
                && loops.stream()
                        .allMatch(loop ->
                                loop instanceof RowSums || loop.compiled().isPresent());
    }

    @Override
    public Numbers read(INDArray array, long[] shape, int width) {
        read.add(array);
        return new InMemory(Stretched.of(array, shape).orElseThrow(), true, width);
    }

    @Override
    public Numbers spread(Numbers from) {
        return new InMemory(keep(from).place.spread(length), false, length);
    }

    @Override
    public Numbers run(RowLoop loop, int width, List<Numbers> from) {
        if (!(loop instanceof RowSums sums)) {
            return new Computed(loop.compiled().orElseThrow(), List.copyOf(from), width);
        }
        InMemory x = keep(from.get(0));
        InMemory y = memory(1);
        stages.add((calls, first, rows) -> {
            AxisFold fold = new AxisFold(AxisFold.Kind.SUM, rows, length, 1, sums.divisor(length));
            fold.call(calls, x.fromRow(first).at(0), y.place.at(0));
            return true;
        });
        return y;
    }

    private InMemory memory(int width) {
        long bytes = (long) atOnce * width * Float.BYTES;
        return new InMemory(Stretched.same(binding.memory(bytes).address()), false, width);
    }

    /** Returns numbers in memory, to which they are written if they are not there. */
    private InMemory keep(Numbers numbers) {
        if (numbers instanceof InMemory already) {
            return already;
        }
        return kept.computeIfAbsent(numbers, computed -> {
            InMemory to = memory(computed.width);
            stages.add(new Making(computed, to)::append);
            return to;
        });
    }

    /** Empty also where an input is written after several stages: some of the last rows may be computed twice. */
    @Override
    public Optional<Kernel> write(Numbers from, INDArray out) {
        long place = NativeCopy.address(out);
        stages.add(new Making(from, new InMemory(Stretched.same(place), true, from.width))::append);
        boolean isRead = read.stream().mapToLong(NativeCopy::address).anyMatch(input -> input == place);
        CallList.Builder calls = new CallList.Builder().keep(out).keep(List.copyOf(read));
        boolean isDone = stages.size() == 1 ? append(calls, 0, count) : !isRead && append(calls);
        return isDone ? Optional.of(calls.build(binding::memory)::run) : Optional.empty();
    }

    private boolean append(CallList.Builder calls) {
        boolean isDone = true;
        for (int first = 0; first < count && isDone; first += atOnce) {
            isDone = append(calls, Math.min(first, count - atOnce), atOnce);
        }
        return isDone;
    }

    private boolean append(CallList.Builder calls, int first, int rows) {
        return stages.stream().allMatch(stage -> stage.append(calls, first, rows));
    }
}
