package io.orograph.ui.lesson;

import io.orograph.lesson.Call;
import io.orograph.lesson.Claim;
import io.orograph.lesson.Lesson;
import io.orograph.lesson.LessonAction;
import io.orograph.lesson.LessonQuestion;
import io.orograph.lesson.LessonReader;
import io.orograph.lesson.LessonStep;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * A lesson that is being given: at which step it is, what was set up for it, what a person answered and what was found. Used on
 * the FX thread.
 */
public final class LessonModel {

    private final List<Lesson> all;
    private final LessonModels models;
    private final LessonRoom room;
    private final LessonState state = new LessonState();
    private final WindowFindings found;
    private final LessonPlayer player;
    private final LatestTask<Lesson> reading;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open");
    private final ReadOnlyObjectWrapper<Lesson> lesson = new ReadOnlyObjectWrapper<>(this, "lesson");
    private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(this, "step", 0);
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** The steps whose scenes were set. */
    private final Set<Integer> set = new HashSet<>();

    private final Map<Integer, Answer> answers = new HashMap<>();

    /** How the loss was shown before lessons: the scale that a person chose, null for none, and where colours ended. */
    private Boolean scale;

    private double clip;

    /**
     * Makes a model of lessons.
     *
     * @param all those that come with the program, in their order
     */
    public LessonModel(List<Lesson> all, LessonModels models, LessonRoom room, BackgroundWork work) {
        this.all = List.copyOf(all);
        this.models = models;
        this.room = room;
        this.found = new WindowFindings(models, state);
        this.player = new LessonPlayer(
                new LessonActions(models, room, state, found),
                () -> !models.evaluation().runningProperty().get());
        this.reading = new LatestTask<>(
                work.executor(), this::begin, cause -> work.problems().report("The lesson cannot be opened", cause));
    }

    /** Shows the list of lessons. */
    public void showList() {
        enter();
        leave();
        lesson.set(null);
    }

    private void enter() {
        if (!open.get()) {
            scale = models.display().chosenScale();
            clip = models.display().clipPercentileProperty().get();
            room.begin();
            open.set(true);
        }
    }

    /** Reads a lesson of a file and begins it; what is wrong with the file is said. */
    public void open(Path file) {
        reading.start((cancel, progress) -> LessonReader.read(file));
    }

    /** Begins a lesson. */
    public void begin(Lesson chosen) {
        enter();
        leave();
        display(null);
        state.clear();
        set.clear();
        answers.clear();
        lesson.set(null);
        step.set(0);
        lesson.set(chosen);
        go(0);
    }

    /** Shows the loss as before lessons, or where nobody chose a scale as the landscape asks for. */
    private void display(Boolean chosen) {
        models.display()
                .takeScaleBack(chosen, models.evaluation().landscapeProperty().get());
        models.display().clipPercentileProperty().set(clip);
    }

    private LessonStep current() {
        return lesson.get().steps().get(step.get());
    }

    /** Leaves the step; where its scene was still being set, that is to begin anew. */
    private void leave() {
        if (player.runningProperty().get()) {
            player.stop();
            set.remove(step.get());
        }
        problem.set("");
        answer.set(null);
    }

    private void go(int to) {
        List<Call<LessonAction>> actions = new ArrayList<>(to > step.get() ? leftOut() : List.of());
        leave();
        step.set(to);
        answer.set(answers.get(to));
        if (set.add(to)) {
            actions.addAll(current().actions());
            play(actions);
        }
    }

    /** Returns the actions of a question that was passed over: what comes next may need what they find. */
    private List<Call<LessonAction>> leftOut() {
        Optional<LessonQuestion> question = current().question();
        return question.isPresent() && !answers.containsKey(step.get())
                ? question.get().actions()
                : List.of();
    }

    private void play(List<Call<LessonAction>> actions) {
        int at = step.get();
        player.play(actions, lesson.get().file(), failure -> {
            problem.set(failure);
            if (!failure.isEmpty()) {
                set.remove(at);
            }
        });
    }

    /** Goes to the next step once the scene is set; after the last one to the next lesson, from the list to the first one. */
    public void next() {
        if (player.runningProperty().get()) {
            return;
        }
        if (lesson.get() == null) {
            all.stream().findFirst().ifPresent(this::begin);
        } else if (step.get() + 1 < lesson.get().steps().size()) {
            go(step.get() + 1);
        } else {
            following().ifPresentOrElse(this::begin, this::showList);
        }
    }

    /** Returns the lesson after the one that is given; empty for the last one and for one of a file. */
    Optional<Lesson> following() {
        int at = all.indexOf(lesson.get());
        return at >= 0 && at + 1 < all.size() ? Optional.of(all.get(at + 1)) : Optional.empty();
    }

    /** Goes to the step before, whose scene is not set anew; before the first one to the list. */
    public void back() {
        if (lesson.get() == null) {
            return;
        }
        if (step.get() > 0) {
            go(step.get() - 1);
        } else {
            showList();
        }
    }

    /**
     * Takes an answer, and finds out what is the case.
     *
     * @param choice from 0; -1 where there is nothing to choose from
     */
    public void answer(int choice) {
        Optional<LessonQuestion> asked =
                lesson.get() == null ? Optional.empty() : current().question();
        boolean can = asked.isPresent()
                && isAnswer(asked.get(), choice)
                && answer.get() == null
                && !player.runningProperty().get();
        if (!can) {
            return;
        }
        int at = step.get();
        problem.set("");
        answer.set(new Answer(asked.get(), choice, List.of()));
        player.play(asked.get().actions(), lesson.get().file(), failure -> {
            problem.set(failure);
            Answer judged = new Answer(
                    asked.get(),
                    choice,
                    asked.get().claims().stream()
                            .map(claim -> claim.judge(found))
                            .toList());
            answers.put(at, judged);
            answer.set(judged);
        });
    }

    private static boolean isAnswer(LessonQuestion asked, int choice) {
        return asked.choices().isEmpty()
                ? choice < 0
                : choice >= 0 && choice < asked.choices().size();
    }

    /** Sets the scene of the step again, from where something was opened, and forgets the answer to its question. */
    public void setAgain() {
        if (lesson.get() == null) {
            return;
        }
        List<LessonStep> steps = lesson.get().steps();
        int from = step.get();
        while (from > 0 && !opens(steps.get(from))) {
            from--;
        }
        List<Call<LessonAction>> actions = new ArrayList<>();
        for (int i = from; i <= step.get(); i++) {
            actions.addAll(steps.get(i).actions());
            if (i < step.get() && steps.get(i).question().isPresent()) {
                actions.addAll(steps.get(i).question().get().actions());
            }
        }
        answers.remove(step.get());
        answer.set(null);
        problem.set("");
        play(actions);
    }

    private static boolean opens(LessonStep each) {
        return each.actions().stream()
                .anyMatch(call -> call.word() == LessonAction.OPEN || call.word() == LessonAction.OPEN_FILES);
    }

    /** Ends what is being set up; what runs by itself is stopped too. */
    public void stop() {
        if (player.runningProperty().get()) {
            player.stop();
            models.evaluation().cancel();
            models.training().stop();
            models.balls().stop();
            models.connectivity().cancel();
            models.curvature().cancel();
            models.measures().cancel();
            models.workspace().cancelOpening();
            set.remove(step.get());
            answer.set(answers.get(step.get()));
            problem.set("Stopped. \"Set the scene again\" begins anew");
        }
    }

    /** Ends the lesson and gives the window back as it was; what is open stays. */
    public void close() {
        if (open.get()) {
            player.stop();
            lesson.set(null);
            open.set(false);
            display(scale);
            room.end();
        }
    }

    /** Ends what runs, when the window closes. */
    public void cancel() {
        reading.drop();
        player.stop();
    }

    /** Returns the lessons that come with the program. */
    public List<Lesson> all() {
        return all;
    }

    /** Tells whether lessons are shown. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Returns the lesson that is given; null while the list is shown. */
    public ReadOnlyObjectProperty<Lesson> lessonProperty() {
        return lesson.getReadOnlyProperty();
    }

    /** Returns its step, from 0. */
    public ReadOnlyIntegerProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Returns the answer to the question of the step; null before there is one. */
    ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Tells whether the scene is being set, or an answer found out. */
    public ReadOnlyBooleanProperty runningProperty() {
        return player.runningProperty();
    }

    /** Returns what is being done, in words; empty for nothing. */
    ReadOnlyStringProperty activityProperty() {
        return player.activityProperty();
    }

    /** Returns what went wrong with the scene, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Returns what became of the claims about the question of the step; none before it was answered. */
    public List<Claim.Judgement> judgements() {
        return answer.get() == null ? List.of() : answer.get().judgements();
    }
}
