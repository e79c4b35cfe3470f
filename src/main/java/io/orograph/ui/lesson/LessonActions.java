package io.orograph.ui.lesson;

import io.orograph.choice.Named;
import io.orograph.curvature.Effort;
import io.orograph.lesson.Arguments;
import io.orograph.lesson.Call;
import io.orograph.lesson.LessonAction;
import io.orograph.lesson.Term;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.evaluation.EvaluationSettings;
import java.nio.file.Path;
import java.util.List;

/** Performs the actions of a lesson, each by what a person would do it with. Used on the FX thread. */
final class LessonActions {

    private final LessonModels models;
    private final LessonRoom room;
    private final LessonState state;
    private final WindowFindings found;
    private final OpeningActions opening;
    private final TrainingActions training;

    LessonActions(LessonModels models, LessonRoom room, LessonState state, WindowFindings found) {
        this.models = models;
        this.room = room;
        this.state = state;
        this.found = found;
        this.opening = new OpeningActions(models, room, found);
        this.training = new TrainingActions(models, state, found);
    }

    /**
     * Begins an action.
     *
     * @param lesson the file of the lesson, beside which other files are
     */
    Awaited begin(Call<LessonAction> call, Path lesson) {
        Arguments with = call.with();
        return switch (call.word()) {
            case OPEN -> opening.open(with);
            case OPEN_FILES -> opening.openFiles(with, lesson);
            case THETA -> opening.theta(with);
            case PLANE -> plane(with);
            case DISPLAY -> display(with);
            case SHOW -> show(with);
            case PIN -> pin(with);
            case BALL -> training.ball(with);
            case DROP -> training.drop(with);
            case ROLL -> training.roll(with);
            case TRAIN -> training.train(with);
            case CONNECT -> training.connect(with);
            case CURVATURE -> curvature(with);
            case MEASURE -> measure(with);
            case NOTE -> note(with);
        };
    }

    private Awaited plane(Arguments with) {
        EvaluationModel evaluation = models.evaluation();
        evaluation.evaluateAnew(new EvaluationSettings(
                with.text("directions"),
                with.text("normalization"),
                false,
                with.whole("seed"),
                List.of(),
                with.number("range"),
                with.whole("resolution"),
                evaluation.statisticsProperty().get().label(),
                0,
                "",
                List.of()));
        return new Awaited(
                () -> !evaluation.runningProperty().get(),
                () -> found.landscape().isPresent() ? "" : "The landscape was not evaluated to its end");
    }

    private Awaited display(Arguments with) {
        models.display().chooseLogarithmic(with.flag("logarithmic"));
        models.display().clipPercentileProperty().set(with.number("clip"));
        return Awaited.NOTHING;
    }

    private Awaited show(Arguments with) {
        room.show(with.text("tab"), with.text("plot"), with.text("readout"));
        return Awaited.NOTHING;
    }

    private Awaited pin(Arguments with) {
        models.pins().put(new Crosshair(with.number("alpha"), with.number("beta")));
        return Awaited.NOTHING;
    }

    private Awaited curvature(Arguments with) {
        CurvatureModel curvature = models.curvature();
        curvature.largestProperty().set(with.whole("largest"));
        curvature.samplesProperty().set(with.whole("samples"));
        curvature.densityProperty().set(with.flag("density"));
        curvature.layersProperty().set(false);
        curvature.intervalsProperty().set(false);
        curvature.heldOutProperty().set(false);
        curvature
                .effortProperty()
                .set(Named.find(Effort.class, with.text("effort")).orElseThrow());
        curvature.start();
        return new Awaited(
                () -> !curvature.runningProperty().get(),
                () -> found.curvature().isPresent() ? "" : "The curvature was not measured to its end");
    }

    private Awaited measure(Arguments with) {
        String label = with.text("measure");
        SharpnessMeasure measure = Named.find(models.measures().all(), label).orElseThrow();
        models.measures().measure(measure);
        return new Awaited(
                () -> !models.measures().runningProperty().get(),
                () -> found.measure(label).isPresent() ? "" : "The measure \"" + label + "\" was not taken to its end");
    }

    private Awaited note(Arguments with) {
        // What other actions set off by themselves, as other weights do the landscape, is there by then.
        return new Awaited(() -> !models.evaluation().runningProperty().get(), () -> noted(with));
    }

    private String noted(Arguments with) {
        Term term = with.term("of").orElseThrow();
        double value = term.value(found);
        if (Double.isNaN(value)) {
            return "There is nothing to note: no " + term.words();
        }
        state.notes().put(with.text("name"), value);
        return "";
    }
}
