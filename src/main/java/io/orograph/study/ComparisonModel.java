package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model to compare.
 *
 * @param name what its column is called
 * @param file the model file, which has its architecture
 * @param choice what of the file counts as a parameter
 * @param weights where its weights come from
 */
public record ComparisonModel(String name, Path file, OpenedModel.Choice choice, ComparisonWeights weights) {

    /** Returns a model as its file holds it. */
    public static ComparisonModel of(Path file) {
        return new ComparisonModel(OtherWeights.shortName(file), file, OpenedModel.Choice.NONE, ComparisonWeights.FILE);
    }

    /** Returns what is open, at its θ₀. */
    public static ComparisonModel of(Experiment open) {
        return of(open, open.weights());
    }

    /** Returns what is open, at other weights of its network. */
    public static ComparisonModel of(Experiment open, Weights weights) {
        OpenedModel model = open.model();
        return weights.areOfModel()
                ? of(model.path()).choosing(model.choice())
                : new ComparisonModel(
                        weights.name(),
                        model.path(),
                        model.choice(),
                        new ComparisonWeights.Others(OtherWeights.of(weights)));
    }

    /** Returns a model that gets its weights elsewhere. */
    public static ComparisonModel of(String name, Path file, ComparisonWeights weights) {
        return new ComparisonModel(name, file, OpenedModel.Choice.NONE, weights);
    }

    /**
     * Returns what a file holds: a model, or weights of the first model's architecture.
     *
     * @param arrays which array of a checkpoint is which parameter, by the parameter's name, where a person chose it
     * @throws IOException if the file cannot be read
     */
    public static ComparisonModel in(Path file, ComparisonModel first, Map<String, String> arrays) throws IOException {
        return Formats.all().can(file, Role.MODEL) ? of(file).choosing(first.choice()) : first.at(file, arrays);
    }

    /** Returns the same architecture at the weights of a checkpoint. */
    public ComparisonModel at(Path checkpoint, Map<String, String> arrays) {
        return new ComparisonModel(
                OtherWeights.shortName(checkpoint),
                file,
                choice,
                new ComparisonWeights.Others(OtherWeights.in(checkpoint, arrays)));
    }

    /** Returns the same with another choice of what counts as a parameter. */
    public ComparisonModel choosing(OpenedModel.Choice other) {
        return new ComparisonModel(name, file, other, weights);
    }

    OpenedModel open(CancelToken cancel) throws IOException {
        OpenedModel model = ModelReaders.open(file, cancel);
        try {
            return model.choosing(choice);
        } catch (IllegalArgumentException e) {
            String called = FileName.of(file);
            throw new UnsuitableModelsException(
                    "In " + called + ", " + e.getMessage() + "; orograph info " + called + " lists what there is", e);
        }
    }
}
