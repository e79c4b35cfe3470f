package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether a point is stationary by trying to leave it downhill: the loss is evaluated along a Newton step and
 * along −∇L, and what was reached is the evidence. The Newton step takes −(gᵀvᵢ)/(λᵢ + μ)·vᵢ along the eigenvectors
 * that are resolved (λᵢ above its residual) and the rest from conjugate gradients on H + μI, stopped where the curvature
 * is not positive (Boyd and Vandenberghe 2004, section 9.5; Nocedal and Wright 2006, algorithm 7.1).
 *
 * @param predicted decrease ½gᵀ(H + μI)⁻¹g of the quadratic model over what was resolved
 * @param steps what was tried
 * @param lowest the largest decrease of L that was reached, at least 0
 * @param isStillFalling whether the loss still fell at the longest step of the line that reached it, as where its minimum
 *     lies at infinity
 * @param place the step from the point to where it was reached; zero if nowhere; not copied
 */
public record DescentTrial(double predicted, List<Step> steps, double lowest, boolean isStillFalling, double[] place) {

    /** μ as a share of the largest curvature: it keeps the step finite along flat directions. */
    private static final double DAMPING = 1e-10;

    private static final int CONJUGATE_STEPS = 30;
    private static final double CONJUGATE_TOLERANCE = 1e-6;
    private static final int SMALLEST_POWER = -5;
    private static final int LARGEST_POWER = 5;
    private static final int AGAIN = 5;

    /** A line whose longest step gains less than this share of all that was gained has ended. */
    private static final double FALLING = 0.01;

    /**
     * A line that was searched.
     *
     * @param direction {@code newton}, {@code gradient}, or {@code gradient from there}
     * @param length of the step that reached the lowest loss
     * @param decrease of the loss there from that of the point; 0 if none
     * @param stillFalling whether the longest step tried was the lowest
     */
    public record Step(String direction, double length, double decrease, boolean stillFalling) {}

    /** A gradient of the loss after a step from the point. */
    @FunctionalInterface
    interface Gradients {
        double[] after(double[] step);
    }

    public DescentTrial {
        steps = List.copyOf(steps);
    }

    /** What is known of a point before anything is tried. */
    record Start(
            SampledLoss loss,
            double[] here,
            double rounding,
            SymmetricOperator hessian,
            double[] gradient,
            Lanczos.Result eigenvalues) {

        double scale() {
            double largest = 0;
            for (Eigenpair pair : pairs()) {
                largest = Math.max(largest, Math.abs(pair.value()));
            }
            return largest;
        }

        List<Eigenpair> pairs() {
            List<Eigenpair> pairs = new ArrayList<>(eigenvalues.largest());
            pairs.addAll(eigenvalues.smallest());
            return pairs;
        }
    }

    /** Tries to leave a point. */
    static DescentTrial of(Start start, Gradients gradients) {
        double[] newton = newton(start);
        double predicted = -Vectors.dot(start.gradient, newton) / 2;
        double curvature = start.scale() > 0 ? start.scale() : 1;
        double[] still = new double[start.gradient.length];
        List<Step> steps = new ArrayList<>();
        Found best = new Found(still, 0, false);
        List<double[]> lines = List.of(newton, Vectors.sum(still, -1 / curvature, start.gradient));
        for (int i = 0; i < lines.size(); i++) {
            Found found = search(start, still, 0, lines.get(i));
            steps.add(found.step(i == 0 ? "newton" : "gradient", still));
            best = found.decrease > best.decrease ? found : best;
        }
        for (int round = 0; round < AGAIN && best.decrease > start.rounding; round++) {
            double[] line = Vectors.sum(still, -1 / curvature, gradients.after(best.place));
            Found found = search(start, best.place, best.decrease, line);
            steps.add(found.step("gradient from there", best.place));
            if (!(found.decrease > best.decrease)) {
                break;
            }
            best = found;
        }
        // Where there is no gradient the product is −0.
        return new DescentTrial(predicted + 0.0, steps, best.decrease, best.stillFalling, best.place);
    }

    /** The lowest point of a line. */
    private record Found(double[] place, double decrease, boolean stillFalling) {

        Step step(String direction, double[] from) {
            return new Step(direction, Vectors.norm(Vectors.difference(place, from)), decrease, stillFalling);
        }
    }

    /**
     * Goes along a line in steps of 4ᵏ while the loss falls from each to the next: what lies behind a rise is another
     * valley, and says nothing of the point.
     */
    private static Found search(Start start, double[] from, double before, double[] line) {
        List<double[]> places = new ArrayList<>();
        for (int power = SMALLEST_POWER; power <= LARGEST_POWER; power++) {
            places.add(Vectors.sum(from, Math.pow(4, power), line));
        }
        double[][] losses = start.loss.after(places);
        double lowest = before;
        int at = -1;
        for (int i = 0; i < losses.length; i++) {
            double decrease = -PairedChange.of(losses[i], start.here).mean();
            if (!(decrease >= lowest - start.rounding)) {
                break;
            }
            if (decrease > lowest) {
                lowest = decrease;
                at = i;
            }
        }
        return at < 0
                ? new Found(from, before, false)
                : new Found(places.get(at), lowest, at == losses.length - 1 && lowest - before > FALLING * lowest);
    }

    private static double[] newton(Start start) {
        double damping = DAMPING * start.scale();
        double[] step = new double[start.gradient.length];
        double[] rest = start.gradient.clone();
        List<double[]> resolved = new ArrayList<>();
        for (Eigenpair pair : start.pairs()) {
            if (pair.value() > pair.residual() && resolved.stream().noneMatch(pair::isAlong)) {
                double along = Vectors.dot(rest, pair.vector());
                Vectors.add(step, -along / (pair.value() + damping), pair.vector());
                Vectors.add(rest, -along, pair.vector());
                resolved.add(pair.vector());
            }
        }
        Vectors.add(step, 1, conjugate(start.hessian, rest, resolved, damping, Vectors.norm(start.gradient)));
        return step;
    }

    /** Solves (H + μI)s = −g over the complement of what is resolved, as far as the curvature is positive. */
    private static double[] conjugate(
            SymmetricOperator hessian, double[] g, List<double[]> resolved, double damping, double scale) {
        double[] step = new double[g.length];
        double[] residual = Vectors.sum(step, -1, g);
        double[] direction = residual.clone();
        double square = Vectors.dot(residual, residual);
        for (int i = 0;
                i < Math.min(CONJUGATE_STEPS, g.length) && Math.sqrt(square) > CONJUGATE_TOLERANCE * scale;
                i++) {
            double[] product = hessian.apply(direction);
            Vectors.add(product, damping, direction);
            resolved.forEach(v -> Vectors.add(product, -Vectors.dot(product, v), v));
            double curvature = Vectors.dot(direction, product);
            if (!(curvature > 0)) {
                return i == 0 ? direction : step;
            }
            double length = square / curvature;
            Vectors.add(step, length, direction);
            Vectors.add(residual, -length, product);
            double next = Vectors.dot(residual, residual);
            direction = Vectors.sum(residual, next / square, direction);
            square = next;
        }
        return step;
    }
}
