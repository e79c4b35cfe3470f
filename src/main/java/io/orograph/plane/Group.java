package io.orograph.plane;

import io.orograph.network.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a weight vector that are scaled together: {@code blocks} runs of {@code run} neighbours, {@code stride}
 * apart. A filter along axis k of a row-major tensor is such a set: one run for each entry of the axes before k.
 */
record Group(int offset, int blocks, int stride, int run) {

    /**
     * Returns the output units of a parameter, in each of its groups where it has several; without an output axis, the
     * entries of its first axis that is longer than 1.
     */
    static List<Group> filters(Parameter parameter) {
        long[] shape = parameter.shape();
        if (shape.length == 0) {
            return List.of(tensor(parameter));
        }
        int axis = parameter.outputAxis() >= 0 ? parameter.outputAxis() : firstLong(shape);
        int run = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            run *= (int) shape[i];
        }
        int units = (int) shape[axis];
        int all = parameter.size() / Math.max(1, units * run);
        int groups = axis > 0 && all % parameter.outputGroups() == 0 ? parameter.outputGroups() : 1;
        int blocks = all / groups;
        List<Group> filters = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = parameter.offset() + group * blocks * units * run;
            for (int unit = 0; unit < units; unit++) {
                filters.add(new Group(from + unit * run, blocks, units * run, run));
            }
        }
        return filters;
    }

    private static int firstLong(long[] shape) {
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] > 1) {
                return axis;
            }
        }
        return 0;
    }

    static Group tensor(Parameter parameter) {
        return new Group(parameter.offset(), 1, parameter.size(), parameter.size());
    }

    int size() {
        return blocks * run;
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            int from = offset + block * stride;
            for (int i = from; i < from + run; i++) {
                sum += a[i] * b[i];
            }
        }
        return sum;
    }

    double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    void scale(double[] vector, double factor) {
        for (int block = 0; block < blocks; block++) {
            int from = offset + block * stride;
            for (int i = from; i < from + run; i++) {
                vector[i] *= factor;
            }
        }
    }

    /** Scales the vector's entries here to the given norm; zeros stay zeros. */
    void scaleTo(double norm, double[] vector) {
        double own = norm(vector);
        if (own > 0) {
            scale(vector, norm / own);
        }
    }

    /**
     * Makes the second orthogonal to the first here: second ← second − (⟨second, first⟩/⟨first, first⟩)·first. Twice:
     * the second time removes what rounding left of the first. One number alone is left as it is, since nothing of it
     * would remain.
     */
    void orthogonalize(double[] first, double[] second) {
        double square = dot(first, first);
        if (size() < 2 || square == 0) {
            return;
        }
        for (int pass = 0; pass < 2; pass++) {
            double share = dot(second, first) / square;
            for (int block = 0; block < blocks; block++) {
                int from = offset + block * stride;
                for (int i = from; i < from + run; i++) {
                    second[i] -= share * first[i];
                }
            }
        }
    }
}
