package io.orograph.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cut of a tensor along one of its axes into parts with names, in the order in which they lie.
 *
 * @param names of the parts
 * @param sizes along the axis
 */
public record Partition(int axis, List<String> names, List<Integer> sizes) {

    public Partition {
        names = List.copyOf(names);
        sizes = List.copyOf(sizes);
        if (names.size() != sizes.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + sizes.size() + " parts");
        }
    }

    /** Returns a cut into parts of one size. */
    public static Partition equal(int axis, List<String> names, long whole) {
        return new Partition(axis, names, Collections.nCopies(names.size(), (int) (whole / names.size())));
    }

    /** Returns a cut into parts that are named by their numbers. */
    public static Partition numbered(int axis, List<Integer> sizes) {
        return new Partition(axis, numbers(sizes.size()), sizes);
    }

    /** Returns 0, 1, 2, … */
    public static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    public int parts() {
        return names.size();
    }

    /** Returns why a tensor of a shape cannot be cut so; empty if it can. */
    String misfit(long[] shape) {
        if (axis < 0 || axis >= shape.length) {
            return "has no axis " + axis + ", but " + shape.length;
        }
        if (parts() < 2 || sizes.stream().anyMatch(size -> size < 1)) {
            return "must have two parts at least, each of one entry or more";
        }
        long sum = sizes.stream().mapToLong(Integer::longValue).sum();
        if (sum != shape[axis]) {
            return "has " + shape[axis] + " entries along axis " + axis + ", which " + parts() + " parts of "
                    + sizes.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " do not make";
        }
        return new HashSet<>(names).size() < parts() || names.stream().anyMatch(String::isBlank)
                ? "must have parts with different names"
                : "";
    }

    /** Returns the shape of a part of a tensor. */
    public long[] shape(int part, long[] whole) {
        long[] shape = whole.clone();
        shape[axis] = sizes.get(part);
        return shape;
    }

    /** Returns the elements of each part of a tensor, in row-major order. */
    public List<double[]> cut(double[] values, long[] shape) {
        List<double[]> parts = new ArrayList<>();
        for (int i = 0; i < parts(); i++) {
            double[] part = new double[Shape.size(shape(i, shape))];
            copy(i, shape, (from, at, length) -> System.arraycopy(values, from, part, at, length));
            parts.add(part);
        }
        return parts;
    }

    /** Puts the elements of one part into those of the whole tensor. */
    public void put(int part, double[] values, double[] whole, long[] shape) {
        copy(part, shape, (to, at, length) -> System.arraycopy(values, at, whole, to, length));
    }

    private interface Run {
        void copy(int inWhole, int inPart, int length);
    }

    /** Goes through what lies in one piece of a part: one run for each entry of the axes before its own. */
    private void copy(int part, long[] shape, Run run) {
        int behind = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            behind *= (int) shape[i];
        }
        int before = sizes.subList(0, part).stream().mapToInt(Integer::intValue).sum() * behind;
        int length = sizes.get(part) * behind;
        int stride = (int) shape[axis] * behind;
        int runs = Shape.size(shape) / stride;
        for (int i = 0; i < runs; i++) {
            run.copy(i * stride + before, i * length, length);
        }
    }

    /** Returns it as {@code --split} takes it behind the name of the tensor: {@code 1:q=64,k=64,v=64}. */
    public String text() {
        return axis + ":"
                + IntStream.range(0, parts())
                        .mapToObj(i -> names.get(i) + "=" + sizes.get(i))
                        .collect(Collectors.joining(","));
    }
}
