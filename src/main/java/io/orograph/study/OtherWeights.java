package io.orograph.study;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.FileName;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.network.Network;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Weights of the open network's architecture beside θ₀: from another file, or in memory. */
public final class OtherWeights {

    private final Path file;
    private final Map<String, String> arrays;
    private final Weights weights;

    private OtherWeights(Path file, Map<String, String> arrays, Weights weights) {
        this.file = file;
        this.arrays = arrays;
        this.weights = weights;
    }

    /** A person chose an array for a parameter that cannot be taken for it; the message is a clause. */
    public static final class ArrayChoiceException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private ArrayChoiceException(String clause) {
            super(clause);
        }
    }

    /**
     * Names those of a model or checkpoint of any format that is read.
     *
     * @param arrays which array is which parameter, by the parameter's name, where a person chose it
     */
    public static OtherWeights in(Path file, Map<String, String> arrays) {
        return new OtherWeights(file, Map.copyOf(arrays), null);
    }

    /** Names those of a file, whose arrays are matched by names, values, shapes and order. */
    public static OtherWeights in(Path file) {
        return in(file, Map.of());
    }

    /** Names those in memory. */
    public static OtherWeights of(Weights weights) {
        return new OtherWeights(null, Map.of(), weights);
    }

    /** Returns the file that they are read from; empty for those in memory. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns the file that they can be read from again as they are; empty where that takes more than its name. */
    public Optional<Path> asFile() {
        if (!arrays().isEmpty()) {
            return Optional.empty();
        }
        return file != null ? Optional.of(file) : weights.file();
    }

    /** Returns those in memory that no file is known to hold as they are; empty for others. */
    Optional<Weights> inMemory() {
        return Optional.ofNullable(weights).filter(held -> asFile().isEmpty());
    }

    /** Returns what a command calls them by: their file, or where those in memory came from one, that. */
    Path word() {
        return file != null ? file : word(weights);
    }

    /** Returns what a command calls weights by: their file, or the one that they are to be saved in before. */
    static Path word(Weights weights) {
        return weights.file().orElseGet(() -> Path.of(weights.name().replaceAll("[^\\w.-]+", "-") + ".npz"));
    }

    /** Returns which array is which parameter, by the parameter's name, where a person chose it. */
    Map<String, String> arrays() {
        return file != null ? arrays : arrays(weights);
    }

    /** Returns the same of weights that were read before. */
    static Map<String, String> arrays(Weights weights) {
        return weights.source() instanceof WeightsSource.Checkpoint checkpoint ? checkpoint.arrays() : Map.of();
    }

    /**
     * Reads them.
     *
     * @param network at the weights of its file, to which arrays are matched
     * @param notices told how arrays were matched where it was not by their names alone: a line each
     * @throws IOException if the file cannot be read or is of another architecture; the message is a sentence
     */
    public Weights read(Network network, Consumer<String> notices) throws IOException {
        if (weights != null) {
            return shortNamed(weights);
        }
        CheckpointSeries series = series(List.of(file), arrays, network);
        notices(file, series.match()).forEach(notices);
        return series.weights(0, network).named(shortName(file));
    }

    /** Returns weights as a plot calls them: those of a file by its name, whoever read it. */
    static Weights shortNamed(Weights weights) {
        return weights.file().map(file -> weights.named(shortName(file))).orElse(weights);
    }

    /** Returns how a plot calls the weights of a file. */
    static String shortName(Path file) {
        return FileName.of(file).replaceFirst("\\.onnx$", "");
    }

    /**
     * Returns checkpoints in their order, the last of them matched to a network.
     *
     * @param arrays which array is which parameter, by the parameter's name, where a person chose it
     * @throws IOException if the last cannot be read or matched; the message is a sentence
     */
    public static CheckpointSeries series(List<Path> files, Map<String, String> arrays, Network network)
            throws IOException {
        CheckpointSeries found = CheckpointSeries.withStatistics(files, network);
        if (arrays.isEmpty()) {
            return found;
        }
        try (NamedArrays last =
                CheckpointReaders.open(found.files().get(found.files().size() - 1))) {
            return found.matchedAs(corrected(found.match(), arrays, last));
        }
    }

    private static WeightMatch corrected(WeightMatch found, Map<String, String> arrays, NamedArrays checkpoint)
            throws IOException {
        WeightMatch match = found;
        for (Map.Entry<String, String> choice : arrays.entrySet()) {
            boolean isSo = found.assignments().stream()
                    .anyMatch(each -> each.parameter().name().equals(choice.getKey())
                            && each.array().equals(choice.getValue()));
            if (isSo) {
                continue;
            }
            NamedArrays.Array array = checkpoint.arrays().stream()
                    .filter(a -> a.name().equals(choice.getValue()))
                    .findFirst()
                    .orElseThrow(() -> new ArrayChoiceException("names the array \"" + choice.getValue() + "\", which "
                            + FileName.of(checkpoint.file()) + " has not"));
            try {
                match = match.with(choice.getKey(), array);
            } catch (IllegalArgumentException e) {
                throw new ArrayChoiceException("cannot be followed: " + e.getMessage());
            }
        }
        return match;
    }

    /** Returns how the arrays were matched where it was not by their names alone: a line each. */
    public static List<String> notices(Path file, WeightMatch match) {
        List<String> notices = new ArrayList<>();
        for (WeightMatch.Assignment assignment : match.assignments()) {
            if (assignment.basis() != WeightMatch.Basis.NAME || assignment.transposed()) {
                notices.add(FileName.of(file) + ": " + assignment.text());
            }
        }
        return notices;
    }

    /** Returns several with numbers behind names that occur more than once: model (1), model (2). */
    static List<Weights> distinct(List<Weights> models) {
        List<Weights> distinct = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Weights model = models.get(i);
            long before = count(models.subList(0, i), model.name());
            distinct.add(
                    count(models, model.name()) == 1 ? model : model.named(model.name() + " (" + (before + 1) + ")"));
        }
        return distinct;
    }

    private static long count(List<Weights> models, String name) {
        return models.stream().filter(model -> model.name().equals(name)).count();
    }
}
