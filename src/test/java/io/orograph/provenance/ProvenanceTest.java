package io.orograph.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    private static Provenance of(String alpha, String beta) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("model", "net.onnx");
        entries.put("samples", 120);
        entries.put("alpha", alpha);
        entries.put("beta", beta);
        return new Provenance(entries);
    }

    @Test
    void theCaptionRoundsTheRangeToFourDigitsAndTheEntryKeepsIt() {
        Provenance provenance = of("−2.215089797973633 to 12.736766338348389", "−0.00123456789 to 1.99999");
        assertThat(provenance.caption()).isEqualTo("net.onnx · n = 120 · α −2.215 to 12.74 · β −0.001235 to 2");
        assertThat(provenance.text(Key.ALPHA)).isEqualTo("−2.215089797973633 to 12.736766338348389");
    }

    @Test
    void shortNumbersAndExponentsStay() {
        assertThat(of("−1 to 1", "−0.25 to 0.25").caption()).endsWith("α −1 to 1 · β −0.25 to 0.25");
        assertThat(of("−1.23456E−5 to 2E−5", "0 to 1").caption()).contains("α −1.235E−5 to 2E−5");
    }
}
