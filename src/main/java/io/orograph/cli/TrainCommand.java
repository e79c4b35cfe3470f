package io.orograph.cli;

import io.orograph.export.ResultFile;
import io.orograph.file.DiskRoom;
import io.orograph.file.FileName;
import io.orograph.file.NotWrittenException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.OpenedModel;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.objective.Evaluation;
import io.orograph.study.Experiment;
import io.orograph.study.Outputs;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.SharpnessWatch;
import io.orograph.study.SharpnessWords;
import io.orograph.study.StepSharpness;
import io.orograph.study.TrainingStudy;
import io.orograph.study.TwicePenalised;
import io.orograph.study.WeightsFile;
import io.orograph.study.runs.RunSettings;
import io.orograph.training.Holdout;
import io.orograph.training.RecordFolder;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
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
            "  orograph train model.onnx --data train.npz --settings record/settings.json",
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

    @Option(
            names = "--fresh",
            description = "Begin with new weights instead of those of the file (a training that goes on has begun)")
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
            names = "--settings",
            paramLabel = "FILE",
            description = "Train as a settings.json says, which a training recorded or the window exported: optimizer,"
                    + " schedule, batches, epochs, seed, split and beginning; beside it --lr, --batch, --epochs and"
                    + " --seed change it")
    private Path settingsFile;

    @Option(
            names = "--sharpness-every",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Measure λmax of the Hessian at every Nth step that is recorded, with the line up to which"
                    + " full-batch steps settle; with --record also into sharpness.csv (default: not)")
    private Integer sharpnessEvery;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write what was trained, as ${bundle:outputs.weights}: the model with the graph of the original, or its weights")
    private Path out;

    @Mixin
    private FigureOptions figure;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private TrainingFigure drawn;
    private final List<SharpnessPoint> sharpness = new ArrayList<>();

    @Override
    void run() throws IOException {
        OutputFiles written = data.outputs(file()).add("--out", out);
        figure.addTo(written);
        written.check();
        if (resume != null && record != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--resume does not go with --record: it records on where it goes on");
        }
        requireOneSource();
        if (record != null) {
            RecordFolder.requireEmpty(record);
        }
        OpenedModel model = openModel();
        try (Experiment experiment = data.experiment(model, this::tell)) {
            tell(data.notices(experiment));
            tell(experiment.statistics().untrained().stream()
                    .map(label -> "The batch normalisation " + label + " keeps its statistics: in the file they are no"
                            + " constants; export the model in training mode to have them trained.")
                    .toList());
            TrainingStudy.Result result = train(experiment);
            save(experiment, result);
            if (drawn != null) {
                drawn.write(figure, experiment, console());
            }
            if (!result.complete()) {
                Path folder = resume == null ? record : resume;
                throw new CancellationException("Stopped after " + result.steps() + " steps"
                        + (out == null ? "" : "; " + FileName.of(out) + " holds the weights there")
                        + (folder == null ? "" : "; what was recorded is in " + folder + ", and --resume goes on"));
            }
            print(result, experiment);
            if (!printsJson()) {
                printWritten(written);
            }
        }
    }

    private TrainingStudy.Result train(Experiment experiment) throws IOException {
        TrainingStudy asked = asked(experiment);
        TrainingSettings settings = asked.settings();
        int trained = asked.split(experiment).train().samples();
        String text = settings.text(trained);
        Optional<TrainingState> from =
                resume == null ? Optional.empty() : Optional.of(RecordFolder.lastState(resume, text));
        if (resume != null) {
            requireFits(
                    from.orElseThrow(), settings, trained, experiment.layout().size());
            RecordFolder.otherRate(resume, settings, trained).ifPresent(this::tell);
        }
        requireRoom(settings, trained, experiment);
        TwicePenalised.notice(experiment, settings.optimizer().weightDecay()).ifPresent(this::tell);
        TrainingStudy study = new TrainingStudy(settings, asked.validation(), asked.fresh(), from);
        try (Recording recording = new Recording(console(), text, experiment, study)) {
            try {
                return study.run(experiment, recording, console().cancel());
            } finally {
                recording.closeFolder();
            }
        }
    }

    /** Returns the training that the options ask for, or the file of its settings. */
    private TrainingStudy asked(Experiment experiment) throws IOException {
        if (settingsFile == null) {
            int trained = Holdout.split(experiment.data(), validation, optimizer.seed())
                    .train()
                    .samples();
            return TrainingStudy.of(
                    optimizer.settings(trained, recordEvery == null ? 0 : recordEvery), validation, fresh);
        }
        RunSettings read = RunSettings.read(settingsFile);
        if (!read.whole()) {
            throw new UnsupportedFileException(
                    settingsFile,
                    "is of a training that went on with other settings on its way, which no command repeats; choose"
                            + " another, or give its options");
        }
        tell(read.differences(experiment, settingsFile));
        TrainingStudy study = read.training().study();
        TrainingSettings settings = optimizer.over(study.settings(), "--settings");
        return TrainingStudy.of(
                recordEvery == null ? settings : settings.withRecordEvery(recordEvery),
                study.validation(),
                study.fresh());
    }

    /** Makes sure that nothing is asked for twice. */
    private void requireOneSource() {
        if (settingsFile != null && (fresh || validation > 0)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--settings says already how it begins and what validates: leave out "
                            + (fresh ? "--fresh" : "--validation"));
        }
    }

    /** Makes sure that the disks have room for what is recorded and for the model. */
    private void requireRoom(TrainingSettings settings, int trained, Experiment experiment) throws IOException {
        long weights = experiment.layout().size();
        if (out != null) {
            DiskRoom.require(out, weights * Float.BYTES);
        }
        if (record != null) {
            long every = settings.recordEvery() == 0 ? settings.stepsPerEpoch(trained) : settings.recordEvery();
            long points = 1 + settings.stepsPerEpoch(trained) * settings.epochs() / every;
            // The state to go on from is written beside the one before it.
            long state = 2L * 3 * Double.BYTES;
            DiskRoom.require(record, weights * (points * Float.BYTES + state));
        }
    }

    /** Refuses a state that is none of this training: of more steps, or with the moments of another optimiser. */
    private void requireFits(TrainingState from, TrainingSettings settings, int trained, int weights)
            throws UnsupportedFileException {
        long steps = Math.multiplyExact(settings.stepsPerEpoch(trained), settings.epochs());
        if (from.steps() > steps) {
            throw new UnsupportedFileException(
                    resume,
                    "holds a training after " + from.steps() + " steps, more than the " + steps
                            + " of this one; give --epochs as many as it had, or more");
        }
        List<Integer> own = lengths(settings.optimizer().create(weights).rule().moments());
        if (from.steps() > 0 && !own.equals(lengths(from.moments()))) {
            throw new UnsupportedFileException(
                    resume,
                    "does not hold what this optimizer keeps from step to step (" + own.size()
                            + " vectors as long as the weights); choose another record, or train anew");
        }
    }

    private static List<Integer> lengths(List<double[]> vectors) {
        return vectors.stream().map(vector -> vector.length).toList();
    }

    /** Shows each point, and records it into a folder where there is one. */
    private final class Recording extends StudyProgress implements TrainingStudy.Listener {

        private final String settings;
        private final Experiment experiment;
        private final TrainingStudy study;
        private final Optional<TrainingState> from;
        private RecordFolder folder;

        Recording(Console console, String settings, Experiment experiment, TrainingStudy study) {
            super(console, "Training");
            this.settings = settings;
            this.experiment = experiment;
            this.study = study;
            this.from = study.from();
        }

        @Override
        public TrainingRecorder recorder(ParameterLayout layout) throws IOException {
            if (from.isPresent() && from.get().state().length != layout.size()) {
                throw new UnsupportedFileException(
                        resume, "is the record of another network; choose the model that was trained there");
            }
            TrainingRecorder points = points(layout);
            if (figure.isWanted()) {
                drawn = new TrainingFigure(points, layout, experiment, study.settings());
                points = drawn;
            }
            if (sharpnessEvery == null) {
                return points;
            }
            StepSharpness sharpest = new StepSharpness(
                    experiment, study.settings(), study.split(experiment).train());
            return new SharpnessWatch(
                    sharpest, sharpnessEvery, points, this::measured, console().cancel());
        }

        private TrainingRecorder points(ParameterLayout layout) throws IOException {
            if (record == null && resume == null) {
                return TrainCommand.this::show;
            }
            Precision precision = experiment.objective().precision();
            folder = resume == null
                    ? RecordFolder.create(record, layout, precision, settings)
                    : RecordFolder.append(resume, layout, precision, settings);
            RunSettings.of(experiment, study, true).write((resume == null ? record : resume).resolve(RunSettings.FILE));
            return new ShownRecord(folder, state -> new WeightsFile(experiment, layout, state));
        }

        private void measured(SharpnessPoint point) throws IOException {
            sharpness.add(point);
            if (folder != null) {
                folder.recordSharpness(point.row());
            }
            if (!printsJson()) {
                out().println("  " + SharpnessWords.of(point));
            }
        }

        /** Closes the folder after the training, while the bar may be wiped more often. */
        void closeFolder() throws IOException {
            if (folder != null) {
                folder.close();
            }
        }
    }

    /** Records into a folder and says so. */
    private final class ShownRecord implements TrainingRecorder {

        private final RecordFolder folder;
        private final Function<double[], WeightsFile> weights;

        ShownRecord(RecordFolder folder, Function<double[], WeightsFile> weights) {
            this.folder = folder;
            this.weights = weights;
        }

        @Override
        public void record(TrainingPoint point, double[] state) throws IOException {
            try {
                folder.record(point, state);
            } catch (IOException e) {
                throw copied(state, e);
            }
            show(point, state);
        }

        @Override
        public void keep(TrainingState state) throws IOException {
            try {
                folder.keep(state);
            } catch (IOException e) {
                throw copied(state.state(), e);
            }
        }

        /** Keeps the weights of a training that ends because they cannot be recorded. */
        private NotWrittenException copied(double[] state, IOException reason) {
            Path place = out == null ? (resume == null ? record : resume).resolveSibling("weights.npz") : out;
            return ResultFile.usual().copied(Outputs.WEIGHTS, place, weights.apply(state), reason);
        }
    }

    /** Prints a line for each recorded point, where nobody parses the output. */
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

    private void save(Experiment experiment, TrainingStudy.Result result) throws IOException {
        if (out == null) {
            return;
        }
        ResultFile.usual().write(Outputs.WEIGHTS, out, new WeightsFile(experiment, result.layout(), result.vector()));
    }

    private void print(TrainingStudy.Result result, Experiment experiment) {
        TrainingPoint last = result.last();
        if (!printsJson()) {
            out().printf(
                            Locale.ROOT,
                            "%s%s, %,d steps in %.3g s%n",
                            result.diverged() ? "diverged, its loss is not finite: " : "",
                            result.optimizer(),
                            result.taken(),
                            result.stepSeconds());
            return;
        }
        JsonLine json = new JsonLine()
                .put("optimizer", result.optimizer())
                .put("steps", result.steps())
                .put("steps_taken", result.taken())
                .put("step_seconds", result.stepSeconds())
                .put("loss", last.train().loss())
                .put("accuracy", last.train().accuracy())
                .put("diverged", result.diverged());
        if (!sharpness.isEmpty()) {
            json.put(
                    "sharpness", sharpness.stream().map(SharpnessPoint::entries).toList());
        }
        if (last.validation() != null) {
            json.put("validation_loss", last.validation().loss())
                    .put("validation_accuracy", last.validation().accuracy());
        }
        print(json, experiment);
    }
}
