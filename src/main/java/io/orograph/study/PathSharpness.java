package io.orograph.study;

import io.orograph.data.Dataset;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import io.orograph.task.CancelToken;
import io.orograph.training.RecordFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the sharpness went along a path of weights, with the line of the optimiser where it is known how the path was trained
 * and the line does not follow from moments, which no path keeps. Points are measured from coarse to fine: the first and the
 * last, those between, and so on.
 *
 * @param series the path
 * @param trained how it was trained; empty where that is not known
 */
public record PathSharpness(WeightSeries series, Optional<TrainingStudy> trained)
        implements Study<PathSharpness.Listener, List<PathSharpness.Measured>> {

    /** A curve of more points looks the same, and takes longer. */
    static final int MOST = 65;

    /**
     * The sharpness at a point of the path.
     *
     * @param index of the point, from 0
     */
    public record Measured(int index, SharpnessPoint point) {}

    /** Hears of each point, on the thread of the study. */
    public interface Listener extends StudyListener {

        /** Takes a measurement; they do not come in the order of the path. */
        void measured(Measured point);
    }

    @Override
    public List<Measured> run(Experiment experiment, Listener listener, CancelToken cancel) throws IOException {
        listener.stage("Sharpness along the path");
        Dataset samples = trained.isPresent() ? trained.get().split(experiment).train() : experiment.data();
        StepSharpness sharpness = new StepSharpness(
                experiment, trained.map(TrainingStudy::settings).orElse(null), samples);
        List<Measured> found = new ArrayList<>();
        List<Integer> order = order(series.size());
        for (int index : order) {
            Weights weights = series.weights(index, experiment.layout().size());
            Measured measured =
                    new Measured(index, sharpness.atPoint(step(index), weights, experiment.weights(), cancel));
            found.add(measured);
            listener.measured(measured);
            listener.progress(found.size(), order.size());
        }
        found.sort(Comparator.comparingInt(Measured::index));
        return found;
    }

    /** Returns the step of a point; its number where it is of no recorded training. */
    private long step(int index) throws IOException {
        WeightsSource source = series.source(index);
        if (source instanceof WeightsSource.Training training) {
            return training.step();
        }
        return source instanceof WeightsSource.Checkpoint checkpoint && RecordFolder.isPoint(checkpoint.file())
                ? RecordFolder.step(checkpoint.file())
                : index;
    }

    /** Returns evenly chosen points from coarse to fine. */
    static List<Integer> order(int size) {
        int count = Math.min(size, MOST);
        Set<Integer> order = new LinkedHashSet<>();
        for (int parts = 1; order.size() < count; parts *= 2) {
            for (int i = 0; i <= parts; i++) {
                int chosen = (int) ((long) i * (count - 1) / parts);
                order.add((int) ((long) chosen * (size - 1) / Math.max(1, count - 1)));
            }
        }
        return List.copyOf(order);
    }
}
