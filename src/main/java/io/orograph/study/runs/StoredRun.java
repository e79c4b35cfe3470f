package io.orograph.study.runs;

import io.orograph.export.NamedValues;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.study.SharpnessPoint;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A run as arrays and texts by name, as an export and a session hold it; numbers come back to the last bit. */
public final class StoredRun {

    private static final int LONGEST_NAME = 200;

    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String STARRED = "starred";
    private static final String STATE = "state";
    private static final String SETTINGS = "settings";
    private static final String THETA = "theta";
    private static final String STATISTICS = "statistics";
    private static final String OPTIMIZER = "optimizer";
    private static final String REASONS = "sharpness_reasons";

    private StoredRun() {}

    static NamedValues values(Run run) {
        NamedValues values = new NamedValues()
                .put(ID, run.id())
                .put(NAME, run.name())
                .put(STARRED, Boolean.toString(run.starred()))
                .put(STATE, run.state().label());
        run.settings().ifPresent(settings -> values.put(SETTINGS, settings.text()));
        List<TrainingPoint> points = run.curves().points();
        put(values, "step", points, TrainingPoint::step);
        put(values, "epoch", points, TrainingPoint::epoch);
        values.put(
                "seconds",
                run.curves().seconds().stream().mapToDouble(Double::doubleValue).toArray());
        put(values, "learning_rate", points, TrainingPoint::learningRate);
        put(values, "train_loss", points, point -> point.train().loss());
        put(values, "train_accuracy", points, point -> point.train().accuracy());
        if (points.stream().anyMatch(point -> point.validation() != null)) {
            put(values, "validation_loss", points, point -> loss(point.validation()));
            put(values, "validation_accuracy", points, point -> accuracy(point.validation()));
        }
        sharpness(values, run.curves().sharpness());
        run.end().ifPresent(end -> {
            values.put(THETA, end.theta());
            if (end.hasStatistics()) {
                values.put(STATISTICS, end.statistics());
            }
            if (end.source() instanceof WeightsSource.Training training) {
                values.put(OPTIMIZER, training.optimizer());
            }
        });
        return values;
    }

    private static void sharpness(NamedValues values, List<SharpnessPoint> measured) {
        if (measured.isEmpty()) {
            return;
        }
        put(values, "sharpness_step", measured, SharpnessPoint::step);
        put(values, "lambda_max", measured, SharpnessPoint::largestEigenvalue);
        put(values, "sharpness", measured, SharpnessPoint::sharpness);
        put(values, "line", measured, SharpnessPoint::line);
        put(values, "gradient_norm", measured, SharpnessPoint::gradientNorm);
        put(values, "noise_scale", measured, SharpnessPoint::noiseScale);
        values.put(
                REASONS,
                String.join("\n", measured.stream().map(SharpnessPoint::reason).toList()));
    }

    private static <T> void put(NamedValues values, String name, List<T> of, ToDoubleFunction<T> number) {
        values.put(name, of.stream().mapToDouble(number).toArray());
    }

    private static double loss(Evaluation evaluation) {
        return evaluation == null ? Double.NaN : evaluation.loss();
    }

    private static double accuracy(Evaluation evaluation) {
        return evaluation == null ? Double.NaN : evaluation.accuracy();
    }

    /** Returns the run that values are of; empty where they are of none, or do not go together. */
    public static Optional<Run> read(NamedValues values) {
        String id = values.texts().getOrDefault(ID, "");
        String state = values.texts().getOrDefault(STATE, "");
        Optional<RunState> known = Arrays.stream(RunState.values())
                .filter(each -> each.label().equals(state))
                .findFirst();
        Optional<List<TrainingPoint>> points = points(values);
        if (id.isEmpty() || known.isEmpty() || points.isEmpty()) {
            return Optional.empty();
        }
        int count = points.get().size();
        double[] seconds = numbers(values, "seconds");
        String name = values.texts().getOrDefault(NAME, id);
        RunState ended = known.get() == RunState.RUNNING ? RunState.STOPPED : known.get();
        return Optional.of(new Run(
                id,
                name.substring(0, Math.min(LONGEST_NAME, name.length())),
                Boolean.parseBoolean(values.texts().get(STARRED)),
                settings(values),
                ended,
                new RunCurves(points.get(), list(filled(seconds, count)), measured(values)),
                end(values, points.get(), name)));
    }

    private static Optional<RunSettings> settings(NamedValues values) {
        String text = values.texts().get(SETTINGS);
        try {
            return text == null ? Optional.empty() : Optional.of(RunSettings.of(text));
        } catch (IOException e) {
            // Of a later version: the curves are shown, and nothing is claimed of how they were made.
            return Optional.empty();
        }
    }

    private static Optional<List<TrainingPoint>> points(NamedValues values) {
        double[] steps = numbers(values, "step");
        double[] epochs = numbers(values, "epoch");
        double[] losses = numbers(values, "train_loss");
        if (epochs.length != steps.length || losses.length != steps.length) {
            return Optional.empty();
        }
        double[] rates = filled(numbers(values, "learning_rate"), steps.length);
        double[] accuracies = filled(numbers(values, "train_accuracy"), steps.length);
        boolean validated = values.arrays().containsKey("validation_loss");
        double[] heldOut = filled(numbers(values, "validation_loss"), steps.length);
        double[] heldOutAccuracies = filled(numbers(values, "validation_accuracy"), steps.length);
        List<TrainingPoint> points = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            points.add(new TrainingPoint(
                    (long) steps[i],
                    epochs[i],
                    rates[i],
                    new Evaluation(losses[i], Double.NaN, accuracies[i], 0),
                    validated ? new Evaluation(heldOut[i], Double.NaN, heldOutAccuracies[i], 0) : null));
        }
        return Optional.of(points);
    }

    private static List<SharpnessPoint> measured(NamedValues values) {
        double[] steps = numbers(values, "sharpness_step");
        double[] largest = filled(numbers(values, "lambda_max"), steps.length);
        double[] sharpness = filled(numbers(values, "sharpness"), steps.length);
        double[] lines = filled(numbers(values, "line"), steps.length);
        double[] norms = filled(numbers(values, "gradient_norm"), steps.length);
        double[] noise = filled(numbers(values, "noise_scale"), steps.length);
        String[] reasons = values.texts().getOrDefault(REASONS, "").split("\n", -1);
        List<SharpnessPoint> points = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            String reason = i < reasons.length ? reasons[i] : "";
            points.add(new SharpnessPoint(
                    (long) steps[i], largest[i], sharpness[i], lines[i], reason, norms[i], noise[i]));
        }
        return points;
    }

    private static Optional<Weights> end(NamedValues values, List<TrainingPoint> points, String name) {
        double[] theta = numbers(values, THETA);
        if (theta.length == 0 || points.isEmpty()) {
            return Optional.empty();
        }
        long step = points.get(points.size() - 1).step();
        String optimizer = values.texts().getOrDefault(OPTIMIZER, name);
        return Optional.of(new Weights(
                String.format(Locale.ROOT, "step %d", step),
                new WeightsSource.Training(optimizer, step),
                theta,
                numbers(values, STATISTICS)));
    }

    private static double[] numbers(NamedValues values, String name) {
        Tensor array = values.arrays().get(name);
        return array == null ? new double[0] : array.doubles();
    }

    /** Returns as many numbers as there are to be, all NaN where there are others. */
    private static double[] filled(double[] numbers, int count) {
        if (numbers.length == count) {
            return numbers;
        }
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
