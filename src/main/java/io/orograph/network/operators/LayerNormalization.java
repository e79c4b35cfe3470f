package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * y = scale·(x − mean)/√(variance + ε) + shift with mean and variance over the numbers of one sample: over its last
 * axes (layer normalisation, Ba et al. 2016, arXiv 1607.06450), over each channel (instance normalisation, Ulyanov et
 * al. 2016, arXiv 1607.08022) or over groups of channels (Wu and He 2018, arXiv 1803.08494). RMS normalisation leaves
 * the mean out (Zhang and Sennrich 2019, arXiv 1910.07467). Scale and shift are one number a place of the last axes,
 * or one a channel, or, before operator set 21, one a group.
 */
final class LayerNormalization extends LoopOperator {

    /** What the mean is taken over. */
    private enum Over {
        LAST_AXES,
        CHANNEL,
        GROUP
    }

    private static final int SCALE_PER_CHANNEL = 21;

    private final Over over;
    private final long axis;
    private final long groups;
    private final boolean scalePerGroup;
    private final boolean centred;
    private final double epsilon;

    private LayerNormalization(NodeSpec node, Over over, boolean centred) {
        this.over = over;
        this.centred = centred;
        axis = node.attributes().integer("axis", -1);
        groups = node.attributes().integer("num_groups", 1);
        scalePerGroup = over == Over.GROUP && node.opset() < SCALE_PER_CHANNEL;
        epsilon = node.attributes().number("epsilon", 1e-5f);
        if (groups < 1) {
            throw new IllegalArgumentException(node.label() + " has " + groups + " groups");
        }
    }

    static Operator layer(NodeSpec node) {
        return new LayerNormalization(node, Over.LAST_AXES, true);
    }

    static Operator rms(NodeSpec node) {
        return new LayerNormalization(node, Over.LAST_AXES, false);
    }

    static Operator instance(NodeSpec node) {
        return new LayerNormalization(node, Over.CHANNEL, true);
    }

    static Operator group(NodeSpec node) {
        return new LayerNormalization(node, Over.GROUP, true);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        rowLength(x);
        for (long[] factors : inputs.subList(1, inputs.size())) {
            if (factors != null && !fits(factors, x)) {
                throw new IllegalArgumentException(
                        "a scale or shift of shape " + Shape.text(factors) + " for an input of shape " + Shape.text(x));
            }
        }
        return List.of(x);
    }

    private boolean fits(long[] factors, long[] x) {
        if (over == Over.LAST_AXES) {
            long[] normalised = Arrays.copyOfRange(x, Shape.axis(axis, x.length), x.length);
            return Arrays.equals(Shape.broadcast(factors, normalised), normalised);
        }
        return Arrays.equals(factors, new long[] {scalePerGroup ? groups : x[1]});
    }

    /** How many numbers share a mean. */
    private int rowLength(long[] x) {
        if (over == Over.LAST_AXES) {
            return Shape.size(Arrays.copyOfRange(x, Shape.axis(axis, x.length), x.length));
        }
        if (x.length < 2 || x[1] % groups != 0) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " with " + groups
                    + " group(s); it needs axes for batch and channels, and a number of channels that divides");
        }
        int channel = Shape.size(Arrays.copyOfRange(x, 2, x.length));
        return over == Over.CHANNEL ? channel : channel * (int) (x[1] / groups);
    }

    @Override
    public Role role(int input, long[] shape) {
        return switch (input) {
            case 1 -> Role.NORM_SCALE;
            case 2 -> Role.NORM_SHIFT;
            default -> Role.NONE;
        };
    }

    /** For each number of one sample, or of one row, the entry of a scale or shift that belongs to it. */
    private int[] factorOf(long[] factors, long[] x) {
        if (over == Over.LAST_AXES) {
            long[] normalised = Arrays.copyOfRange(x, Shape.axis(axis, x.length), x.length);
            return IndexMap.broadcast(factors, normalised);
        }
        int[] result = new int[Shape.sizePerEntry(x)];
        int length = result.length / (int) factors[0];
        Arrays.setAll(result, i -> i / length);
        return result;
    }

    @Override
    Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        boolean scales = shapes.size() > 1 && shapes.get(1) != null;
        boolean shifts = shapes.size() > 2 && shapes.get(2) != null;
        int row = rowLength(x);
        return new NormalizationLoops(
                centred,
                epsilon,
                row,
                Shape.size(x) / row,
                scales ? factorOf(shapes.get(1), x) : null,
                shifts ? factorOf(shapes.get(2), x) : null);
    }

    private record NormalizationLoops(
            boolean centred, double epsilon, int length, int rows, int[] scaleOf, int[] shiftOf) implements Loops {

        private double mean(Numbers x, int begin) {
            if (!centred) {
                return 0;
            }
            double sum = 0;
            for (int i = begin; i < begin + length; i++) {
                sum += x.get(i);
            }
            return sum / length;
        }

        /** 1/√(variance + ε). */
        private double inverse(Numbers x, int begin, double mean) {
            double squares = 0;
            for (int i = begin; i < begin + length; i++) {
                double difference = x.get(i) - mean;
                squares += difference * difference;
            }
            return 1 / Math.sqrt(squares / length + epsilon);
        }

        private double scale(Numbers[] in, int i) {
            return scaleOf == null ? 1 : in[1].get(scaleOf[i % scaleOf.length]);
        }

        @Override
        public void forward(Numbers[] in, Numbers[] out) {
            double[] scales = spread(in, 1, scaleOf, 1);
            double[] shifts = spread(in, 2, shiftOf, 0);
            double[] numbers = new double[length];
            double[] squares = new double[length];
            for (int row = 0; row < rows; row++) {
                int begin = row * length;
                in[0].read(begin, numbers, length);
                double mean = centred ? sum(numbers) / length : 0;
                for (int i = 0; i < length; i++) {
                    numbers[i] -= mean;
                    squares[i] = numbers[i] * numbers[i];
                }
                double inverse = 1 / Math.sqrt(sum(squares) / length + epsilon);
                int scale = begin % scales.length;
                int shift = begin % shifts.length;
                for (int i = 0; i < length; i++) {
                    numbers[i] = numbers[i] * inverse * scales[scale + i] + shifts[shift + i];
                }
                out[0].write(numbers, begin, length);
            }
        }

        /** An input's entry for each number of one sample, or of one row. */
        private double[] spread(Numbers[] in, int input, int[] entryOf, double none) {
            double[] result = new double[entryOf == null ? length : entryOf.length];
            Arrays.setAll(result, i -> entryOf == null ? none : in[input].get(entryOf[i]));
            return result;
        }

        /** Four sums at a time do not wait for each other. */
        private static double sum(double[] x) {
            int whole = x.length / 4 * 4;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < whole; i += 4) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
            }
            for (int i = whole; i < x.length; i++) {
                a += x[i];
            }
            return a + b + c + d;
        }

        @Override
        public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
            double[] toScale = sums(wanted, 1);
            double[] toShift = sums(wanted, 2);
            for (int row = 0; row < rows; row++) {
                int begin = row * length;
                double mean = mean(in[0], begin);
                double inverse = inverse(in[0], begin, mean);
                for (int i = begin; i < begin + length; i++) {
                    double g = gradients[0].get(i);
                    if (toScale != null) {
                        toScale[scaleOf[i % scaleOf.length]] += g * (in[0].get(i) - mean) * inverse;
                    }
                    if (toShift != null) {
                        toShift[shiftOf[i % shiftOf.length]] += g;
                    }
                }
                if (wanted[0] != null) {
                    rowBackward(in, gradients[0], wanted[0], begin, mean, inverse);
                }
            }
            write(toScale, wanted, 1);
            write(toShift, wanted, 2);
        }

        /** ∂L/∂x = (h − mean(h) − z·mean(h·z))/√(v + ε) with h = g·scale and z = (x − mean)/√(v + ε). */
        private void rowBackward(Numbers[] in, Numbers g, Numbers toX, int begin, double mean, double inverse) {
            double sum = 0;
            double products = 0;
            for (int i = begin; i < begin + length; i++) {
                double h = g.get(i) * scale(in, i);
                sum += h;
                products += h * (in[0].get(i) - mean) * inverse;
            }
            double shared = centred ? sum / length : 0;
            for (int i = begin; i < begin + length; i++) {
                double h = g.get(i) * scale(in, i);
                double z = (in[0].get(i) - mean) * inverse;
                toX.set(i, (h - shared - z * products / length) * inverse);
            }
        }

        private static double[] sums(Numbers[] wanted, int input) {
            return input < wanted.length && wanted[input] != null ? new double[wanted[input].size()] : null;
        }

        private static void write(double[] sums, Numbers[] wanted, int input) {
            if (sums != null) {
                wanted[input].setAll(sums);
            }
        }
    }
}
