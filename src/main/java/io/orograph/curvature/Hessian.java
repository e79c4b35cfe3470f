package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/**
 * ∇²L(θ) over the free parameters, by central differences of the gradient in double precision:
 * (∇L(θ + hv) − ∇L(θ − hv)) / 2h.
 *
 * <p>A network with ReLU or max-pooling is smooth only between kinks, and one sample that crosses a kink within ±hv adds
 * its jump of the gradient over 2h. So the differences ahead and behind are compared through ∇L(θ): where they disagree
 * by more than 10⁻⁴ of the largest product so far, the step is divided by 30 and the product taken anew. The step begins
 * at h·‖v‖ = 6·10⁻⁶·(1 + ‖θ‖), where a smooth loss gives 10⁻¹⁰ relative, ends at 10⁻⁵ of that, where rounding leaves
 * about 10⁻⁵, and is remembered for the next product. Like automatic differentiation, this leaves the kinks themselves
 * out. Two gradients a product, two more for each smaller step. For one thread at a time.
 */
public final class Hessian implements SymmetricOperator {

    private static final double LARGEST_STEP = Math.cbrt(Math.ulp(1.0));
    private static final double SMALLEST_STEP = 1e-5 * LARGEST_STEP;
    private static final double QUICK_STEP = 1e-9;
    private static final double SHRINK = 30;
    private static final double DISAGREEMENT = 1e-4;

    private final Objective objective;
    private final double[] theta;
    private final FreeParameters free;
    private final CancelToken cancel;
    private final double unit;
    private double[] gradient;
    private double step = LARGEST_STEP;
    private double largestProduct;
    private String place;

    /**
     * Makes the Hessian at a point of weight space.
     *
     * @param objective in double precision
     * @param theta where; not copied
     * @param cancel asked within each product
     * @throws IllegalArgumentException if the objective is not in double precision: single is too coarse to differ
     * @throws UndefinedCurvatureException if the loss does not depend on any of the free parameters
     */
    public Hessian(Objective objective, double[] theta, FreeParameters free, CancelToken cancel) {
        if (objective.precision() != Precision.DOUBLE) {
            throw new IllegalArgumentException("a Hessian by differences needs double precision");
        }
        Set<String> reaching = ReachingParameters.of(objective.network());
        if (free.blocks().stream()
                .noneMatch(block -> reaching.contains(block.parameter().name()))) {
            throw new UndefinedCurvatureException("No operator leads from "
                    + free.blocks().get(0).parameter().name()
                    + (free.blocks().size() > 1 ? " or the other free parameters" : "")
                    + " to the output " + objective.network().outputs().get(0).name()
                    + ", so the loss has no curvature along them; hold fewer parameters.");
        }
        this.objective = objective;
        this.theta = theta;
        this.free = free;
        this.cancel = cancel;
        this.unit = 1 + Vectors.norm(theta);
    }

    /** Returns the block of one parameter on the diagonal. */
    public Hessian block(Parameter parameter) {
        Hessian block = new Hessian(objective, theta, free.only(parameter), cancel);
        block.gradient = gradient == null ? null : parameterGradient(parameter);
        block.step = step;
        return block;
    }

    private double[] parameterGradient(Parameter parameter) {
        return free.only(parameter).restrict(free.embed(gradient));
    }

    public FreeParameters free() {
        return free;
    }

    @Override
    public int size() {
        return free.size();
    }

    /** Returns ∇L(θ) over the free parameters; not to be written to. */
    public double[] gradient() {
        if (gradient == null) {
            gradient = checked(free.restrict(objective.gradient(theta, cancel)));
        }
        return gradient;
    }

    /**
     * Returns the gradient: in training it comes to lie among the top eigenvectors (Gur-Ari et al. 2018, arXiv
     * 1812.04754).
     */
    @Override
    public double[] lead() {
        return gradient();
    }

    /**
     * Returns products by differences ahead only, (∇L(θ + hv) − ∇L(θ)) / h with h·‖v‖ = 10⁻⁹·(1 + ‖θ‖): one gradient a
     * product, exact to about 10⁻⁷, but for the few in which a sample crosses a kink within so short a step, and those
     * are far off.
     */
    @Override
    public SymmetricOperator quick() {
        return new SymmetricOperator() {
            @Override
            public int size() {
                return Hessian.this.size();
            }

            @Override
            public double[] lead() {
                return Hessian.this.lead();
            }

            @Override
            public double[] part(String table, int row, Supplier<double[]> computed) {
                return Hessian.this.part(table, row, computed);
            }

            @Override
            public double[] apply(double[] v) {
                double norm = Vectors.norm(v);
                return norm == 0 ? new double[v.length] : ahead(free.embed(v), QUICK_STEP * unit / norm);
            }
        };
    }

    /** With the numbers comes what the Hessian learned of its step from them, which only shrinks. */
    @Override
    public double[] part(String table, int row, Supplier<double[]> computed) {
        Kept kept = objective.kept();
        if (!kept.isOn()) {
            return computed.get();
        }
        double[] found = kept.part(place() + table, row, () -> {
            double[] values = computed.get();
            double[] all = Arrays.copyOf(values, values.length + 2);
            all[values.length] = step;
            all[values.length + 1] = largestProduct;
            return all;
        });
        int count = found.length - 2;
        step = Math.min(step, found[count]);
        largestProduct = Math.max(largestProduct, found[count + 1]);
        return Arrays.copyOf(found, count);
    }

    /** Returns what tells the tables of this Hessian from those of others. */
    private String place() {
        if (place == null) {
            double[] names = free.blocks().stream()
                    .mapToDouble(block -> block.parameter().name().hashCode())
                    .toArray();
            place = objective.place(theta, names) + "/";
        }
        return place;
    }

    private double[] ahead(double[] direction, double h) {
        double[] product = gradientAt(h, direction);
        double[] here = gradient();
        for (int i = 0; i < here.length; i++) {
            product[i] = (product[i] - here[i]) / h;
        }
        return product;
    }

    private double[] gradientAt(double h, double[] direction) {
        return checked(free.restrict(objective.gradient(Vectors.sum(theta, h, direction), cancel)));
    }

    @Override
    public double[] apply(double[] v) {
        double norm = Vectors.norm(v);
        if (norm == 0) {
            return new double[v.length];
        }
        double[] direction = free.embed(v);
        Difference best = difference(direction, norm);
        Difference last = best;
        while (isKinked(last, norm) && step / SHRINK >= SMALLEST_STEP) {
            step /= SHRINK;
            last = difference(direction, norm);
            best = last.disagreement < best.disagreement ? last : best;
        }
        largestProduct = Math.max(largestProduct, Vectors.norm(best.product) / norm);
        return best.product;
    }

    private boolean isKinked(Difference found, double norm) {
        double scale = Math.max(largestProduct * norm, Vectors.norm(found.product));
        return found.disagreement > DISAGREEMENT * scale;
    }

    /** A central difference, and half of how far those ahead and behind are apart. */
    private record Difference(double[] product, double disagreement) {}

    private Difference difference(double[] direction, double norm) {
        double h = step * unit / norm;
        double[] ahead = gradientAt(h, direction);
        double[] behind = gradientAt(-h, direction);
        double[] here = gradient();
        double square = 0;
        for (int i = 0; i < here.length; i++) {
            double second = (ahead[i] - here[i] - (here[i] - behind[i])) / (2 * h);
            square += second * second;
            ahead[i] = (ahead[i] - behind[i]) / (2 * h);
        }
        return new Difference(ahead, Math.sqrt(square));
    }

    private static double[] checked(double[] gradient) {
        if (!Vectors.isFinite(gradient)) {
            throw new UndefinedCurvatureException(
                    "The gradient of the loss at θ₀ is not finite, so its curvature is not defined"
                            + " there; look at the data and the weights for infinite numbers.");
        }
        return gradient;
    }
}
