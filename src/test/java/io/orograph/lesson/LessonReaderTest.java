package io.orograph.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lesson file says is checked where it is read, and what is wrong is said with its place. */
class LessonReaderTest {

    private static final Path FILE = Path.of("mine.json");

    private static final String WHOLE = """
            {"format": "orograph-lesson", "version": 1, "title": "Mine", "summary": "A lesson.", "steps": [
              {"title": "One", "text": "Look.", "task": "Turn it.",
               "actions": [{"do": "open", "sample": "digits-mlp"}, {"do": "train", "name": "a", "rate": 0.1, "epochs": 2}],
               "question": {"text": "Which?", "choices": [{"text": "This", "right-if": "holds"}, {"text": "That"}],
                "actions": [{"do": "note", "name": "n", "of": {"quantity": "loss-centre", "times": 2}}],
                "claims": [{"left": {"quantity": "run-loss-last", "run": "a"}, "relation": "near", "within": 0.5,
                  "right": {"quantity": "noted", "name": "n"}, "numbers": {"more": 3},
                  "holds": "It is {left}, {more} and {ratio%}.", "fails": "It is not {right}."}]}}]}
            """;

    private static Lesson read(String text) throws IOException {
        return LessonReader.read(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWholeLesson() throws IOException {
        Lesson lesson = read(WHOLE);
        assertThat(lesson.title()).isEqualTo("Mine");
        LessonStep step = lesson.steps().get(0);
        assertThat(step.task()).isEqualTo("Turn it.");
        assertThat(step.actions()).extracting(Call::word).containsExactly(LessonAction.OPEN, LessonAction.TRAIN);
        Arguments train = step.actions().get(1).with();
        assertThat(train.number("rate")).isEqualTo(0.1);
        assertThat(train.whole("seed")).as("the usual one").isEqualTo(1);
        assertThat(train.text("optimizer")).isEqualTo("sgd");
        assertThat(train.flag("fresh")).isTrue();
        assertThat(step.actions().get(1).words()).isEqualTo("Train: name a, rate 0.1, epochs 2");
        LessonQuestion question = step.question().orElseThrow();
        assertThat(question.choices().get(0).isRight(Outcome.HOLDS)).isTrue();
        assertThat(question.choices().get(0).isRight(Outcome.FAILS)).isFalse();
        assertThat(question.choices().get(1).isRight(Outcome.FAILS)).isFalse();
        assertThat(question.actions().get(0).with().term("of").orElseThrow().factor())
                .isEqualTo(2);
        assertThat(question.claims().get(0).relation()).isEqualTo(Relation.NEAR);
        assertThat(question.claims().get(0).numbers().get("more").factor()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"version\": 1` | `\"version\": 2` | another version than 1",
                "orograph-lesson | orograph-session | `is no lesson: its \"format\" is not \"orograph-lesson\"`",
                "`\"title\": \"Mine\", ` | `` | `\"title\" is missing`",
                "`\"title\": \"Mine\"` | `\"title\": 3` | `\"title\" must be a text`",
                "`\"title\": \"Mine\"` | `\"title\": \"Mine\", \"colour\": \"red\"` | `\"colour\" is not known there`",
                "`\"text\": \"Look.\"` | `\"text\": \" \"` | `step 1, \"text\" must be a text`",
                "`\"do\": \"open\"` | `\"do\": \"delete\"` | `step 1, action 1, \"do\" is \"delete\", which is none of open`",
                "`\"sample\": \"digits-mlp\"` | `\"file\": \"x\"` | `step 1, action 1, \"file\" is not known there`",
                "`, \"sample\": \"digits-mlp\"` | `` | `step 1, action 1, \"sample\" is missing`",
                "`\"rate\": 0.1` | `\"rate\": \"fast\"` | `step 1, action 2, \"rate\" must be a number`",
                "`\"rate\": 0.1` | `\"rate\": -1` | `step 1, action 2, \"rate\" must be a number from`",
                "`\"epochs\": 2` | `\"epochs\": 2.5` | `step 1, action 2, \"epochs\" must be a whole number from 1`",
                "`\"epochs\": 2` | `\"epochs\": 99999999999` | `step 1, action 2, \"epochs\" must be a whole number`",
                "`\"epochs\": 2` | `\"epochs\": 2, \"optimizer\": \"magic\"` | `which is none of sgd, momentum`",
                "`\"epochs\": 2` | `\"epochs\": 2, \"fresh\": 1` | `\"fresh\" must be true or false`",
                "`\"run\": \"a\"` | `\"run\": \"b\"` | `question, claim 1, left, \"run\" is \"b\", and no training before`",
                "`\"noted\", \"name\": \"n\"` | `\"noted\", \"name\": \"m\"` | `nothing was noted before under that name`",
                "run-loss-last | loss | `claim 1, left, \"quantity\" is \"loss\", which is none of`",
                "`\"times\": 2` | `\"times\": \"two\"` | `action 1, of, \"times\" must be a number`",
                "`\"relation\": \"near\"` | `\"relation\": \"like\"` | `claim 1, \"relation\" must be one of above, below`",
                "`\"relation\": \"near\"` | `\"relation\": \"above\"` | `claim 1, \"within\" is for \"near\" and \"apart\" alone`",
                "`\"within\": 0.5,` | `` | `claim 1, \"within\" is missing`",
                "`\"within\": 0.5` | `\"within\": -0.5` | `claim 1, \"within\" must be a number, at least 0`",
                "`{more}` | `{less}` | `claim 1, \"holds\" has {less}, which is none of left, right, ratio, difference, more`",
                "`\"right-if\": \"holds\"` | `\"right-if\": \"true\"` | `choice 1, \"right-if\" must be`",
                "`\"claims\": [{` | `\"claims\": [], \"claims\": [{` | is no JSON text in line",
                "`\"steps\": [` | `\"steps\": [3, ` | `step 1 must be an object`",
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String said) {
        assertThat(WHOLE).contains(right);
        assertThatThrownBy(() -> read(WHOLE.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOfAny(DamagedFileException.class, UnsupportedFileException.class)
                .hasMessageStartingWith("mine.json ")
                .hasMessageContaining(said)
                .hasMessageEndingWith(".");
    }

    @Test
    void whatCannotGoTogether() {
        String open = "{\"do\": \"open\", \"sample\": \"digits-mlp\"}";
        assertThatThrownBy(() -> read(WHOLE.replace(open, open + ", {\"do\": \"plane\", \"resolution\": 20}")))
                .hasMessageContaining("step 1, action 2, \"resolution\" must be odd");
        assertThatThrownBy(() -> read(WHOLE.replace(open, open + ", {\"do\": \"theta\", \"of\": \"run\"}")))
                .hasMessageContaining("step 1, action 2, \"run\" is missing");
    }

    @Test
    void hostileFiles() {
        String deep = "{\"format\": " + "[".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(DamagedFileException.class);
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("is no lesson");
        assertThatThrownBy(() -> read("null")).hasMessageContaining("is no lesson");
        assertThatThrownBy(() -> read(WHOLE + "{}")).hasMessageContaining("is no JSON text");
        assertThatThrownBy(() -> read(WHOLE.replace("Look.", "x".repeat(3000)))).hasMessageContaining("longer than");
        String many = "{\"title\": \"t\", \"text\": \"t\"},".repeat(60);
        assertThatThrownBy(() -> read(WHOLE.replace("\"steps\": [", "\"steps\": [" + many)))
                .hasMessageContaining("must be a list, \"[ … ]\", of at most 50");
        assertThatThrownBy(() -> LessonReader.read(FILE, new byte[] {'{', (byte) 0xff, (byte) 0xfe}))
                .isInstanceOf(DamagedFileException.class);
    }

    @Test
    void textsThatTurnTheLineAreMadeHarmless() throws IOException {
        Lesson lesson = read(WHOLE.replace("Look.", "Look\\n\\u202Ehere\\u0007."));
        assertThat(lesson.steps().get(0).text()).doesNotContain("\n", "\u202e", "\u0007");
    }

    @Test
    void filesThatAreNotThereOrTooLarge(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> LessonReader.read(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class);
        Path large = folder.resolve("large.json");
        Files.writeString(large, " ".repeat(2 << 20));
        assertThatThrownBy(() -> LessonReader.read(large)).hasMessageContaining("too large for a lesson");
        Path whole = folder.resolve("whole.json");
        Files.writeString(whole, WHOLE);
        assertThat(LessonReader.read(whole).file()).isEqualTo(whole);
    }
}
