package io.orograph.network.operators.reduction;

import io.orograph.network.BatchTotal;
import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.base.RowOperator;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.IndexMap;
import io.orograph.network.operators.kernel.RowLoop;
import io.orograph.network.operators.kernel.RowSums;
import io.orograph.network.operators.reduction.FloatReduction.End;
import io.orograph.network.operators.reduction.FloatReduction.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One number from all that share their place along some axes: their sum, mean, largest and so on; in double precision,
 * or by {@link FloatReduction}. The gradient of the largest or smallest goes to the first of equal ones.
 */
public final class Reduction extends LoopOperator implements RowOperator {

    /** What is made of the numbers. */
    public enum Kind {
        SUM,
        MEAN,
        MAX,
        MIN,
        PROD,
        /** Σ|x|. */
        L1,
        /** √Σx². */
        L2,
        /** ln Σx. */
        LOG_SUM,
        /** ln Σeˣ. */
        LOG_SUM_EXP,
        /** Σx². */
        SUM_SQUARE;

        private double start() {
            return switch (this) {
                case PROD -> 1;
                case MAX, LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
                case MIN -> Double.POSITIVE_INFINITY;
                default -> 0;
            };
        }

        private double step(double sum, double x) {
            return switch (this) {
                case SUM, MEAN, LOG_SUM -> sum + x;
                case MAX, LOG_SUM_EXP -> Math.max(sum, x);
                case MIN -> Math.min(sum, x);
                case PROD -> sum * x;
                case L1 -> sum + Math.abs(x);
                case L2, SUM_SQUARE -> sum + x * x;
            };
        }

        private double end(double sum, int count) {
            return switch (this) {
                case MEAN -> sum / count;
                case L2 -> Math.sqrt(sum);
                case LOG_SUM -> Math.log(sum);
                default -> sum;
            };
        }

        /** ∂y/∂x of one of the numbers; not for products and extremes. */
        private double slope(double x, double y, int count) {
            return switch (this) {
                case MEAN -> 1.0 / count;
                case L1 -> Math.signum(x);
                case L2 -> y == 0 ? 0 : x / y;
                case SUM_SQUARE -> 2 * x;
                case LOG_SUM -> Math.exp(-y);
                case LOG_SUM_EXP -> Math.exp(x - y);
                default -> 1;
            };
        }
    }

    private static final int AXES_ARE_INPUT = 18;
    private static final int AXES_OF_SUM_ARE_INPUT = 13;

    private final Kind kind;
    private final long[] axes;
    private final boolean keeps;
    private final boolean behindChannels;

    /** Over the axes that a node names. */
    Reduction(NodeSpec node, Kind kind) {
        this.kind = kind;
        boolean input = node.opset() >= (kind == Kind.SUM ? AXES_OF_SUM_ARE_INPUT : AXES_ARE_INPUT);
        long[] named = input
                ? node.constantIntegers(1, "axes").orElse(new long[0])
                : node.attributes().integers("axes");
        boolean nothing = named.length == 0 && node.attributes().integer("noop_with_empty_axes", 0) != 0;
        axes = named.length == 0 && !nothing ? null : named;
        keeps = node.attributes().integer("keepdims", 1) != 0;
        behindChannels = false;
    }

    /** Over all axes behind batch and channels. */
    public Reduction(Kind kind) {
        this.kind = kind;
        axes = null;
        keeps = true;
        behindChannels = true;
    }

    /** A global pool by the p-norm, where that is one of the usual two. */
    public static Reduction normBehindChannels(NodeSpec node) {
        long power = node.attributes().integer("p", 2);
        if (power != 1 && power != 2) {
            throw new UnsupportedOperatorException(
                    node.label() + " takes the norm with p = " + power + "; only 1 and 2 are supported");
        }
        return new Reduction(power == 1 ? Kind.L1 : Kind.L2);
    }

    /** Which axes of an input are summed over. */
    private boolean[] reduced(long[] shape) {
        boolean[] reduced = new boolean[shape.length];
        if (behindChannels) {
            if (shape.length < 3) {
                throw new IllegalArgumentException("an input of shape " + Shape.text(shape)
                        + " has no axes behind batch and channels to pool over");
            }
            Arrays.fill(reduced, 2, shape.length, true);
        } else if (axes == null) {
            Arrays.fill(reduced, true);
        } else {
            for (long axis : axes) {
                reduced[Shape.axis(axis, shape.length)] = true;
            }
        }
        return reduced;
    }

    @Override
    public Optional<BatchTotal> batchTotal() {
        return switch (kind) {
            case SUM -> Optional.of(BatchTotal.ofInput(BatchTotal.Kind.SUM));
            case MEAN -> Optional.of(BatchTotal.ofInput(BatchTotal.Kind.MEAN));
            default -> Optional.empty();
        };
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = inputs.get(0);
        boolean[] reduced = reduced(shape);
        long[] result = new long[shape.length];
        int rank = 0;
        for (int i = 0; i < shape.length; i++) {
            if (!reduced[i] || keeps) {
                result[rank++] = reduced[i] ? 1 : shape[i];
            }
        }
        return List.of(Arrays.copyOf(result, rank));
    }

    /** A shape with 1 where its axes are summed over. */
    private long[] kept(long[] shape) {
        boolean[] reduced = reduced(shape);
        long[] kept = shape.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = reduced[i] ? 1 : kept[i];
        }
        return kept;
    }

    /** The same as loops over floats; not for the logarithm of a sum of powers. */
    private Steps steps(int count) {
        return switch (kind) {
            case MAX -> new Steps(Float.NEGATIVE_INFINITY, FloatReduction.LARGEST, FloatReduction.LARGEST, End.NOTHING);
            case MIN ->
                new Steps(Float.POSITIVE_INFINITY, FloatReduction.SMALLEST, FloatReduction.SMALLEST, End.NOTHING);
            case PROD -> new Steps(1, FloatReduction.PRODUCT, FloatReduction.PRODUCT, End.NOTHING);
            case L1 -> new Steps(0, FloatReduction.SUM_OF_AMOUNTS, FloatReduction.SUM, End.NOTHING);
            case SUM_SQUARE -> new Steps(0, FloatReduction.SUM_OF_SQUARES, FloatReduction.SUM, End.NOTHING);
            case L2 -> new Steps(0, FloatReduction.SUM_OF_SQUARES, FloatReduction.SUM, ofSum(Math::sqrt));
            case LOG_SUM -> new Steps(0, FloatReduction.SUM, FloatReduction.SUM, ofSum(Math::log));
            case MEAN -> new Steps(0, FloatReduction.SUM, FloatReduction.SUM, new End(count, Optional.empty()));
            default -> new Steps(0, FloatReduction.SUM, FloatReduction.SUM, End.NOTHING);
        };
    }

    private static End ofSum(DoubleUnaryOperator function) {
        return new End(1, Optional.of(function));
    }

    @Override
    public boolean isElementwise() {
        return false;
    }

    /** Sums and means along the last axis, which stays as one of 1. */
    @Override
    public Optional<RowLoop> rowLoop(List<long[]> inputs) {
        long[] shape = inputs.get(0);
        boolean[] reduced = reduced(shape);
        boolean isLast = keeps && shape.length > 0 && reduced[shape.length - 1];
        for (int i = 0; i < shape.length - 1; i++) {
            isLast &= !reduced[i];
        }
        return switch (kind) {
            case SUM -> isLast ? Optional.of(RowSums.SUM) : Optional.empty();
            case MEAN -> isLast ? Optional.of(RowSums.MEAN) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray x = binding.input(0);
        INDArray y = binding.output(0);
        if (binding.type() != DataType.FLOAT || kind == Kind.LOG_SUM_EXP || x.length() == 0) {
            return super.forward(binding);
        }
        int count = (int) (x.length() / y.length());
        return FloatReduction.of(binding, x, reduced(x.shape()), y, steps(count));
    }

    @Override
    public Kernel backward(Binding binding) {
        INDArray wanted = binding.inputGradient(0);
        boolean isSpread = kind == Kind.SUM || kind == Kind.MEAN;
        if (!isSpread || wanted == null || wanted.length() == 0) {
            return super.backward(binding);
        }
        INDArray gradient = ArrayViews.reshape(binding.outputGradient(0), kept(wanted.shape()));
        double slope = kind.slope(0, 0, (int) (wanted.length() / gradient.length()));
        FloatLoop spread = (x, y, length) -> multiply(x[0], slope, y, length);
        return spread.kernel(wanted, gradient).orElseGet(() -> super.backward(binding));
    }

    private static void multiply(float[] x, double factor, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = (float) (factor * x[i]);
        }
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] shape = shapes.get(0);
        long[] kept = kept(shape);
        int results = Shape.size(kept);
        int count = Shape.size(shape) / Math.max(1, results);
        return new ReductionLoops(kind, IndexMap.broadcast(kept, shape), results, count);
    }

    /**
     * @param place for each input element the output that it goes into
     * @param results number of outputs
     * @param count how many elements go into one
     */
    private record ReductionLoops(Kind kind, int[] place, int results, int count) implements Loops {

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] sums = new double[results];
            Arrays.fill(sums, kind.start());
            for (int i = 0; i < place.length; i++) {
                sums[place[i]] = kind.step(sums[place[i]], in[0].get(i));
            }
            if (kind == Kind.LOG_SUM_EXP) {
                sums = logarithms(in[0], sums);
            }
            for (int i = 0; i < results; i++) {
                out[0].set(i, kind.end(sums[i], count));
            }
        }

        /** ln Σeˣ about the largest x, which cannot overflow. */
        private double[] logarithms(FlatArray x, double[] largest) {
            double[] shifts = largest.clone();
            for (int i = 0; i < results; i++) {
                // About an infinite one the differences would be NaN.
                shifts[i] = Double.isInfinite(shifts[i]) ? 0 : shifts[i];
            }
            double[] sums = new double[results];
            for (int i = 0; i < place.length; i++) {
                sums[place[i]] += Math.exp(x.get(i) - shifts[place[i]]);
            }
            for (int i = 0; i < results; i++) {
                sums[i] = Math.log(sums[i]) + shifts[i];
            }
            return sums;
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            switch (kind) {
                case MAX, MIN -> toExtreme(in[0], out[0], gradients[0], wanted[0]);
                case PROD -> toFactors(in[0], gradients[0], wanted[0]);
                default -> {
                    for (int i = 0; i < place.length; i++) {
                        double slope = kind.slope(in[0].get(i), out[0].get(place[i]), count);
                        wanted[0].set(i, slope * gradients[0].get(place[i]));
                    }
                }
            }
        }

        private void toExtreme(FlatArray x, FlatArray y, FlatArray g, FlatArray wanted) {
            boolean[] taken = new boolean[results];
            for (int i = 0; i < place.length; i++) {
                int result = place[i];
                boolean chosen = !taken[result] && x.get(i) == y.get(result);
                taken[result] |= chosen;
                wanted.set(i, chosen ? g.get(result) : 0);
            }
        }

        /** The product of the others, also where some are 0. */
        private void toFactors(FlatArray x, FlatArray g, FlatArray wanted) {
            double[] products = new double[results];
            int[] zeros = new int[results];
            Arrays.fill(products, 1);
            for (int i = 0; i < place.length; i++) {
                if (x.get(i) == 0) {
                    zeros[place[i]]++;
                } else {
                    products[place[i]] *= x.get(i);
                }
            }
            for (int i = 0; i < place.length; i++) {
                int result = place[i];
                double own = x.get(i);
                int others = zeros[result] - (own == 0 ? 1 : 0);
                double slope = others > 0 ? 0 : products[result] / (own == 0 ? 1 : own);
                wanted.set(i, slope * g.get(result));
            }
        }
    }
}
