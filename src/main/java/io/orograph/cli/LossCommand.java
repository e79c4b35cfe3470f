package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.objective.Evaluation;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The loss at the file's weights. */
@Command(name = "loss", description = "Evaluates the loss of a model on data.", mixinStandardHelpOptions = true)
final class LossCommand implements Callable<Integer> {

    @Mixin
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Option(names = "--json", description = "Print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Experiment experiment =
                data.experiment(model.open(), spec.commandLine().getErr())) {
            Evaluation evaluation = experiment.objective().evaluate(experiment.weights(), new CancelToken());
            if (json) {
                out.println(new JsonLine()
                        .put("loss", evaluation.loss())
                        .put("loss_se", evaluation.standardError())
                        .put("accuracy", evaluation.accuracy())
                        .put("samples", evaluation.samples())
                        .put("parameters", experiment.layout().size())
                        .put("loss_kind", experiment.loss().kind().loss().name()));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s %.7g ± %.2g (standard error, %,d samples)%n",
                        experiment.loss().kind().loss().title(),
                        evaluation.loss(),
                        evaluation.standardError(),
                        evaluation.samples());
                out.println("(" + experiment.loss().reason() + ")");
                if (experiment.objective().loss().hasAccuracy()) {
                    out.printf(Locale.ROOT, "accuracy %.2f %%%n", 100 * evaluation.accuracy());
                }
            }
        }
        return 0;
    }
}
