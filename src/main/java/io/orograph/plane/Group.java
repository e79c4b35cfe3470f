package io.orograph.plane;

import io.orograph.network.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a weight vector that are scaled together: {@code blocks} runs of {@code run} neighbours, {@code stride}
 * apart. A filter along axis k of a row-major tensor is such a set: one run for each entry of the axes before k.
 */
record Group(int offset, int blocks, int stride, int run) {

    /** The output units of a parameter; a tensor without an output axis has one number a unit. */
    static List<Group> filters(Parameter parameter) {
        long[] shape = parameter.shape();
        int axis = parameter.outputAxis() >= 0 ? parameter.outputAxis() : 0;
        if (shape.length == 0) {
            return List.of(tensor(parameter));
        }
        int run = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            run *= (int) shape[i];
        }
        int units = (int) shape[axis];
        int blocks = parameter.size() / Math.max(1, units * run);
        List<Group> filters = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            filters.add(new Group(parameter.offset() + unit * run, blocks, units * run, run));
        }
        return filters;
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

    void scaleToUnit(double[] vector) {
        double norm = norm(vector);
        if (norm > 0) {
            scale(vector, 1 / norm);
        }
    }

    /**
     * second ← second − (⟨second, first⟩/⟨first, first⟩)·first. Twice: the second time removes what rounding left of
     * the first. One number alone is left as it is, since nothing of it would remain.
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
