package io.orograph.curvature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The eigenpairs that several searches of {@link Lanczos} have found, each orthogonal to those before. */
final class FoundPairs {

    private static final Comparator<Eigenpair> ASCENDING = Comparator.comparingDouble(Eigenpair::value);

    private final int large;
    private final int small;
    private final List<Eigenpair> largest;
    private final List<Eigenpair> smallest;

    /**
     * Makes a list that begins with what the first search has found.
     *
     * @param first what the first search has found
     * @param large how many of the largest are wanted
     * @param small how many of the smallest are wanted
     */
    FoundPairs(Lanczos.Result first, int large, int small) {
        this.large = large;
        this.small = small;
        this.largest = new ArrayList<>(first.largest());
        this.smallest = new ArrayList<>(first.smallest());
    }

    int size() {
        return largest.size() + smallest.size();
    }

    List<double[]> vectors() {
        List<double[]> vectors = new ArrayList<>();
        largest.forEach(pair -> vectors.add(pair.vector()));
        smallest.forEach(pair -> vectors.add(pair.vector()));
        return vectors;
    }

    /** Returns the least of the largest that are wanted; infinite where another of the same value changes nothing. */
    double least() {
        return large <= 1 ? Double.POSITIVE_INFINITY : largest().get(large - 1).value();
    }

    /** Returns the greatest of the smallest that are wanted; infinite where another of the same value changes nothing. */
    double greatest() {
        return small <= 1 ? Double.NEGATIVE_INFINITY : smallest().get(small - 1).value();
    }

    private List<Eigenpair> largest() {
        return largest.stream().sorted(ASCENDING.reversed()).toList();
    }

    private List<Eigenpair> smallest() {
        return smallest.stream().sorted(ASCENDING).toList();
    }

    /**
     * Takes what belongs among the wanted.
     *
     * @param rounding by how much a value must be further out than those wanted to change them
     * @return whether anything did
     */
    boolean add(Lanczos.Result more, double rounding) {
        double least = least();
        double greatest = greatest();
        List<Eigenpair> larger = more.largest().stream()
                .filter(pair -> pair.value() > least + rounding)
                .toList();
        // Of a small space, one pair may be among both.
        List<Eigenpair> smaller = more.smallest().stream()
                .filter(pair -> pair.value() < greatest - rounding && !larger.contains(pair))
                .toList();
        largest.addAll(larger);
        smallest.addAll(smaller);
        return !larger.isEmpty() || !smaller.isEmpty();
    }

    Lanczos.Result result(int steps, boolean converged) {
        return new Lanczos.Result(largest().subList(0, large), smallest().subList(0, small), steps, converged);
    }
}
