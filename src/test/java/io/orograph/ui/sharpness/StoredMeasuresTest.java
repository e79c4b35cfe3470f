package io.orograph.ui.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.NamedValues;
import io.orograph.sharpness.Replicates;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A measure comes back from a session with all that its errors are computed from. */
class StoredMeasuresTest {

    @Test
    void aMeasureComesBackWhole() {
        Measurement measured = new Measurement(
                0.1,
                Double.NaN,
                "on the edge",
                new Replicates(List.of(0.1, 0.2), List.of(1e-300)),
                Math.nextUp(0.1),
                Map.of("w", 0.3));
        NamedValues values = new NamedValues();
        StoredMeasurement.put(values, "trace", measured);
        assertThat(StoredMeasurement.read(values, "trace")).contains(measured);
        assertThat(StoredMeasurement.read(values, "another")).isEmpty();
    }

    @Test
    void whatDoesNotGoTogetherIsLeftOut() {
        NamedValues values = new NamedValues();
        StoredMeasurement.put(values, "trace", new Measurement(1, 2, ""));
        values.put("trace/part_names", "w");
        assertThat(StoredMeasurement.read(values, "trace")).isEmpty();
    }
}
