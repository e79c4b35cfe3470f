package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.OpenedModel;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.training.Holdout;
import io.orograph.training.RecordFolder;
import io.orograph.training.Training;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model. */
@Command(
        name = "train",
        description = "Trains the network of a model file, from its weights or from fresh ones.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  orograph train model.onnx --data train.npz --fresh --optimizer adam \\",
            "      --epochs 20 --out trained.onnx",
            "  orograph train model.onnx --data train.npz --optimizer sam --base momentum \\",
            "      --rho 0.05 --lr 0.05 --batch 64 --epochs 30 --validation 0.1 \\",
            "      --record record --out trained.onnx --json",
            "",
            "Ctrl-C stops the training; what is recorded stays, and --out gets the weights of the last step."
                    + " With --record the same command with --resume in place of --record goes on from there, as if it"
                    + " had not stopped. Batch normalisation is trained with the statistics of each batch, and the"
                    + " running ones are saved."
        })
final class TrainCommand extends ModelCommand {

    @Mixin
    private DataOptions data;

    @Mixin
    private OptimizerOptions optimizer;

    @Option(names = "--fresh", description = "Begin with new weights instead of those of the file")
    private boolean fresh;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = OptionTypes.Share.class,
            description = "Share of the samples that is not trained on but validated with (default: none)")
    private double validation;

    @Option(
            names = "--record",
            paramLabel = "FOLDER",
            description = "Record weights and losses into a new folder, for the command trajectory")
    private Path record;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description =
                    "Go on with the training that was recorded there, and record on; the other options as before, but"
                            + " for --epochs, which may be more")
    private Path resume;

    @Option(
            names = "--record-every",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Record every N steps (default: every epoch)")
    private Integer recordEvery;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the trained model as .onnx, with the graph of the original, or its weights as .npz")
    private Path out;

    /** Of what is trained. */
    private ParameterLayout layout;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    void run() throws IOException {
        OutputFiles written = new OutputFiles(file(), data.file()).add("--out", out);
        written.check();
        if (resume != null && (record != null || fresh)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--resume goes with neither --record nor --fresh: it records on where it goes on");
        }
        if (record != null) {
            RecordFolder.requireEmpty(record);
        }
        OpenedModel model = openModel();
        try (Experiment experiment = data.experiment(model)) {
            tell(data.notices(experiment));
            tell(RunningStatistics.of(experiment.loss().network()).untrained().stream()
                    .map(label -> "The batch normalisation " + label + " keeps its statistics: in the file they are no"
                            + " constants; export the model in training mode to have them trained.")
                    .toList());
            Holdout split = Holdout.split(experiment.data(), validation, optimizer.seed());
            TrainingSettings settings =
                    optimizer.settings(split.train().samples(), recordEvery == null ? 0 : recordEvery);
            Training.Result result = train(experiment, split, settings);
            save(model, experiment, result);
            if (!result.complete()) {
                Path folder = resume == null ? record : resume;
                throw new CancellationException("Stopped after " + result.steps() + " steps"
                        + (out == null ? "" : "; " + FileName.of(out) + " holds the weights there")
                        + (folder == null ? "" : "; what was recorded is in " + folder + ", and --resume goes on"));
            }
            print(result, settings);
            if (!printsJson()) {
                written.files().forEach(file -> out().println("Wrote " + file));
            }
        }
    }

    private Training.Result train(Experiment experiment, Holdout split, TrainingSettings settings) throws IOException {
        if (split.validation() == null) {
            return train(experiment, split, settings, experiment.objective(), null);
        }
        Objective all = experiment.objective();
        try (Objective onTrain = new Objective(experiment.loss(), split.train(), all.precision(), 1);
                Objective onValidation = new Objective(experiment.loss(), split.validation(), all.precision(), 1)) {
            return train(experiment, split, settings, onTrain, onValidation);
        }
    }

    private Training.Result train(
            Experiment experiment, Holdout split, TrainingSettings settings, Objective onTrain, Objective onValidation)
            throws IOException {
        Training training = new Training(experiment.loss(), split.train(), onTrain, onValidation, settings);
        String text = settings.text(split.train().samples());
        layout = training.layout();
        TrainingState start = start(training, text);
        if (record == null && resume == null) {
            return run(training, start, this::show);
        }
        try (RecordFolder folder = resume == null
                ? RecordFolder.create(record, training.layout(), onTrain.precision(), text)
                : RecordFolder.append(resume, training.layout(), onTrain.precision(), text)) {
            return run(training, start, new ShownRecord(folder));
        }
    }

    private TrainingState start(Training training, String text) throws IOException {
        if (resume == null) {
            double[] state = fresh ? training.freshState(optimizer.seed()) : training.fileState();
            return TrainingState.beginning(state);
        }
        TrainingState last = RecordFolder.lastState(resume, text);
        if (last.state().length != training.layout().size()) {
            throw new UnsupportedFileException(
                    resume, "is the record of another network; choose the model that was trained there");
        }
        return last;
    }

    private Training.Result run(Training training, TrainingState start, TrainingRecorder recorder) throws IOException {
        try (ProgressBar bar = new ProgressBar(console(), "Training")) {
            return training.run(start, recorder, bar, console().cancel());
        }
    }

    /** Records into a folder and says so. */
    private final class ShownRecord implements TrainingRecorder {

        private final RecordFolder folder;

        ShownRecord(RecordFolder folder) {
            this.folder = folder;
        }

        @Override
        public void record(TrainingPoint point, double[] state) throws IOException {
            folder.record(point, state);
            show(point, state);
        }

        @Override
        public void keep(TrainingState state) throws IOException {
            folder.keep(state);
        }
    }

    /** A line a recorded point, where nobody parses the output. */
    private void show(TrainingPoint point, double[] state) {
        if (!printsJson()) {
            out().printf(
                            Locale.ROOT,
                            "step %,d, epoch %.4g: %s%s%n",
                            point.step(),
                            point.epoch(),
                            text(point.train()),
                            point.validation() == null ? "" : "; validation " + text(point.validation()));
        }
    }

    private static String text(Evaluation evaluation) {
        String loss = String.format(Locale.ROOT, "loss %.5g", evaluation.loss());
        return Double.isNaN(evaluation.accuracy())
                ? loss
                : loss + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * evaluation.accuracy());
    }

    private void save(OpenedModel model, Experiment experiment, Training.Result result) throws IOException {
        if (out == null) {
            return;
        }
        if (FileName.of(out).toLowerCase(Locale.ROOT).endsWith(".npz")) {
            WeightsNpz.write(out, layout, result.theta(), experiment.objective().precision());
        } else {
            OnnxWriter.write(model.path(), layout, result.theta(), out);
        }
    }

    private void print(Training.Result result, TrainingSettings settings) {
        TrainingPoint last = result.last();
        if (!printsJson()) {
            out().printf(
                            Locale.ROOT,
                            "%s, %,d steps in %.3g s%n",
                            settings.optimizer().title(),
                            result.taken(),
                            result.stepSeconds());
            return;
        }
        JsonLine json = new JsonLine()
                .put("optimizer", settings.optimizer().title())
                .put("steps", result.steps())
                .put("steps_taken", result.taken())
                .put("step_seconds", result.stepSeconds())
                .put("loss", last.train().loss())
                .put("accuracy", last.train().accuracy());
        if (last.validation() != null) {
            json.put("validation_loss", last.validation().loss())
                    .put("validation_accuracy", last.validation().accuracy());
        }
        out().println(json);
    }
}
