package io.orograph.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceJsonTest {

    private static final Provenance PROVENANCE = Provenance.NONE
            .with(Key.MODEL, "digits \"α\".onnx")
            .with(Key.SEED, 42L)
            .with(new Key<>("range", Double.class), 0.1)
            .with(new Key<>("axes", List.class), List.of(-1.5, 2L))
            .with(new Key<>("bias", Boolean.class), false);

    @Test
    void isOneLineOfJsonInTheOrderOfTheEntries() {
        assertThat(ProvenanceJson.write(PROVENANCE))
                .isEqualTo("{\"model\":\"digits \\\"α\\\".onnx\",\"seed\":42,\"range\":0.1,\"axes\":[-1.5,2],"
                        + "\"bias\":false}");
        assertThat(ProvenanceJson.write(Provenance.NONE.with(new Key<>("note", String.class), "two\nlines")))
                .doesNotContain("\n");
    }

    @Test
    void readingGivesBackWhatWasWritten() throws IOException {
        Provenance more = PROVENANCE
                .with(new Key<>("long", Long.class), 1L << 40)
                .with(new Key<>("nested", Map.class), Map.of("sha256", "ab"))
                .with(new Key<>("tiny", Double.class), Double.MIN_VALUE);
        Provenance back = ProvenanceJson.read(ProvenanceJson.write(more));
        assertThat(back).isEqualTo(more);
        assertThat(back.entries().keySet())
                .containsExactlyElementsOf(more.entries().keySet());
    }

    @Test
    void whatJsonHasNoNumbersForBecomesText() {
        assertThat(ProvenanceJson.write(Provenance.NONE.with(new Key<>("loss", Double.class), Double.NaN)))
                .isEqualTo("{\"loss\":\"NaN\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "3", "{", "{} {}", "{'a': 1}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ProvenanceJson.read(text)).isInstanceOf(IOException.class);
    }
}
