package io.orograph.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where the elements of an array lie among those of another one in memory, if they lie at regular steps: element (i, j, …) is
 * number offset + place of i + place of j + … there. What only puts elements in another order or picks some of them gives such a
 * view of its input, and a chain of such operators one of the input of the first.
 *
 * @param offset the number of the first element
 * @param axes of the array
 */
public record StridedView(long offset, List<Axis> axes) {

    public StridedView {
        axes = List.copyOf(axes);
    }

    /**
     * Entries at one step from each to the next.
     *
     * @param step how many numbers further the next one lies; 0 if it is the same again
     */
    public record Run(long size, long step) {}

    /**
     * The places of the entries along an axis: one run; or runs of runs, the innermost last, where the axis was made of several
     * that do not follow each other in memory; or none for one entry.
     */
    public record Axis(List<Run> runs) {

        public Axis {
            runs = merged(runs);
        }

        private static Axis of(long size, long step) {
            return new Axis(List.of(new Run(size, step)));
        }

        /** Returns the number of entries. */
        public long size() {
            return runs.stream().mapToLong(Run::size).reduce(1, (a, b) -> a * b);
        }

        /** Tells whether one step leads from each entry to the next. */
        public boolean isRegular() {
            return runs.size() < 2;
        }

        /** Returns that step; 1 if there is no next entry. */
        public long step() {
            return runs.isEmpty() ? 1 : runs.get(runs.size() - 1).step();
        }

        /** Returns how many numbers behind the first entry each one lies. */
        private long[] places() {
            long[] places = {0};
            for (Run run : runs) {
                long[] before = places;
                int size = Math.toIntExact(run.size());
                places = new long[before.length * size];
                Arrays.setAll(places, i -> before[i / size] + i % size * run.step());
            }
            return places;
        }
    }

    /** Returns runs of runs as few as they can be: those that follow each other in memory are one. */
    private static List<Run> merged(List<Run> runs) {
        List<Run> merged = new ArrayList<>();
        for (Run run : runs) {
            Run outer = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (outer != null && outer.step() == run.step() * run.size()) {
                merged.set(merged.size() - 1, new Run(outer.size() * run.size(), run.step()));
            } else if (run.size() != 1) {
                merged.add(run);
            }
        }
        return List.copyOf(merged);
    }

    /** Returns the view of an array as it lies: row-major, without gaps. */
    public static StridedView of(long... shape) {
        Axis[] axes = new Axis[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            axes[i] = Axis.of(shape[i], step);
            step *= shape[i];
        }
        return new StridedView(0, List.of(axes));
    }

    /** Returns the number of axes. */
    public int rank() {
        return axes.size();
    }

    /** Returns the shape of the array. */
    public long[] shape() {
        return axes.stream().mapToLong(Axis::size).toArray();
    }

    /** Returns an axis, the last one as −1. */
    public Axis axis(int index) {
        return axes.get(index < 0 ? index + rank() : index);
    }

    /**
     * Returns the same elements in the same order under another shape; empty if they then lie at no regular steps any more, or if
     * there are none.
     *
     * @param target of as many elements
     */
    public Optional<StridedView> reshaped(long... target) {
        Deque<Run> left = new ArrayDeque<>(
                merged(axes.stream().flatMap(axis -> axis.runs().stream()).toList()));
        Axis[] reshaped = new Axis[target.length];
        for (int i = target.length - 1; i >= 0; i--) {
            Optional<Axis> taken = target[i] == 0 ? Optional.empty() : taken(target[i], left);
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            reshaped[i] = taken.get();
        }
        return Optional.of(new StridedView(offset, List.of(reshaped)));
    }

    /** Takes the innermost runs of so many entries; empty if they end within a run that does not divide. */
    private static Optional<Axis> taken(long entries, Deque<Run> runs) {
        Deque<Run> taken = new ArrayDeque<>();
        long open = entries;
        while (open > 1) {
            Run run = runs.removeLast();
            long size = Math.min(open, run.size());
            if (size == 0 || open % size != 0 || run.size() % size != 0) {
                return Optional.empty();
            }
            taken.addFirst(new Run(size, run.step()));
            runs.addLast(new Run(run.size() / size, run.step() * size));
            if (size == run.size()) {
                runs.removeLast();
            }
            open /= size;
        }
        return Optional.of(new Axis(List.copyOf(taken)));
    }

    /**
     * Returns the view with its axes in another order.
     *
     * @param order for each axis of the result the axis that it was
     */
    public StridedView permuted(int... order) {
        return new StridedView(offset, Arrays.stream(order).mapToObj(axes::get).toList());
    }

    /** Returns the view with its last two axes, those of matrices, in the other order. */
    public StridedView transposed() {
        List<Axis> swapped = new ArrayList<>(axes.subList(0, rank() - 2));
        swapped.add(axis(-1));
        swapped.add(axis(-2));
        return new StridedView(offset, swapped);
    }

    /** Returns the entries at some indices of an axis; empty if there are none, or not at one step, or such an index is not. */
    public Optional<StridedView> along(int axis, long... indices) {
        long[] all = axes.get(axis).places();
        if (indices.length == 0 || Arrays.stream(indices).anyMatch(index -> index < 0 || index >= all.length)) {
            return Optional.empty();
        }
        if (Arrays.equals(indices, LongStream.range(0, all.length).toArray())) {
            return Optional.of(this);
        }
        long[] places = Arrays.stream(indices).map(index -> all[(int) index]).toArray();
        long step = places.length > 1 ? places[1] - places[0] : 1;
        boolean isRegular = IntStream.range(0, places.length).allMatch(i -> places[i] == places[0] + i * step);
        List<Axis> cut = new ArrayList<>(axes);
        cut.set(axis, Axis.of(places.length, step));
        return isRegular ? Optional.of(new StridedView(offset + places[0], cut)) : Optional.empty();
    }

    /** Returns the entry at an index of an axis, which is then no axis any more. */
    public StridedView at(int axis, long index) {
        List<Axis> others = new ArrayList<>(axes);
        long place = others.remove(axis).places()[(int) index];
        return new StridedView(offset + place, others);
    }

    /** Returns the view with axes of one entry repeated, and more axes in front, as arithmetic on arrays of two shapes does. */
    public StridedView stretched(long... target) {
        int added = target.length - rank();
        return new StridedView(
                offset,
                IntStream.range(0, target.length)
                        .mapToObj(i -> i < added || axes.get(i - added).size() == 1
                                ? Axis.of(target[i], 0)
                                : axes.get(i - added))
                        .toList());
    }

    /**
     * Tells whether each element of an array of so many is there once. That is so where as many are and none is repeated, since what
     * hands elements on otherwise keeps them apart.
     */
    public boolean isEachOnce(long length) {
        return Shape.size(shape()) == length
                && axes.stream().flatMap(axis -> axis.runs().stream()).noneMatch(run -> run.step() == 0);
    }

    /** Returns where each of the arrays begins that the last axes make, in the order of the axes before them. */
    public long[] begins(int lastAxes) {
        List<Run> leading = axes.subList(0, rank() - lastAxes).stream()
                .flatMap(axis -> axis.runs().stream())
                .toList();
        return Arrays.stream(new Axis(leading).places())
                .map(place -> offset + place)
                .toArray();
    }
}
