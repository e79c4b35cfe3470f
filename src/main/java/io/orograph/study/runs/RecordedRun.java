package io.orograph.study.runs;

import io.orograph.file.FileName;
import io.orograph.network.Weights;
import io.orograph.study.Experiment;
import io.orograph.study.OtherWeights;
import io.orograph.study.SharpnessPoint;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.RecordTables;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder that a training recorded, or that holds checkpoints, as a run. */
public final class RecordedRun {

    private RecordedRun() {}

    /**
     * Reads a folder.
     *
     * @param open the network that the weights are of
     * @return with curves where it has losses.csv, with settings where it has settings.json
     * @throws IOException if it holds no checkpoints of that network, or a table that is damaged; the message is a sentence
     */
    public static Run read(Path folder, Experiment open) throws IOException {
        CheckpointSeries series =
                OtherWeights.series(CheckpointSeries.files(List.of(folder)), Map.of(), open.fileNetwork());
        int last = series.size() - 1;
        Weights end = series.weights(last, open.fileNetwork());
        Path file = folder.resolve(RunSettings.FILE);
        Optional<RunSettings> settings = Files.exists(file) ? Optional.of(RunSettings.read(file)) : Optional.empty();
        List<TrainingPoint> points = RecordTables.losses(folder);
        RunCurves curves = new RunCurves(
                points,
                Collections.nCopies(points.size(), Double.NaN),
                RecordTables.sharpness(folder).stream().map(SharpnessPoint::of).toList());
        return new Run(
                "folder " + folder.toAbsolutePath().normalize(),
                FileName.of(folder.toAbsolutePath().normalize()),
                false,
                settings,
                state(settings, curves),
                curves,
                Optional.of(
                        end.hasStatistics()
                                ? end
                                : end.with(open.weightsOfModel().statistics())),
                series.size() > 1 ? Optional.of(series) : Optional.empty());
    }

    private static RunState state(Optional<RunSettings> settings, RunCurves curves) {
        Optional<TrainingPoint> last = curves.last();
        if (last.isPresent() && !Double.isFinite(last.get().train().loss())) {
            return RunState.DIVERGED;
        }
        boolean early = settings.isPresent()
                && last.isPresent()
                && last.get().epoch() < settings.get().training().epochs();
        return early ? RunState.STOPPED : RunState.DONE;
    }
}
