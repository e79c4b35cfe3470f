package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums of products over named axes, as {@code bij,bjk->bik}: an axis that the result does not name is summed over.
 * Every product is made by itself, hundreds of times slower than a product of matrices; equations that amount to that
 * are {@link EinsumProduct}s.
 */
final class Einsum extends LoopOperator {

    private final List<String> terms;
    private final String result;

    /** All axes, those of the result first. */
    private final String labels;

    private Einsum(NodeSpec node) {
        String equation = node.attributes().text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        terms = List.of(sides[0].split(",", -1));
        boolean letters = equation.matches("[A-Za-z]*(,[A-Za-z]*)*(->[A-Za-z]*)?");
        if (!letters || terms.size() != node.inputs().size()) {
            throw Selection.unsupported(
                    node,
                    "has the equation \"" + equation + "\" for " + node.inputs().size()
                            + " inputs; supported are letters, one term an input, without \"...\"");
        }
        result = sides.length > 1 ? sides[1] : implicit(sides[0]);
        Set<Character> ordered = new LinkedHashSet<>();
        for (char label : (result + String.join("", terms)).toCharArray()) {
            ordered.add(label);
        }
        StringBuilder all = new StringBuilder();
        ordered.forEach(all::append);
        labels = all.toString();
        boolean known = result.chars().allMatch(label -> sides[0].indexOf(label) >= 0);
        if (!known || result.chars().distinct().count() != result.length()) {
            throw new IllegalArgumentException(node.label() + " has the equation \"" + equation
                    + "\", whose result names an axis twice or one that there is not");
        }
    }

    static Operator of(NodeSpec node) {
        Einsum equation = new Einsum(node);
        return EinsumProduct.of(equation, equation.terms, equation.result);
    }

    /** Without a result in the equation: the axes that are named once, in alphabetical order. */
    private static String implicit(String terms) {
        StringBuilder once = new StringBuilder();
        terms.chars()
                .filter(label -> label != ',' && terms.indexOf(label) == terms.lastIndexOf(label))
                .sorted()
                .forEach(label -> once.append((char) label));
        return once.toString();
    }

    @Override
    public int arity() {
        return terms.size();
    }

    @Override
    public Role role(int input, long[] shape) {
        return shape.length > 1 ? Role.WEIGHT : Role.NONE;
    }

    /** The last axis that the result has too: what is summed over belongs to the inputs of a unit. */
    @Override
    public int outputAxis(int input, int rank) {
        String term = terms.get(input);
        for (int axis = Math.min(rank, term.length()) - 1; axis >= 0; axis--) {
            if (result.indexOf(term.charAt(axis)) >= 0) {
                return axis;
            }
        }
        return -1;
    }

    /** The size of each axis. */
    private long[] sizes(List<long[]> inputs) {
        long[] sizes = new long[labels.length()];
        for (int i = 0; i < terms.size(); i++) {
            String term = terms.get(i);
            long[] shape = inputs.get(i);
            if (shape.length != term.length()) {
                throw new IllegalArgumentException(
                        "an input of shape " + Shape.text(shape) + " for the axes \"" + term + "\"");
            }
            for (int axis = 0; axis < shape.length; axis++) {
                int label = labels.indexOf(term.charAt(axis));
                if (sizes[label] != 0 && sizes[label] != shape[axis]) {
                    throw new IllegalArgumentException(
                            "the axis " + term.charAt(axis) + " has the sizes " + sizes[label] + " and " + shape[axis]);
                }
                sizes[label] = shape[axis];
            }
        }
        return sizes;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(Arrays.copyOf(sizes(inputs), result.length()));
    }

    @Override
    Loops loops(List<long[]> shapes) {
        long[] sizes = sizes(shapes);
        List<int[]> steps = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            steps.add(steps(terms.get(i), shapes.get(i)));
        }
        steps.add(steps(result, Arrays.copyOf(sizes, result.length())));
        return new Products(sizes, steps.toArray(int[][]::new));
    }

    /** How far a step along each axis of the equation goes in one array. */
    private int[] steps(String term, long[] shape) {
        int[] strides = IndexMap.strides(shape);
        int[] steps = new int[labels.length()];
        for (int axis = 0; axis < shape.length; axis++) {
            steps[labels.indexOf(term.charAt(axis))] += strides[axis];
        }
        return steps;
    }

    /**
     * @param steps for each input, and last for the output, how far a step along each axis goes
     */
    private record Products(long[] sizes, int[][] steps) implements Loops {

        @FunctionalInterface
        private interface Place {
            void visit(int[] at);
        }

        /** Visits all combinations of indices; {@code at} has the place in each array. */
        private void all(Place place) {
            int[] at = new int[steps.length];
            int[] index = new int[sizes.length];
            if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
                return;
            }
            int axis = 0;
            while (axis >= 0) {
                place.visit(at);
                for (axis = sizes.length - 1; axis >= 0; axis--) {
                    index[axis]++;
                    move(at, axis, 1);
                    if (index[axis] < sizes[axis]) {
                        break;
                    }
                    move(at, axis, -index[axis]);
                    index[axis] = 0;
                }
            }
        }

        private void move(int[] at, int axis, int count) {
            for (int i = 0; i < at.length; i++) {
                at[i] += steps[i][axis] * count;
            }
        }

        @Override
        public void forward(Numbers[] in, Numbers[] out) {
            double[] sums = new double[out[0].size()];
            all(at -> {
                double product = 1;
                for (int i = 0; i < in.length; i++) {
                    product *= in[i].get(at[i]);
                }
                sums[at[in.length]] += product;
            });
            out[0].setAll(sums);
        }

        @Override
        public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
            for (int k = 0; k < in.length; k++) {
                if (wanted[k] == null) {
                    continue;
                }
                int of = k;
                double[] sums = new double[in[k].size()];
                all(at -> {
                    double product = gradients[0].get(at[in.length]);
                    for (int i = 0; i < in.length; i++) {
                        product *= i == of ? 1 : in[i].get(at[i]);
                    }
                    sums[at[of]] += product;
                });
                wanted[k].setAll(sums);
            }
        }
    }
}
