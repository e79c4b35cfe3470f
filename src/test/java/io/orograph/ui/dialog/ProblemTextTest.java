package io.orograph.ui.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said to a person is a sentence, whoever raised it. */
class ProblemTextTest {

    @Test
    void aFileThatIsGoneIsSaidToBe() {
        Path file = Path.of("no-such-folder", "weights.npz");
        String sentence = "";
        try {
            Files.size(file);
        } catch (IOException e) {
            sentence = ProblemText.sentence(e);
        }
        assertThat(sentence).isEqualTo(file + " does not exist; check the path.");
        assertThat(ProblemText.sentence(new NoSuchFileException(null, null, "a.npz was moved; choose it again")))
                .isEqualTo("a.npz was moved; choose it again.");
    }
}
