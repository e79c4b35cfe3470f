package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sums of products over named axes, as {@code bij,bjk->bik}: an axis that the result does not name is summed over. What
 * amounts to products of matrices is an {@link EinsumProduct}; otherwise every product is made by itself, hundreds of
 * times slower.
 */
final class Einsum extends LoopOperator {

    private final EinsumEquation equation;

    Einsum(NodeSpec node) {
        equation = EinsumEquation.of(node);
    }

    private EinsumEquation expanded(List<long[]> shapes) {
        return equation.expanded(shapes.stream().mapToInt(shape -> shape.length).toArray());
    }

    @Override
    public int arity() {
        return equation.terms().size();
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(expanded(inputs).resultShape(inputs));
    }

    @Override
    public Role role(int input, long[] shape) {
        return shape.length > 1 ? Role.WEIGHT : Role.NONE;
    }

    /** The last axis that the result has too: what is summed over belongs to the inputs of a unit. */
    @Override
    public int outputAxis(int input, int rank) {
        int[] ranks = equation.terms().stream()
                .mapToInt(term -> term.replace("...", "").length())
                .toArray();
        ranks[input] = Math.max(rank, ranks[input]);
        EinsumEquation known = equation.expanded(ranks);
        String term = known.terms().get(input);
        for (int axis = Math.min(rank, term.length()) - 1; axis >= 0; axis--) {
            if (known.result().indexOf(term.charAt(axis)) >= 0) {
                return axis;
            }
        }
        return -1;
    }

    /** Affine in each input by itself. */
    @Override
    public boolean isAffine(boolean[] moving) {
        int count = 0;
        for (boolean each : moving) {
            count += each ? 1 : 0;
        }
        return count == 1;
    }

    @Override
    public Kernel forward(Binding binding) {
        return product(binding).map(product -> product.forward(binding)).orElseGet(() -> super.forward(binding));
    }

    @Override
    public Kernel backward(Binding binding) {
        return product(binding).map(product -> product.backward(binding)).orElseGet(() -> super.backward(binding));
    }

    private Optional<EinsumProduct> product(Binding binding) {
        List<long[]> shapes = shapes(binding);
        EinsumEquation expanded = expanded(shapes);
        return expanded.isExact(shapes) ? EinsumProduct.of(expanded) : Optional.empty();
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        EinsumEquation expanded = expanded(shapes);
        List<int[]> steps = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            steps.add(expanded.steps(expanded.terms().get(i), shapes.get(i)));
        }
        steps.add(expanded.steps(expanded.result(), expanded.resultShape(shapes)));
        return new Products(expanded.sizes(shapes), steps.toArray(int[][]::new));
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
        public void forward(FlatArray[] in, FlatArray[] out) {
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
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
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
