package io.orograph.network.operators.pool;

import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One number for each stop of a window over one to three axes, channel by channel: the largest number, the mean, or the p-norm
 * (Σ|x|ᵖ)^(1/p). Padding never wins, and counts for a mean only if the node says so; where a window overhangs the padding,
 * which {@code ceil_mode} allows, the overhang does not count. The gradient of a largest number goes to the first of equal ones.
 *
 * <p>A NaN under a window makes NaN of a mean and of a largest number, whose gradient then goes to the last place of the
 * window; other kernels that take this one's place may pass over it beside a larger number, and take either of two zeros.
 */
final class WindowPool extends LoopOperator {

    /** What is taken of a window. */
    enum Kind {
        MAX,
        MEAN,
        NORM
    }

    /** Places of a window that are compared plane by plane: each costs a call. */
    private static final long MOST_PLANES = 9;

    private final Kind kind;
    private final Window window;
    private final boolean isPlain;
    private final boolean countPadding;
    private final double power;

    private WindowPool(NodeSpec node, Kind kind) {
        this.kind = kind;
        window = new Window(node);
        isPlain = kind != Kind.NORM && isPlain(node);
        countPadding = node.attributes().integer("count_include_pad", 0) != 0;
        power = node.attributes().integer("p", 2);
        if (power < 1) {
            throw new IllegalArgumentException(node.label() + " has p = " + power + "; it must be at least 1");
        }
    }

    /** Tells whether a window has two axes at most and no gaps, as those have that engines know. */
    private static boolean isPlain(NodeSpec node) {
        boolean dilated = Arrays.stream(node.attributes().integers("dilations")).anyMatch(dilation -> dilation != 1);
        return !dilated && node.attributes().integers("kernel_shape").length <= 2;
    }

    static Operator max(NodeSpec node) {
        return node.outputs().size() > 1 && !node.outputs().get(1).isEmpty()
                ? new MaxPoolWithPlaces(node)
                : new WindowPool(node, Kind.MAX);
    }

    static Operator average(NodeSpec node) {
        return new WindowPool(node, Kind.MEAN);
    }

    static Operator norm(NodeSpec node) {
        return new WindowPool(node, Kind.NORM);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(window.pooled(inputs.get(0)));
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return kind == Kind.MEAN;
    }

    @Override
    public boolean isForEngines() {
        return isPlain;
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        if (!isPlain) {
            return Optional.empty();
        }
        Window.Stops stops = window.over(inputs.get(0), null);
        return form(stops).map(taken -> new LayerForm.Pool(stops.windows(), taken));
    }

    /** Returns what is taken of a window, where kernels that know nothing of an overhang take the same. */
    private Optional<LayerForm.Pool.Kind> form(Window.Stops stops) {
        if (kind == Kind.MAX) {
            return Optional.of(LayerForm.Pool.Kind.LARGEST);
        }
        if (!countPadding) {
            return stops.everyWindowSees() ? Optional.of(LayerForm.Pool.Kind.MEAN) : Optional.empty();
        }
        return stops.overhangs() ? Optional.empty() : Optional.of(LayerForm.Pool.Kind.MEAN_WITH_PADDING);
    }

    @Override
    public Optional<Reordered> reordered(List<long[]> inputs) {
        return layerForm(inputs)
                .filter(form -> kind == Kind.MAX)
                .map(form -> ((LayerForm.Pool) form).windows())
                .filter(windows -> Arrays.equals(windows.kernel(), windows.strides())
                        && Arrays.stream(windows.begin()).allMatch(padding -> padding == 0)
                        && Arrays.stream(windows.end()).allMatch(padding -> padding <= 0))
                .filter(windows -> isFew(windows.kernel()[0] * windows.kernel()[1]))
                .map(windows -> new Reordered(new WindowPlanes(windows), new LargestPlane(inputs.get(0).length)));
    }

    private static boolean isFew(long places) {
        return places > 1 && places <= MOST_PLANES;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        Window.Axis[] axes = window.axes(x, null);
        int maps = Shape.size(x[0], x[1]);
        return switch (kind) {
            case MAX -> new LargestLoops(axes, maps);
            case MEAN -> new SumLoops(axes, maps, shares(axes));
            case NORM -> new NormLoops(axes, maps, power);
        };
    }

    /** Returns one over the number of places that count, for each stop: 0 where padding leaves none, whose mean is 0. */
    private double[] shares(Window.Axis... axes) {
        double[] shares = new double
                [Shape.size(Arrays.stream(axes).mapToLong(Window.Axis::out).toArray())];
        for (int stop = 0; stop < shares.length; stop++) {
            long counted = 1;
            int rest = stop;
            for (int i = axes.length - 1; i >= 0; i--) {
                counted *= axes[i].covered(rest % axes[i].out(), countPadding);
                rest /= (int) axes[i].out();
            }
            shares[stop] = counted == 0 ? 0 : 1.0 / counted;
        }
        return shares;
    }
}
