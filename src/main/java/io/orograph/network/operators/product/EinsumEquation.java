package io.orograph.network.operators.product;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an {@link Einsum} says: {@code bij,bjk->bik}. The three dots stand for any number of axes, which broadcast
 * between the inputs; {@link #expanded} gives them labels.
 *
 * @param terms the axes of each input
 * @param result those of the result
 */
record EinsumEquation(List<String> terms, String result) {

    private static final String DOTS = "...";
    private static final String TERM = "[A-Za-z]*(\\.\\.\\.)?[A-Za-z]*";

    /** The label of the last axis that the dots stand for; those before it are lower. No letter is so high. */
    private static final char LAST_OF_DOTS = 1000;

    /**
     * @throws io.orograph.network.UnsupportedOperatorException if the node has another number of inputs than its
     *     equation, or that cannot be read
     * @throws IllegalArgumentException if the result names what there is not
     */
    static EinsumEquation of(NodeSpec node) {
        String equation = node.attributes().text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        List<String> terms = List.of(sides[0].split(",", -1));
        boolean readable = equation.matches(TERM + "(," + TERM + ")*(->" + TERM + ")?");
        if (!readable || terms.size() != node.inputs().size()) {
            throw node.unsupported("has the equation \"" + equation + "\" for "
                    + node.inputs().size() + " inputs; supported are letters and \"...\", one term an input");
        }
        String result = sides.length > 1 ? sides[1] : implicit(sides[0]);
        String letters = result.replace(DOTS, "");
        boolean known = letters.chars().allMatch(label -> sides[0].indexOf(label) >= 0);
        if (!known || letters.chars().distinct().count() != letters.length()) {
            throw new IllegalArgumentException(node.label() + " has the equation \"" + equation
                    + "\", whose result names an axis twice or one that there is not");
        }
        return new EinsumEquation(terms, result);
    }

    /** Without a result in the equation: the dots, then the axes that are named once, in alphabetical order. */
    private static String implicit(String terms) {
        StringBuilder once = new StringBuilder(terms.contains(DOTS) ? DOTS : "");
        terms.chars()
                .filter(label -> Character.isLetter(label) && terms.indexOf(label) == terms.lastIndexOf(label))
                .sorted()
                .forEach(label -> once.append((char) label));
        return once.toString();
    }

    /**
     * The same with a label for each axis that the dots stand for, as many as the inputs have.
     *
     * @param ranks the number of axes of each input
     */
    EinsumEquation expanded(int... ranks) {
        List<String> all = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < terms.size(); i++) {
            int hidden = hidden(terms.get(i), ranks[i]);
            most = Math.max(most, hidden);
            all.add(terms.get(i).replace(DOTS, dots(hidden)));
        }
        return new EinsumEquation(all, result.replace(DOTS, dots(most)));
    }

    /** How many axes the dots of a term stand for. */
    private static int hidden(String term, int rank) {
        int named = term.replace(DOTS, "").length();
        if (term.contains(DOTS) ? rank < named : rank != named) {
            throw new IllegalArgumentException("an input of " + rank + " axes for the axes \"" + term + "\"");
        }
        return rank - named;
    }

    private static String dots(int count) {
        StringBuilder labels = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            labels.append((char) (LAST_OF_DOTS - i));
        }
        return labels.toString();
    }

    /** All axes, those of the result first. */
    String labels() {
        Set<Character> ordered = new LinkedHashSet<>();
        for (char label : (result + String.join("", terms)).toCharArray()) {
            ordered.add(label);
        }
        StringBuilder all = new StringBuilder();
        ordered.forEach(all::append);
        return all.toString();
    }

    /**
     * The size of each of {@link #labels}; an axis of 1 is stretched to the others of its name.
     *
     * @throws IllegalArgumentException if two do not go together
     */
    long[] sizes(List<long[]> shapes) {
        String labels = labels();
        long[] sizes = new long[labels.length()];
        Arrays.fill(sizes, 1);
        for (int i = 0; i < terms.size(); i++) {
            long[] shape = shapes.get(i);
            for (int axis = 0; axis < shape.length; axis++) {
                char name = terms.get(i).charAt(axis);
                int label = labels.indexOf(name);
                if (sizes[label] != 1 && shape[axis] != 1 && sizes[label] != shape[axis]) {
                    throw new IllegalArgumentException("the axis " + (name > 'z' ? "of \"...\"" : name)
                            + " has the sizes " + sizes[label] + " and " + shape[axis]);
                }
                sizes[label] = shape[axis] == 1 ? sizes[label] : shape[axis];
            }
        }
        return sizes;
    }

    /** Whether no axis is stretched. */
    boolean isExact(List<long[]> shapes) {
        String labels = labels();
        long[] sizes = sizes(shapes);
        boolean exact = true;
        for (int i = 0; i < terms.size(); i++) {
            for (int axis = 0; axis < terms.get(i).length(); axis++) {
                exact &=
                        shapes.get(i)[axis] == sizes[labels.indexOf(terms.get(i).charAt(axis))];
            }
        }
        return exact;
    }

    /** The shape of the result. */
    long[] resultShape(List<long[]> shapes) {
        return Arrays.copyOf(sizes(shapes), result.length());
    }

    /** How far a step along each of {@link #labels} goes in an array with a term's axes. */
    int[] steps(String term, long[] shape) {
        String labels = labels();
        int[] strides = IndexMap.strides(shape);
        int[] steps = new int[labels.length()];
        for (int axis = 0; axis < shape.length; axis++) {
            steps[labels.indexOf(term.charAt(axis))] += shape[axis] == 1 ? 0 : strides[axis];
        }
        return steps;
    }
}
