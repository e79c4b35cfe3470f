package io.orograph.training;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.RegularFile;
import io.orograph.file.Sha256;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.model.checkpoint.WeightMatcher;
import io.orograph.network.Network;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of one training as a path of weights. They are read from their files whenever they are asked for,
 * so that they may be larger than the memory. All have the same arrays: the match of the last one holds for all.
 */
public final class CheckpointSeries implements WeightSeries {

    private final List<Path> files;
    private final WeightMatch match;
    private final int statistics;
    private final List<String> names;

    /** What was left out of the files that were named, and why. */
    private List<String> notices = List.of();

    /** The optimiser that recorded them; empty if they are no record of a training. */
    private final Optional<String> optimizer;

    /**
     * Makes a series of the weights in files.
     *
     * @param files in their order
     */
    public CheckpointSeries(List<Path> files, WeightMatch match) {
        this(files, match, 0);
    }

    /**
     * Makes a series of the weights and the running statistics in files.
     *
     * @param statistics how many running statistics follow the weights in what was matched
     */
    public CheckpointSeries(List<Path> files, WeightMatch match, int statistics) {
        this.files = List.copyOf(files);
        this.match = match;
        this.statistics = statistics;
        this.names = CheckpointFiles.names(this.files);
        this.optimizer = RecordFolder.optimizerOf(files);
    }

    /**
     * Returns the checkpoints that files and folders name, see {@link CheckpointFiles}.
     *
     * @throws FileSystemException if a place is empty or missing; the message is a sentence
     */
    public static List<Path> files(List<Path> places) throws IOException {
        return CheckpointFiles.of(places).files();
    }

    /**
     * Returns a series whose last checkpoint is matched to the open model.
     *
     * @param theta the weights of the open model
     * @throws IOException if it cannot be read or matched; the message is a sentence
     */
    public static CheckpointSeries match(List<Path> files, ParameterLayout layout, double[] theta) throws IOException {
        try (NamedArrays last = CheckpointReaders.open(files.get(files.size() - 1))) {
            return new CheckpointSeries(files, WeightMatcher.match(layout, theta, last.withoutStatistics()));
        }
    }

    /**
     * Returns a series whose last checkpoint is matched to the open network, with the running statistics of batch
     * normalisations where it has them by their names or values: means, variances, scales and shifts all have one
     * shape, so that their order does not tell which is which.
     *
     * @throws IOException if it cannot be read or matched; the message is a sentence
     */
    public static CheckpointSeries withStatistics(List<Path> files, Network network) throws IOException {
        if (files.size() == 1) {
            return matched(files, files.get(0), network);
        }
        CheckpointSeries series = ofLastWithWeights(files, network);
        CheckpointSelection selection = CheckpointSelection.of(files, series.match);
        return series.with(selection.files(), series.match, selection.notices());
    }

    /** Matches the last file that has weights of the network: what lies behind it may be something else. */
    private static CheckpointSeries ofLastWithWeights(List<Path> files, Network network) throws IOException {
        UnsupportedFileException first = null;
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                return matched(files, files.get(i), network);
            } catch (UnsupportedFileException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private static CheckpointSeries matched(List<Path> files, Path file, Network network) throws IOException {
        RunningStatistics statistics = RunningStatistics.of(network);
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            if (!statistics.isEmpty()) {
                Network tracked = statistics.tracked();
                try {
                    WeightMatch match = WeightMatcher.match(tracked.layout(), tracked.weights(), arrays);
                    if (match.assignments().stream().noneMatch(a -> a.basis() == WeightMatch.Basis.SHAPE_AND_ORDER)) {
                        return new CheckpointSeries(files, match, statistics.size());
                    }
                } catch (UnsupportedFileException e) {
                    // Without statistics of its own; whether it has the weights is found below.
                }
            }
            return new CheckpointSeries(
                    files, WeightMatcher.match(network.layout(), network.weights(), arrays.withoutStatistics()));
        }
    }

    /**
     * Returns a checkpoint's weights, with its own running statistics of batch normalisations, or the network's where it
     * has none.
     *
     * @param network whose weights they are
     * @throws IOException if its file cannot be read
     */
    public Weights weights(int index, Network network) throws IOException {
        Weights own = weights(index, network.layout().size());
        return own.hasStatistics()
                ? own
                : own.with(RunningStatistics.of(network).held());
    }

    /** Returns the same files with arrays matched otherwise. */
    public CheckpointSeries matchedAs(WeightMatch other) {
        return with(files, other, notices);
    }

    private CheckpointSeries with(List<Path> chosen, WeightMatch matched, List<String> sentences) {
        CheckpointSeries series = new CheckpointSeries(chosen, matched, statistics);
        series.notices = List.copyOf(sentences);
        return series;
    }

    /** Returns which array is which parameter. */
    public WeightMatch match() {
        return match;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int statistics() {
        return statistics;
    }

    /** Returns the optimiser of the training that recorded them here, as a title; empty for other checkpoints. */
    public Optional<String> optimizer() {
        return optimizer;
    }

    @Override
    public String name(int index) {
        Path file = files.get(index);
        return optimizer.isPresent() ? TrainingPoint.name(RecordFolder.step(file)) : names.get(index);
    }

    @Override
    public WeightsSource source(int index) throws IOException {
        RegularFile.requireReadable(files.get(index));
        return new WeightsSource.Checkpoint(files.get(index), Sha256.of(files.get(index)), match.chosen());
    }

    /** Returns what a person should know about which files are in it: a sentence each. */
    public List<String> notices() {
        return notices;
    }

    /** Returns the files in their order. */
    public List<Path> files() {
        return files;
    }

    @Override
    public double[] read(int index, int from, int to) throws IOException {
        try (NamedArrays checkpoint = CheckpointReaders.open(files.get(index))) {
            return match.read(checkpoint, from, to);
        }
    }
}
