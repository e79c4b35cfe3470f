package io.orograph.lesson;

import io.orograph.objective.Evaluation;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunQuantity;
import io.orograph.study.runs.RunState;
import io.orograph.training.TrainingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The numbers of a training that lessons name. */
final class RunNumbers {

    private RunNumbers() {}

    static double of(Findings found, Arguments with, ToDoubleFunction<Run> number) {
        return found.run(with.text(LessonQuantity.OF_RUN))
                .map(number::applyAsDouble)
                .orElse(Double.NaN);
    }

    /** Returns the losses on the training samples, where it was recorded; one that is no number counts as infinite. */
    static double[] losses(Run run) {
        return Arrays.stream(RunQuantity.LOSS.values(run.curves()))
                .map(loss -> Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss)
                .toArray();
    }

    static double lowest(Run run) {
        return Arrays.stream(losses(run)).min().orElse(Double.NaN);
    }

    static double highest(Run run) {
        return Arrays.stream(losses(run)).max().orElse(Double.NaN);
    }

    static double first(Run run) {
        double[] losses = losses(run);
        return losses.length == 0 ? Double.NaN : losses[0];
    }

    static double last(Run run) {
        double[] losses = losses(run);
        return losses.length == 0 ? Double.NaN : losses[losses.length - 1];
    }

    static double accuracy(Run run) {
        return run.curves().last().map(point -> point.train().accuracy()).orElse(Double.NaN);
    }

    static double heldOut(Run run, ToDoubleFunction<Evaluation> number) {
        return run.curves()
                .last()
                .map(TrainingPoint::validation)
                .map(number::applyAsDouble)
                .orElse(Double.NaN);
    }

    /** Returns η of the last recorded step. */
    static double rate(Run run) {
        return run.curves().last().map(TrainingPoint::learningRate).orElse(Double.NaN);
    }

    static double diverged(Run run) {
        return run.state() == RunState.DIVERGED ? 1 : 0;
    }

    /** Returns the share of the recorded steps after which the loss is higher than before. */
    static double rises(Run run) {
        return Course.share(losses(run));
    }

    /** Returns the median of a measured value over the second half of the measurements. */
    static double settled(Run run, ToDoubleFunction<SharpnessPoint> number) {
        List<SharpnessPoint> all = run.curves().sharpness();
        return Course.median(all.stream()
                .skip(all.size() / 2)
                .mapToDouble(number)
                .filter(Double::isFinite)
                .toArray());
    }

    static double measuredFirst(Run run, ToDoubleFunction<SharpnessPoint> number) {
        List<SharpnessPoint> all = run.curves().sharpness();
        return all.isEmpty() ? Double.NaN : number.applyAsDouble(all.get(0));
    }

    static double measuredLast(Run run, ToDoubleFunction<SharpnessPoint> number) {
        return run.curves().lastSharpness().map(number::applyAsDouble).orElse(Double.NaN);
    }
}
