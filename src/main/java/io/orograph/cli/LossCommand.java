package io.orograph.cli;

import io.orograph.objective.Evaluation;
import io.orograph.study.ConstantGuess;
import io.orograph.study.Experiment;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The loss at the model's weights, or at others of its architecture. */
@Command(
        name = "loss",
        description = "Evaluates the loss of a model on data.",
        footer = {
            "",
            "Examples:",
            "  orograph loss model.onnx --data test.npz",
            "  orograph loss model.onnx --data table.csv --y price --loss mae --json"
        })
final class LossCommand extends ModelCommand {

    @Mixin
    private DataOptions data;

    @Override
    void run() throws IOException {
        try (Experiment experiment = data.experiment(openModel(), this::tell)) {
            tell(data.notices(experiment));
            Evaluation evaluation = experiment
                    .objective()
                    .evaluate(experiment.weights().theta(), console().cancel());
            ConstantGuess.notice(experiment, evaluation.loss()).ifPresent(this::tell);
            if (printsJson()) {
                print(
                        new JsonLine()
                                .put("loss", evaluation.loss())
                                .put("loss_se", evaluation.standardError())
                                .put("accuracy", evaluation.accuracy())
                                .put("constant_guess", experiment.objective().constantGuess())
                                .put("samples", evaluation.samples())
                                .put("parameters", experiment.layout().size()),
                        experiment);
                return;
            }
            out().println(String.format(
                            Locale.ROOT, "%s %.7g", experiment.loss().title(), evaluation.loss())
                    + certainty(evaluation));
            out().println("(" + experiment.loss().reason() + ")");
            if (experiment.objective().loss().hasAccuracy()) {
                out().printf(Locale.ROOT, "accuracy %.2f %%%n", 100 * evaluation.accuracy());
            }
        }
    }

    /** Of a single sample, such as a graph, there is no standard error. */
    private static String certainty(Evaluation evaluation) {
        return evaluation.samples() == 1
                ? " (one sample)"
                : String.format(
                        Locale.ROOT,
                        " ± %.2g (standard error, %,d samples)",
                        evaluation.standardError(),
                        evaluation.samples());
    }
}
