package io.orograph.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
                0x202E, 0x2066, 0x2069, 0xFEFF, 0xD800, 0xDC00, 0xE0041
            })
    void whatMovesTheCursorOrTurnsTheTextIsNotShown(int character) {
        String text = "a" + new String(Character.toChars(character)) + "b";
        assertThat(Excerpt.of(text)).isEqualTo("a?b");
        assertThat(Excerpt.line(text)).isEqualTo("a?b");
    }

    @Test
    void lettersOfAllLanguagesAreShownAsTheyAre() {
        for (String text : new String[] {"größe", "权重", "وزن", "می\u200Cخواهم", "👩\u200D🔬", "a b\u00A0c"}) {
            assertThat(Excerpt.of(text)).isEqualTo(text);
        }
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Excerpt.of("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Excerpt.of("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
        assertThat(Excerpt.of("xx👩y", 3)).isEqualTo("xx…");
        assertThat(Excerpt.of("xx👩y", 4)).isEqualTo("xx👩…");
        assertThat(new DamagedFileException(Path.of("f"), "n".repeat(100_000)).getMessage())
                .hasSizeLessThan(4100);
    }
}
