package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.landscape.Provenance;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceJsonTest {

    @Test
    void isOneLineOfJsonInTheOrderOfTheEntries() {
        assertThat(ProvenanceJson.write(Samples.PROVENANCE))
                .isEqualTo("{\"model\":\"digits \\\"α\\\".onnx\",\"seed\":42,\"range\":0.1,\"axes\":[-1.5,2],"
                        + "\"bias\":false}");
        assertThat(ProvenanceJson.write(Provenance.NONE.with("note", "two\nlines")))
                .doesNotContain("\n");
    }

    @Test
    void readingGivesBackWhatWasWritten() throws IOException {
        Provenance more = Samples.PROVENANCE
                .with("long", 1L << 40)
                .with("nested", Map.of("sha256", "ab"))
                .with("tiny", Double.MIN_VALUE);
        Provenance back = ProvenanceJson.read(ProvenanceJson.write(more));
        assertThat(back).isEqualTo(more);
        assertThat(back.entries().keySet())
                .containsExactlyElementsOf(more.entries().keySet());
    }

    @Test
    void whatJsonHasNoNumbersForBecomesText() {
        assertThat(ProvenanceJson.write(Provenance.NONE.with("loss", Double.NaN)))
                .isEqualTo("{\"loss\":\"NaN\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "3", "{", "{} {}", "{'a': 1}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ProvenanceJson.read(text)).isInstanceOf(IOException.class);
    }
}
