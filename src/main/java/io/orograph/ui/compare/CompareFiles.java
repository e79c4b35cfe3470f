package io.orograph.ui.compare;

import io.orograph.data.DataSource;
import io.orograph.export.Figure;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.plot.BoxView;
import io.orograph.plot.ComparisonPlot;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.PlaneLook;
import io.orograph.provenance.Provenance;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonWords;
import io.orograph.study.Outputs;
import io.orograph.ui.dialog.CommandClipboard;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Asks for the files of a comparison: more models or weights, test data, and where to write what is found. */
final class CompareFiles {

    private static final Kind MODELS = Kind.of("Models and weights", Formats.all(), Role.MODEL, Role.WEIGHTS);
    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);
    private static final Kind[] PICTURE = Kind.of(Outputs.FIGURE);
    private static final Kind[] BOTH =
            Stream.of(PICTURE, Kind.of(Outputs.NUMBERS)).flatMap(Stream::of).toArray(Kind[]::new);

    private final FileQuestions questions;
    private final CompareModel model;
    private final Notice notice;
    private final LatestTask<Path> saving;

    CompareFiles(FileQuestions questions, CompareModel model, Notice notice, Executor background, Problems problems) {
        this.questions = questions;
        this.notice = notice;
        this.model = model;
        this.saving = new LatestTask<>(
                background, file -> {}, cause -> problems.report("The comparison cannot be saved", cause));
    }

    void chooseModels() {
        List<Path> chosen = questions.toOpenTogether("Models to compare", MODELS, Kind.ALL);
        if (!chosen.isEmpty()) {
            model.add(chosen);
        }
    }

    void chooseTest() {
        questions
                .toOpen("Data that the models were not trained on", DATA, Kind.ALL)
                .ifPresent(file -> model.test(DataSource.of(file)));
    }

    /**
     * Asks where, then writes the surfaces on their common scale, or the numbers once all are there.
     *
     * @param look of the surfaces
     * @param view from where they are looked at
     */
    void export(PlaneLook look, BoxView view) {
        Comparison.Result result = model.resultProperty().get();
        // Numbers of some models only would be no comparison.
        Kind[] kinds = result == null ? PICTURE : BOTH;
        questions
                .toSave("Save the picture of the comparison, or its numbers", "comparison", kinds)
                .ifPresent(file -> {
                    if (result != null && Outputs.NUMBERS.find(file).isPresent()) {
                        write(file, result);
                    } else {
                        write(file, figure(look, view));
                    }
                });
    }

    private void write(Path file, Comparison.Result result) {
        saving.start((cancel, progress) -> {
            Outputs.NUMBERS.write(file, result);
            return file;
        });
    }

    /** Copies the command line that repeats the comparison. */
    void copyCommand() {
        notice.show(CommandClipboard.copy(model.resultProperty().get().command()));
    }

    private Figure figure(PlaneLook look, BoxView view) {
        List<ComparedModel> found = model.foundProperty().get();
        LossScale scale = model.scaleProperty().get();
        ComparisonPlot plot = new ComparisonPlot(
                found.stream()
                        .map(each -> new LandscapeData(each.landscape(), scale))
                        .toList(),
                found.stream().map(ComparedModel::name).toList(),
                look,
                view,
                ComparisonWords.of(found));
        Comparison.Result result = model.resultProperty().get();
        return Figure.of(plot, FigureSettings.DEFAULT, result == null ? Provenance.NONE : result.provenance());
    }

    private void write(Path file, Figure figure) {
        saving.start((cancel, progress) -> {
            Outputs.FIGURE.write(file, figure);
            return file;
        });
    }
}
