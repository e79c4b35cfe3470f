package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.base.RowOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import io.orograph.network.operators.kernel.RowLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * y = scale·(x − mean)/√(variance + ε) + shift with mean and variance over the numbers of one sample: over its last
 * axes (layer normalisation, Ba et al. 2016, arXiv 1607.06450), over each channel (instance normalisation, Ulyanov et
 * al. 2016, arXiv 1607.08022) or over groups of channels (Wu and He 2018, arXiv 1803.08494). RMS normalisation leaves
 * the mean out (Zhang and Sennrich 2019, arXiv 1910.07467). Scale and shift are one number a place of the last axes,
 * or one a channel, or, before operator set 21, one a group.
 */
final class LayerNormalization extends LoopOperator implements RowOperator {

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
        return Role.at(input, Role.NONE, Role.NORM_SCALE, Role.NORM_SHIFT);
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
    public boolean isElementwise() {
        return false;
    }

    private boolean isOverLastAxis(long[] x) {
        return over == Over.LAST_AXES && x.length > 0 && Shape.axis(axis, x.length) == x.length - 1;
    }

    @Override
    public Optional<RowLoop> rowLoop(List<long[]> inputs) {
        return isOverLastAxis(inputs.get(0)) ? Optional.of(new RowNormalization(centred, epsilon)) : Optional.empty();
    }

    /** With a number of its own for each place of the last axis. */
    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        long[] x = inputs.get(0);
        boolean isKnown = centred
                && isOverLastAxis(x)
                && inputs.subList(1, inputs.size()).stream()
                        .allMatch(factors -> factors == null || Shape.size(factors) == x[x.length - 1]);
        return isKnown ? Optional.of(new LayerForm.RowNormalization(epsilon)) : Optional.empty();
    }

    @Override
    public boolean isForEngines() {
        return over == Over.LAST_AXES && centred;
    }

    @Override
    public Kernel forward(Binding binding) {
        Optional<Kernel> fast = binding.type() == DataType.FLOAT
                ? RowOperator.kernel(this, binding).or(() -> compiled(binding))
                : Optional.empty();
        return fast.orElseGet(() -> super.forward(binding));
    }

    /** Binds machine code for a scale and a shift for each channel or group. */
    private Optional<Kernel> compiled(Binding binding) {
        List<long[]> shapes = shapes(binding);
        boolean scalesAndShifts = shapes.size() == arity() && !shapes.contains(null);
        long[] x = shapes.get(0);
        if (over == Over.LAST_AXES || !scalesAndShifts || Shape.size(x) == 0) {
            return Optional.empty();
        }
        int row = rowLength(x);
        int rows = Shape.size(x) / row;
        int segment = Shape.sizePerEntry(x) / (int) shapes.get(1)[0];
        return CompiledNormalization.kernel(binding, new CompiledNormalization.Layout(row, rows, segment), epsilon);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        boolean scales = shapes.size() > 1 && shapes.get(1) != null;
        boolean shifts = shapes.size() > 2 && shapes.get(2) != null;
        int row = rowLength(x);
        return new NormalizationLoops(
                centred,
                epsilon,
                new Rows(row, Shape.size(x) / row),
                scales ? factorOf(shapes.get(1), x) : null,
                shifts ? factorOf(shapes.get(2), x) : null);
    }

    /** What is normalised together, and how many of these there are. */
    private record Rows(int length, int count) {}

    /** Keeps its rows from run to run: new memory would cost more than the computation. */
    private static final class NormalizationLoops implements Loops {

        private final boolean centred;
        private final double epsilon;
        private final int length;
        private final int rows;
        private final int[] scaleOf;
        private final int[] shiftOf;
        private final double[] scales;
        private final double[] shifts;
        private final double[] z;
        private final double[] products;

        NormalizationLoops(boolean centred, double epsilon, Rows rows, int[] scaleOf, int[] shiftOf) {
            this.centred = centred;
            this.epsilon = epsilon;
            this.length = rows.length();
            this.rows = rows.count();
            this.scaleOf = scaleOf;
            this.shiftOf = shiftOf;
            scales = new double[scaleOf == null ? length : scaleOf.length];
            shifts = new double[shiftOf == null ? length : shiftOf.length];
            z = new double[length];
            products = new double[length];
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            spread(in, 1, scaleOf, 1, scales);
            spread(in, 2, shiftOf, 0, shifts);
            for (int begin = 0; begin < rows * length; begin += length) {
                in[0].read(begin, z, length);
                double inverse = centre();
                map(z, inverse, scales, begin % scales.length, shifts, begin % shifts.length);
                out[0].write(z, begin, length);
            }
        }

        /** x = x·factor·scale + shift, with those from some places on. */
        private static void map(double[] x, double factor, double[] scales, int scale, double[] shifts, int shift) {
            for (int i = 0; i < x.length; i++) {
                x[i] = x[i] * factor * scales[scale + i] + shifts[shift + i];
            }
        }

        /** An input's entry for each number of one sample, or of one row. */
        private static void spread(FlatArray[] in, int input, int[] entryOf, double none, double[] to) {
            if (entryOf == null) {
                Arrays.fill(to, none);
                return;
            }
            double[] entries = in[input].toArray();
            for (int i = 0; i < to.length; i++) {
                to[i] = entries[entryOf[i]];
            }
        }

        /**
         * Takes the mean off the row in {@code z}.
         *
         * @return 1/√(variance + ε)
         */
        private double centre() {
            subtract(z, centred ? sum(z) / length : 0, products);
            return 1 / Math.sqrt(sum(products) / length + epsilon);
        }

        private static void subtract(double[] x, double mean, double[] squares) {
            for (int i = 0; i < x.length; i++) {
                x[i] -= mean;
                squares[i] = x[i] * x[i];
            }
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

        /** ∂L/∂x = (h − mean(h) − z·mean(h·z))/√(v + ε) with h = g·scale and z = (x − mean)/√(v + ε). */
        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            spread(in, 1, scaleOf, 1, scales);
            double[] toScale = sums(wanted, 1);
            double[] toShift = sums(wanted, 2);
            double[] h = new double[length];
            for (int begin = 0; begin < rows * length; begin += length) {
                in[0].read(begin, z, length);
                double inverse = centre();
                gradients[0].read(begin, h, length);
                for (int i = 0; i < length; i++) {
                    z[i] *= inverse;
                    products[i] = h[i] * z[i];
                }
                add(h, toShift, shiftOf, begin);
                add(products, toScale, scaleOf, begin);
                if (wanted[0] == null) {
                    continue;
                }
                int scale = begin % scales.length;
                for (int i = 0; i < length; i++) {
                    h[i] *= scales[scale + i];
                    products[i] = h[i] * z[i];
                }
                double shared = centred ? sum(h) / length : 0;
                double slope = sum(products) / length;
                for (int i = 0; i < length; i++) {
                    h[i] = (h[i] - shared - z[i] * slope) * inverse;
                }
                wanted[0].write(h, begin, length);
            }
            write(toScale, wanted, 1);
            write(toShift, wanted, 2);
        }

        private static void add(double[] terms, double[] sums, int[] entryOf, int begin) {
            for (int i = 0; sums != null && i < terms.length; i++) {
                sums[entryOf[begin % entryOf.length + i]] += terms[i];
            }
        }

        private static double[] sums(FlatArray[] wanted, int input) {
            return input < wanted.length && wanted[input] != null ? new double[wanted[input].size()] : null;
        }

        private static void write(double[] sums, FlatArray[] wanted, int input) {
            if (sums != null) {
                wanted[input].setAll(sums);
            }
        }
    }
}
