package io.orograph.study.runs;

import io.orograph.choice.Named;
import io.orograph.objective.Evaluation;
import io.orograph.study.SharpnessPoint;
import io.orograph.training.TrainingPoint;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is drawn of runs over their course. */
public enum RunQuantity implements Named {
    LOSS("Training loss", "loss", RunQuantity::trainingLoss),
    ACCURACY("Training accuracy", "accuracy", point -> point.train().accuracy()),
    HELD_OUT_LOSS("Held-out loss", "loss", point -> of(point.validation(), Evaluation::loss)),
    HELD_OUT_ACCURACY("Held-out accuracy", "accuracy", point -> of(point.validation(), Evaluation::accuracy)),
    GRADIENT_NORM("Gradient norm ‖∇L‖", "‖∇L‖", null, SharpnessPoint::gradientNorm),
    LARGEST_EIGENVALUE("λmax of the Hessian", "λmax", null, SharpnessPoint::largestEigenvalue),
    NOISE("Noise scale of the gradient", "tr Σ/‖∇L‖², samples", null, SharpnessPoint::noiseScale),
    SHARPNESS("Sharpness and its line", "sharpness", null, SharpnessPoint::sharpness),
    LEARNING_RATE("Learning rate", "η", TrainingPoint::learningRate);

    private final String title;
    private final String axis;
    private final ToDoubleFunction<TrainingPoint> recorded;
    private final ToDoubleFunction<SharpnessPoint> measured;

    RunQuantity(String title, String axis, ToDoubleFunction<TrainingPoint> recorded) {
        this(title, axis, recorded, null);
    }

    RunQuantity(
            String title,
            String axis,
            ToDoubleFunction<TrainingPoint> recorded,
            ToDoubleFunction<SharpnessPoint> measured) {
        this.title = title;
        this.axis = axis;
        this.recorded = recorded;
        this.measured = measured;
    }

    private static double trainingLoss(TrainingPoint point) {
        return point.train().loss();
    }

    private static double of(Evaluation evaluation, ToDoubleFunction<Evaluation> value) {
        return evaluation == null ? Double.NaN : value.applyAsDouble(evaluation);
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the title of the axis. */
    String axis() {
        return axis;
    }

    /** Tells whether it is there only where the sharpness was measured. */
    public boolean isMeasured() {
        return measured != null;
    }

    /** Returns its values, in the order of {@link #places}. */
    public double[] values(RunCurves curves) {
        return measured == null ? values(curves.points(), recorded) : values(curves.sharpness(), measured);
    }

    /** Returns where on an axis its values are. */
    public double[] places(RunCurves curves, RunAxis axis) {
        return measured == null ? axis.at(curves) : axis.at(curves, values(curves.sharpness(), SharpnessPoint::step));
    }

    private static <T> double[] values(List<T> points, ToDoubleFunction<T> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
