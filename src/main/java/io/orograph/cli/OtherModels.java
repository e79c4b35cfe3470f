package io.orograph.cli;

import io.orograph.arrays.NamedArrays;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.StatisticsChoice;
import io.orograph.file.FileName;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Weights of the open network from other files: models, or checkpoints of any format that is read. */
final class OtherModels {

    @Option(
            names = "--match",
            paramLabel = "PARAMETER=ARRAY",
            description = "Take this array of a checkpoint for this parameter of the model; may be given several times"
                    + " (default: found by names, values, shapes and order)")
    private Map<String, String> chosen = new LinkedHashMap<>();

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /**
     * @param statistics whether to read the running statistics of batch normalisations with the weights, where there are
     *     any
     */
    CheckpointSeries series(List<Path> files, Experiment experiment, boolean statistics) throws IOException {
        CheckpointSeries found = statistics
                ? CheckpointSeries.withStatistics(files, experiment.loss().network())
                : CheckpointSeries.match(files, experiment.layout(), experiment.weights());
        try (NamedArrays last = CheckpointReaders.open(files.get(files.size() - 1))) {
            return new CheckpointSeries(files, corrected(found.match(), last), found.statistics());
        }
    }

    /**
     * One model or checkpoint as its losses are to be taken.
     *
     * @param tell hears how its arrays were matched
     */
    double[] read(Path file, Experiment experiment, StatisticsChoice choice, Consumer<List<String>> tell)
            throws IOException {
        CheckpointSeries series = series(List.of(file), experiment, choice.isOwn());
        tell.accept(notices(file, series.match()));
        return choice.read(series, experiment);
    }

    /** With what the person chose. */
    private WeightMatch corrected(WeightMatch found, NamedArrays checkpoint) throws IOException {
        WeightMatch match = found;
        for (Map.Entry<String, String> choice : chosen.entrySet()) {
            NamedArrays.Array array = checkpoint.arrays().stream()
                    .filter(a -> a.name().equals(choice.getValue()))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            mixee.commandLine(),
                            "--match names the array \"" + choice.getValue() + "\", which "
                                    + FileName.of(checkpoint.file()) + " has not"));
            try {
                match = match.with(choice.getKey(), array);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(
                        mixee.commandLine(), "--match cannot be followed: " + e.getMessage());
            }
        }
        return match;
    }

    /** How the arrays were matched where it was not by their names alone: a line each. */
    static List<String> notices(Path file, WeightMatch match) {
        List<String> notices = new ArrayList<>();
        for (WeightMatch.Assignment assignment : match.assignments()) {
            if (assignment.basis() != WeightMatch.Basis.NAME || assignment.transposed()) {
                notices.add(FileName.of(file) + ": " + assignment.text());
            }
        }
        return notices;
    }
}
