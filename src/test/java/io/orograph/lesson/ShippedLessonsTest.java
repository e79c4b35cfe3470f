package io.orograph.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.Sample;
import io.orograph.study.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lessons that come with the program. */
class ShippedLessonsTest {

    private static final int LONGEST = 420;

    private static Stream<Call<LessonAction>> actions(Lesson lesson) {
        return lesson.steps().stream()
                .flatMap(step -> Stream.concat(
                        step.actions().stream(),
                        step.question().stream().flatMap(question -> question.actions().stream())));
    }

    private static Stream<Claim> claims(Lesson lesson) {
        return lesson.steps().stream()
                .flatMap(step -> step.question().stream())
                .flatMap(question -> question.claims().stream());
    }

    @Test
    void thereAreTenAndEveryFileOfTheFolderIsOne() throws IOException {
        assertThat(Lessons.all()).hasSize(10);
        try (Stream<Path> files = Files.list(Path.of("resources/lessons"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(Lessons.names());
        }
        assertThat(Lessons.all()).extracting(Lesson::title).doesNotHaveDuplicates();
    }

    @Test
    void theirSamplesAreThere() throws IOException {
        List<String> samples = Samples.all().stream().map(Sample::name).toList();
        for (Lesson lesson : Lessons.all()) {
            assertThat(actions(lesson)
                            .filter(call -> call.word() == LessonAction.OPEN)
                            .map(call -> call.with().text("sample")))
                    .as(lesson.title())
                    .isNotEmpty()
                    .isSubsetOf(samples);
            assertThat(lesson.steps().get(0).actions())
                    .as("a lesson begins with what it is about, whatever was open")
                    .extracting(Call::word)
                    .contains(LessonAction.OPEN);
        }
    }

    /** What is told is computed: a number in a sentence would be one that somebody once saw. */
    @Test
    void noNumberStandsInTheirSentences() throws IOException {
        for (Lesson lesson : Lessons.all()) {
            List<String> texts = new ArrayList<>();
            claims(lesson).forEach(claim -> texts.addAll(List.of(claim.holds(), claim.fails())));
            lesson.steps().forEach(step -> texts.addAll(List.of(step.title(), step.text(), step.task())));
            lesson.steps()
                    .forEach(step -> step.question().ifPresent(question -> {
                        texts.add(question.text());
                        question.choices().forEach(choice -> texts.add(choice.text()));
                    }));
            // Years of papers, a key's name, and the formulas 2/η and 1 − ηλ are no measurements.
            assertThat(texts.stream()
                            .map(text -> text.replaceAll("\\{[^}]*}|\\b20\\d\\d\\)|\\bF\\d\\b|2/η|1 − ηλ", "")))
                    .as(lesson.title())
                    .noneMatch(text -> text.matches(".*[0-9].*"));
        }
    }

    @Test
    void theyAskAndAreShort() throws IOException {
        for (Lesson lesson : Lessons.all()) {
            assertThat(claims(lesson)).as(lesson.title()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(lesson.steps()).allMatch(step -> step.text().length() <= LONGEST);
            assertThat(lesson.steps().stream().flatMap(step -> step.question().stream()))
                    .as("of the choices, one is right if the first claim holds")
                    .allMatch(question -> question.choices().stream()
                                    .filter(choice -> choice.isRight(Outcome.HOLDS))
                                    .count()
                            == 1);
        }
    }

    /** The page for teachers names every word and each of its parameters. */
    @Test
    void theFormatIsDescribed() throws IOException {
        String page = Files.readString(Path.of("src/docs/howto/lesson.md"));
        Stream<Word> words =
                Stream.concat(Arrays.stream(LessonAction.values()), Arrays.stream(LessonQuantity.values()));
        words.forEach(word -> {
            String row = page.lines()
                    .filter(line -> line.startsWith("| `" + word.label() + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row of " + word.label()));
            word.parameters().forEach(parameter -> assertThat(row).contains("`" + parameter.name() + "`"));
        });
        Arrays.stream(Relation.values()).forEach(relation -> assertThat(page).contains("`" + relation.label() + "`"));
    }
}
