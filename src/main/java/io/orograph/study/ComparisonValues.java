package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What an export of a comparison of M models holds: the grid's {@code alpha} [nx] and {@code beta} [ny], over it
 * {@code loss}, {@code loss_se} and, where there is one, {@code accuracy} [M, ny, nx]; {@code model}, a text with a name a
 * line; and a number a model [M] for each thing that is measured. The line between two adds {@code t}, {@code line_loss}
 * and the like.
 */
final class ComparisonValues {

    private ComparisonValues() {}

    static NamedValues of(Comparison.Result result) {
        List<ComparedModel> models = result.models();
        Grid grid = models.get(0).landscape().grid();
        NamedValues values = new NamedValues()
                .put("alpha", grid.alpha().values())
                .put("beta", grid.beta().values())
                .put("loss", cells(models, Landscape::losses))
                .put("loss_se", cells(models, Landscape::standardErrors));
        if (models.stream().allMatch(model -> model.landscape().hasAccuracy())) {
            values.put("accuracy", cells(models, Landscape::accuracies));
        }
        values.put("train_loss", each(models, model -> model.train().loss()))
                .put("train_accuracy", each(models, model -> model.train().accuracy()));
        if (models.stream().allMatch(model -> model.test() != null)) {
            values.put("test_loss", each(models, model -> model.test().loss()))
                    .put("test_accuracy", each(models, model -> model.test().accuracy()))
                    .put("loss_gap", each(models, ComparedModel::lossGap))
                    .put("accuracy_gap", each(models, ComparedModel::accuracyGap));
        }
        values.put("gaussian_increase", each(models, model -> model.gaussian().mean()))
                .put(
                        "gaussian_increase_se",
                        each(models, model -> model.gaussian().standardError()))
                .put(
                        "gaussian_increase_se_sample",
                        each(models, model -> model.gaussian().sampleError()))
                .put("flat_share", each(models, ComparedModel::flatShare));
        if (models.stream().anyMatch(model -> !Double.isNaN(model.largestEigenvalue()))) {
            values.put("largest_eigenvalue", each(models, ComparedModel::largestEigenvalue));
        }
        result.line().ifPresent(line -> add(values, line));
        return values.put("model", models.stream().map(ComparedModel::name).collect(Collectors.joining("\n")));
    }

    private static void add(NamedValues values, Line.Result line) {
        values.put("t", line.train().positions())
                .put("line_loss", line.train().losses())
                .put("line_accuracy", line.train().accuracies());
        line.test()
                .ifPresent(side ->
                        values.put("line_test_loss", side.losses()).put("line_test_accuracy", side.accuracies()));
    }

    private static double[] each(List<ComparedModel> models, ToDoubleFunction<ComparedModel> number) {
        return models.stream().mapToDouble(number).toArray();
    }

    private static Tensor cells(List<ComparedModel> models, Function<Landscape, double[]> numbers) {
        Grid grid = models.get(0).landscape().grid();
        double[] all = new double[models.size() * grid.cells()];
        for (int i = 0; i < models.size(); i++) {
            System.arraycopy(numbers.apply(models.get(i).landscape()), 0, all, i * grid.cells(), grid.cells());
        }
        return Tensor.of(all, models.size(), grid.ny(), grid.nx());
    }
}
