package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whatJsonHasNoWordForIsNull() {
        String line = new JsonLine()
                .put("nan", Double.NaN)
                .put("list", Arrays.asList(1L, null, Double.NEGATIVE_INFINITY))
                .put("map", Map.of("inside", Double.POSITIVE_INFINITY))
                .put("none", null)
                .put("yes", true)
                .toString();
        assertThat(line)
                .isEqualTo(
                        "{\"nan\":null,\"list\":[1,null,null],\"map\":{\"inside\":null},\"none\":null,\"yes\":true}");
    }

    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(
            @ForAll String text, @ForAll double number, @ForAll long whole, @ForAll List<Integer> list)
            throws IOException {
        String line = new JsonLine()
                .put("text", text)
                .put("number", number)
                .put("whole", whole)
                .put("list", list)
                .toString();
        assertThat(line).doesNotContain("\n");
        JsonNode read = JSON.readTree(line);
        assertThat(read.path("text").asText()).isEqualTo(text);
        assertThat(read.path("number").asDouble()).isEqualTo(number);
        assertThat(read.path("whole").asLong()).isEqualTo(whole);
        assertThat(read.path("list")).hasToString(list.toString().replace(" ", ""));
    }
}
