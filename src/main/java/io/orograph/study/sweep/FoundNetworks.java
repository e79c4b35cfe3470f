package io.orograph.study.sweep;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.MismatchException;
import io.orograph.study.OtherWeights;
import io.orograph.study.runs.RunSettings;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.task.CancelToken;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Networks that were trained elsewhere, measured as a sweep measures its runs: whether the sharper ones generalise worse. A
 * {@code settings.json} beside a file says how it was trained; networks of which nothing says it count as one setting.
 *
 * @param places models, weights of the first model's architecture, and folders of both
 * @param data that they were trained on
 * @param test that they were not trained on
 * @param settings of the experiments
 * @param measures of sharpness
 */
public record FoundNetworks(
        List<Path> places,
        DataSource data,
        Optional<DataSource> test,
        ExperimentSettings settings,
        List<SharpnessMeasure> measures) {

    /** Folders in folders are looked into: a folder a run is usual. */
    private static final int DEPTH = 2;

    public FoundNetworks {
        places = List.copyOf(places);
        measures = List.copyOf(measures);
    }

    /** Returns the command that gives the same; the model that is opened first stands first, though it may be in a folder. */
    public Command command(Experiment first) {
        Command rest = Command.of();
        for (Path place : places) {
            rest = place.equals(first.model().path()) ? rest : rest.with(place);
        }
        rest = rest.with(
                "--measures", measures.stream().map(SharpnessMeasure::label).collect(Collectors.joining(",")));
        return first.command(
                "generalization",
                test.isEmpty() ? rest : rest.with("--test", test.get().path()));
    }

    /**
     * A file that may hold a network.
     *
     * @param name by which it is listed
     * @param named whether a person named the file itself, not its folder
     */
    private record Candidate(Path file, String name, boolean named) {}

    /**
     * Measures all.
     *
     * @param listener told of files in folders that cannot be used; a file that was named itself must be one that can
     * @return the outcomes in the order of the places, in a folder by name
     * @throws IOException if a file cannot be read, or none holds a model; the message is a sentence
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public List<SweptOutcome> run(Sweep.Listener listener, CancelToken cancel) throws IOException {
        return new Looking(listener, cancel).run(candidates());
    }

    private List<Candidate> candidates() throws IOException {
        List<Candidate> found = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                found.add(new Candidate(place, FileName.of(place), true));
                continue;
            }
            try (Stream<Path> files = Files.walk(place, DEPTH)) {
                files.filter(Files::isRegularFile)
                        .sorted()
                        .map(file -> new Candidate(file, place.relativize(file).toString(), false))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** The work: the first model stays open, since weights are of its architecture. */
    private final class Looking {

        private final Sweep.Listener listener;
        private final CancelToken cancel;
        private final List<SweptOutcome> outcomes = new ArrayList<>();
        private LoadedData loaded;
        private Measuring measuring;
        private Experiment first;

        Looking(Sweep.Listener listener, CancelToken cancel) {
            this.listener = listener;
            this.cancel = cancel;
        }

        List<SweptOutcome> run(List<Candidate> candidates) throws IOException {
            loaded = LoadedData.open(data);
            LoadedData others =
                    test.isEmpty() ? null : LoadedData.open(test.get().takenAs(data));
            measuring = new Measuring(measures, others, listener, cancel);
            List<Candidate> models = new ArrayList<>();
            List<Candidate> weights = new ArrayList<>();
            for (Candidate each : candidates) {
                if (isOf(each, Role.MODEL)) {
                    models.add(each);
                } else if (each.named() || isOf(each, Role.WEIGHTS)) {
                    weights.add(each);
                }
            }
            if (models.isEmpty()) {
                throw new UnsupportedFileException(
                        places.get(0),
                        "is no model and holds none; name a model file, whose architecture weights have");
            }
            int total = models.size() + weights.size();
            try {
                for (Candidate each : models) {
                    take(each, total, this::ofModel);
                }
                if (first == null) {
                    throw new UnsupportedFileException(
                            places.get(0),
                            "holds no model that goes with the data; name a model file, whose architecture weights have");
                }
                for (Candidate each : weights) {
                    take(each, total, this::ofWeights);
                }
            } finally {
                if (first != null) {
                    first.close();
                }
            }
            return outcomes;
        }

        private boolean isOf(Candidate each, Role role) throws IOException {
            try {
                return Formats.all().can(each.file(), role);
            } catch (IOException e) {
                if (each.named()) {
                    throw e;
                }
                return false;
            }
        }

        private void take(Candidate each, int total, Measurer measurer) throws IOException {
            cancel.check();
            listener.stage(String.format("%d of %d, %s", outcomes.size() + 1, total, each.name()));
            try {
                SweptOutcome outcome = measurer.measured(each);
                outcomes.add(outcome);
                listener.ended(outcomes.size(), total, outcome, false);
            } catch (IOException | IllegalArgumentException | MismatchException e) {
                if (each.named()) {
                    throw e;
                }
                listener.notice(each.name() + " is left out: " + e.getMessage());
            }
        }

        private SweptOutcome ofModel(Candidate each) throws IOException {
            OpenedModel model = ModelReaders.open(each.file(), cancel);
            ExperimentSettings same =
                    first == null ? settings : settings.withLoss(first.loss().onOtherNetworks(settings.loss()));
            Experiment experiment = Experiment.of(model, loaded.anewFor(model), same);
            try {
                SweptOutcome outcome = measuring.outcome(subject(each, experiment), experiment, 0, End.ELSEWHERE);
                if (first == null) {
                    // Not before it is measured: one that is left out says nothing of the others.
                    first = experiment;
                    listener.opened(experiment);
                }
                return outcome;
            } finally {
                if (experiment != first) {
                    experiment.close();
                }
            }
        }

        private SweptOutcome ofWeights(Candidate each) throws IOException {
            Weights weights = OtherWeights.in(each.file()).read(first.fileNetwork(), notice -> {});
            try (Experiment there = first.at(weights)) {
                return measuring.outcome(subject(each, there), there, 0, End.ELSEWHERE);
            }
        }

        private FoundNetwork subject(Candidate each, Experiment there) throws IOException {
            Path beside = each.file().resolveSibling(RunSettings.FILE);
            if (!Files.exists(beside)) {
                return new FoundNetwork(each.name(), outcomes.size(), Optional.empty(), Optional.empty());
            }
            TrainingSettings trained =
                    RunSettings.read(beside).training().study().settings();
            SweepSetting setting = new SweepSetting(
                    FileName.of(there.model().path()), there.model().path(), trained.optimizer(), trained.batchSize());
            return new FoundNetwork(each.name(), outcomes.size(), Optional.of(setting), Optional.of(trained.seed()));
        }
    }

    /** Measures a file that holds a network. */
    @FunctionalInterface
    private interface Measurer {

        SweptOutcome measured(Candidate each) throws IOException;
    }
}
