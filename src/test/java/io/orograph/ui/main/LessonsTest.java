package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.lesson.Call;
import io.orograph.lesson.Claim;
import io.orograph.lesson.Lesson;
import io.orograph.lesson.LessonAction;
import io.orograph.lesson.LessonQuestion;
import io.orograph.lesson.LessonReader;
import io.orograph.lesson.LessonStep;
import io.orograph.lesson.Outcome;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.lesson.LessonModel;
import io.orograph.ui.surface.Orbit;
import io.orograph.ui.surface.SurfaceView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons through the window, as a student goes through them. */
@NeedsDisplay
class LessonsTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private LessonModel lessons() {
        return window.window().lessons().model();
    }

    private void key(KeyCode code) {
        window.press("#lesson-next", code);
    }

    private void awaitRest() {
        Fx.await("the scene is set", () -> !lessons().runningProperty().get());
    }

    private LessonStep step() {
        return Fx.get(() -> lessons()
                .lessonProperty()
                .get()
                .steps()
                .get(lessons().stepProperty().get()));
    }

    private List<String> findings() {
        VBox box = window.find("#lesson-findings", VBox.class);
        return Fx.get(() ->
                box.getChildren().stream().map(node -> ((Label) node).getText()).toList());
    }

    /** Answers the question of a step by its key, as one who expects the claim to hold. */
    private List<Claim.Judgement> answer(LessonQuestion question) {
        if (question.choices().isEmpty()) {
            window.fire("#lesson-answer");
            Fx.await("it is answered", () -> !lessons().judgements().isEmpty());
            return Fx.get(() -> lessons().judgements());
        }
        int right = IntStream.range(0, question.choices().size())
                .filter(i -> question.choices().get(i).isRight(Outcome.HOLDS))
                .findFirst()
                .orElseThrow();
        key(KeyCode.valueOf("DIGIT" + (right + 1)));
        Fx.await("it is answered", () -> !lessons().judgements().isEmpty());
        return Fx.get(() -> lessons().judgements());
    }

    /** Goes through a lesson by the keys of a presenter, and returns what became of its claims, by the steps. */
    private Map<Integer, List<Claim.Judgement>> give(Lesson lesson) {
        Map<Integer, List<Claim.Judgement>> answers = new TreeMap<>();
        Fx.run(() -> lessons().begin(lesson));
        for (int i = 0; i < lesson.steps().size(); i++) {
            awaitRest();
            assertThat(Fx.get(() -> lessons().problemProperty().get())).isEmpty();
            assertThat(Fx.get(() -> lessons().stepProperty().get())).isEqualTo(i);
            Optional<LessonQuestion> question = step().question();
            if (question.isPresent()) {
                List<Claim.Judgement> judgements = answer(question.get());
                assertThat(Fx.get(() -> lessons().problemProperty().get())).isEmpty();
                assertThat(judgements).extracting(Claim.Judgement::outcome).doesNotContain(Outcome.UNKNOWN);
                assertThat(findings())
                        .containsExactlyElementsOf(judgements.stream()
                                .map(Claim.Judgement::sentence)
                                .toList());
                answers.put(i, judgements);
            }
            if (i + 1 < lesson.steps().size()) {
                key(KeyCode.PAGE_DOWN);
            }
        }
        return answers;
    }

    private Lesson named(String file) {
        return Fx.get(() -> lessons().all().stream()
                .filter(lesson -> lesson.file().toString().equals(file))
                .findFirst()
                .orElseThrow());
    }

    /** The first claim of each question is what the lesson is there for: it is to hold on any machine. */
    private void holds(String file) {
        Map<Integer, List<Claim.Judgement>> answers = give(named(file));
        answers.forEach((step, judgements) -> assertThat(judgements.get(0).outcome())
                .as(file + ", step " + (step + 1) + ": " + judgements.get(0).sentence())
                .isEqualTo(Outcome.HOLDS));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "slice.json",
                "saddle.json",
                "momentum.json",
                "learning-rate.json",
                "batch.json",
                "sharp-flat.json",
                "sam.json",
                "dimensions.json",
                "skips.json",
                "connected.json"
            })
    void shippedLessons(String file) {
        holds(file);
    }

    @Test
    void fromTheWelcomePageAndBack() {
        window.clickOn("#welcome-lessons");
        Fx.await("the list is there", () -> window.isShown("#lesson-list"));
        assertThat(window.isShown("#fold-settings"))
                .as("the settings are folded away")
                .isFalse();
        key(KeyCode.PAGE_DOWN);
        awaitRest();
        assertThat(window.text("#lesson-name")).isEqualTo(named("slice.json").title());
        assertThat(window.text("#lesson-count")).isEqualTo("Step 1 of 3");
        assertThat(Fx.get(() -> window.models().evaluation().statusProperty().get()))
                .as("its cells are not those that came with the sample")
                .startsWith("441 cells in ");
        answer(step().question().orElseThrow());
        assertThat(window.text("#lesson-verdict")).isEqualTo("Right.");
        List<String> before = findings();
        key(KeyCode.PAGE_DOWN);
        awaitRest();
        assertThat(window.isShown("#lesson-verdict")).isFalse();
        // A wrong answer is told so by what was found.
        key(KeyCode.DIGIT3);
        Fx.await("it is answered", () -> !lessons().judgements().isEmpty());
        assertThat(window.text("#lesson-verdict")).isEqualTo("Not what was found here.");
        key(KeyCode.PAGE_UP);
        awaitRest();
        assertThat(findings()).as("the answer of before is still there").isEqualTo(before);
        key(KeyCode.PAGE_UP);
        Fx.await("the list is there again", () -> window.isShown("#lesson-list"));
        window.clickOn("#lesson-close");
        Fx.await("the lesson is closed", () -> !window.isShown("#lessons"));
        assertThat(window.isShown("#fold-settings")).as("the settings are back").isTrue();
    }

    private static final String OWN = """
            {"format": "orograph-lesson", "version": 1, "title": "Mine", "summary": "A teacher's own.", "steps": [
              {"title": "One", "text": "Look.",
               "actions": [{"do": "open-files", "model": "mine.onnx", "data": "mine.npz", "samples": 50},
                           {"do": "plane", "resolution": 11},
                           {"do": "display", "logarithmic": true},
                           {"do": "pin", "alpha": 0.5, "beta": 0.5},
                           {"do": "measure", "measure": "sam"},
                           {"do": "curvature", "samples": 50, "largest": 1}],
               "question": {"text": "Is the loss in the middle above a million?",
                "choices": [{"text": "Yes", "right-if": "holds"}, {"text": "No", "right-if": "fails"}],
                "claims": [{"left": {"quantity": "loss-centre"}, "relation": "above", "right": 1000000,
                            "holds": "Yes: {left}.", "fails": "No, it is {left}."},
                           {"left": {"quantity": "measure", "measure": "sam"}, "relation": "above",
                            "right": {"quantity": "eigenvalue-largest", "times": 0},
                            "holds": "Up.", "fails": "Down."}]}}]}
            """;

    private Path own(String text) throws IOException {
        Path lesson = window.folder().resolve("mine.json");
        Files.writeString(lesson, text);
        Files.copy(
                WindowExtension.sample(WindowExtension.SMALL).model(),
                window.folder().resolve("mine.onnx"));
        Files.copy(
                WindowExtension.sample(WindowExtension.SMALL).data(),
                window.folder().resolve("mine.npz"));
        return lesson;
    }

    @Test
    void aLessonOfATeacherWithAFalseClaimSaysSo() throws IOException {
        Path file = own(OWN);
        window.files().answer(file);
        Fx.run(() -> window.window().lessons().chooseFile());
        Fx.await("it has begun", () -> lessons().lessonProperty().get() != null);
        awaitRest();
        assertThat(Fx.get(() -> lessons().problemProperty().get())).isEmpty();
        assertThat(Fx.get(() -> window.models().pins().pinsProperty().get())).hasSize(1);
        assertThat(window.landscape().provenance().text(Key.SAMPLES)).isEqualTo("50");
        List<Claim.Judgement> judgements = answer(step().question().orElseThrow());
        assertThat(judgements).extracting(Claim.Judgement::outcome).containsExactly(Outcome.FAILS, Outcome.HOLDS);
        assertThat(findings().get(0)).startsWith("No, it is 0.0");
        assertThat(window.text("#lesson-verdict")).isEqualTo("Not what was found here.");
        assertThat(style("#lesson-findings .lesson-fails")).isNotNull();

        // What is no longer there is not guessed; the scene can be set again.
        Fx.run(() -> lessons().setAgain());
        awaitRest();
        Fx.run(() -> window.models().curvature().samplesProperty().set(40));
        Fx.run(() -> window.models().workspace().samplesProperty().set(30));
        window.awaitWhole(landscape -> landscape.provenance().text(Key.SAMPLES).equals("30"));
        assertThat(answer(step().question().orElseThrow()))
                .extracting(Claim.Judgement::outcome)
                .containsExactly(Outcome.FAILS, Outcome.UNKNOWN);
        Fx.run(() -> window.find("#lesson-again", Button.class).fire());
        awaitRest();
        assertThat(answer(step().question().orElseThrow()))
                .extracting(Claim.Judgement::outcome)
                .containsExactly(Outcome.FAILS, Outcome.HOLDS);
    }

    /** All that a lesson can have done, on few samples. */
    private static final String EVERYTHING = """
            {"format": "orograph-lesson", "version": 1, "title": "All", "summary": "Every action.", "steps": [
              {"title": "One", "text": "Look.",
               "actions": [
                 {"do": "open", "sample": "breast-cancer-mlp", "samples": 50},
                 {"do": "plane", "resolution": 11, "directions": "hessian-extremes"},
                 {"do": "display", "clip": 90}, {"do": "pin", "alpha": 0.5, "beta": 0.5},
                 {"do": "measure", "measure": "sam"},
                 {"do": "curvature", "samples": 50, "largest": 1, "density": true},
                 {"do": "note", "name": "top", "of": {"quantity": "eigenvalue-largest"}},
                 {"do": "ball", "optimizer": "sgd", "rate": 0.1}, {"do": "ball", "optimizer": "sgd", "rate": 0.2},
                 {"do": "ball", "optimizer": "sam", "rate": 0.1, "batch": 10},
                 {"do": "drop", "alpha": 0.5, "beta": 0.5, "steps": 4, "passes": true}],
               "question": {"text": "Where are the balls?", "actions": [{"do": "roll", "steps": 3}],
                "claims": [
                  {"left": {"quantity": "ball-steps", "ball": 3}, "relation": "near", "right": 7, "within": 0,
                   "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "ball-rate", "ball": 2}, "relation": "near", "right": 0.2, "within": 0,
                   "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "ball-ascent", "ball": 3}, "relation": "above", "right": 0,
                   "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "negative-share"}, "relation": "at-least", "right": 0,
                   "holds": "{left}", "fails": "{left}"}]}},
              {"title": "Two", "text": "Look.",
               "actions": [
                 {"do": "train", "name": "one", "rate": 0.1, "batch": 10, "epochs": 4, "sharpness": true},
                 {"do": "train", "name": "two", "rate": 0.1, "batch": 10, "epochs": 4, "seed": 2, "validation": 0.2},
                 {"do": "theta", "of": "path-start"},
                 {"do": "note", "name": "start", "of": {"quantity": "loss-centre"}},
                 {"do": "theta", "of": "run", "run": "one"}, {"do": "theta", "of": "file"}],
               "question": {"text": "What lies between?",
                "actions": [{"do": "connect", "from": "one", "to": "two", "epochs": 1},
                            {"do": "show", "tab": "training", "plot": "surface", "readout": "between-losses"}],
                "claims": [
                  {"left": {"quantity": "line-highest"}, "relation": "at-least",
                   "right": {"quantity": "run-loss-last", "run": "one"}, "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "run-loss-first", "run": "two"}, "relation": "above",
                   "right": {"quantity": "run-loss-last", "run": "two"}, "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "run-eigenvalue-last", "run": "one"}, "relation": "above", "right": 0,
                   "holds": "{left}", "fails": "{left}"},
                  {"left": {"quantity": "noted", "name": "start"}, "relation": "above", "right": 0,
                   "holds": "{left}", "fails": "{left}"}]}}]}
            """;

    @Test
    void everyActionThroughTheWindow() throws IOException {
        Path file = window.folder().resolve("all.json");
        Files.writeString(file, EVERYTHING);
        Lesson all = LessonReader.read(file);
        assertThat(all.steps().stream()
                        .flatMap(step -> Stream.concat(
                                step.actions().stream(), step.question().orElseThrow().actions().stream()))
                        .map(Call::word))
                .as("but for files, which a teacher's lesson opens")
                .containsAll(EnumSet.complementOf(EnumSet.of(LessonAction.OPEN_FILES)));
        ObjectProperty<Orbit> seen =
                window.find(".surface-view", SurfaceView.class).model().orbitProperty();
        Orbit start = Fx.get(seen::get);
        Fx.run(() -> seen.set(new Orbit(start.azimuth() + 70, 80, 2, 0, 0)));
        give(all)
                .values()
                .forEach(judgements -> assertThat(judgements)
                        .extracting(Claim.Judgement::outcome)
                        .containsOnly(Outcome.HOLDS));
        assertThat(window.isShown("#between-losses")).isTrue();
        assertThat(Fx.get(seen::get))
                .as("what was turned before is seen as it is described")
                .isEqualTo(start);
        assertThat(Fx.get(
                        () -> window.models().display().clipPercentileProperty().get()))
                .isEqualTo(90);
        Fx.run(() -> lessons().close());
        assertThat(Fx.get(
                        () -> window.models().display().clipPercentileProperty().get()))
                .as("as before the lesson")
                .isEqualTo(100);
    }

    @Test
    void aSceneThatTakesLongIsStopped() throws IOException {
        Path file = window.folder().resolve("long.json");
        Files.writeString(file, """
                {"format": "orograph-lesson", "version": 1, "title": "Long", "summary": "Too long.", "steps": [
                  {"title": "One", "text": "Wait.", "actions": [
                    {"do": "open", "sample": "breast-cancer-mlp", "samples": 50},
                    {"do": "train", "name": "a", "rate": 0.01, "epochs": 100000}]}]}
                """);
        Fx.run(() -> lessons().open(file));
        Fx.await("it trains", () -> window.models().training().runningProperty().get());
        assertThat(window.isShown("#lesson-stop")).isTrue();
        window.fire("#lesson-stop");
        Fx.await(
                "it trains no more",
                () -> !window.models().training().runningProperty().get());
        assertThat(window.text("#lesson-problem")).startsWith("Stopped.");
        assertThat(window.isShown("#lesson-again")).isTrue();
    }

    private Node style(String selector) {
        return Fx.get(() -> window.stage().getScene().lookup(selector));
    }

    @Test
    void aBrokenLessonGetsASentence() throws IOException {
        Path file = own(OWN.replace("\"resolution\": 11", "\"resolution\": 12000"));
        window.files().answer(file);
        Fx.run(() -> window.window().lessons().chooseFile());
        Fx.await("what is wrong is said", () -> WindowExtension.problem() != null);
        DialogPane problem = Fx.get(WindowExtension::problem);
        assertThat(Fx.get(problem::getContentText) + new ArrayList<>(Fx.get(problem::getChildren)))
                .contains("step 1, action 2, \"resolution\" must be a whole number from 11 to 201");
        Fx.run(() -> problem.getScene().getWindow().hide());
        assertThat(Fx.get(() -> lessons().openProperty().get())).isFalse();
    }

    @Test
    void whatCannotBeSetUpIsSaid() throws IOException {
        Path file = own(OWN.replace(
                "\"do\": \"open-files\", \"model\": \"mine.onnx\", \"data\": \"mine.npz\"",
                "\"do\": \"open\", \"sample\": \"no-such\""));
        Fx.run(() -> lessons().open(file));
        Fx.await("it has begun", () -> lessons().lessonProperty().get() != null);
        awaitRest();
        assertThat(window.text("#lesson-problem")).isEqualTo("There is no sample no-such beside the program");
        assertThat(answer(step().question().orElseThrow()))
                .extracting(Claim.Judgement::outcome)
                .containsOnly(Outcome.UNKNOWN);
        assertThat(window.text("#lesson-verdict")).isEqualTo("Not decided.");
    }
}
