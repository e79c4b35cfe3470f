package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of a data set are taken, and that it is said where there are others. */
class ArrayPairTest {

    @ParameterizedTest
    @CsvSource({"test, val", "val, train", "valid, train", "test, train"})
    void whatWasNotTrainedOnIsTakenAndTheOtherNamed(String taken, String other) {
        for (String x : List.of("X_", "x_")) {
            List<String> names = List.of(x + other, "y_" + other, x + taken, "y_" + taken);
            ArrayPair pair =
                    ArrayPair.choose(names, Optional.empty(), Optional.empty()).orElseThrow();
            assertThat(pair).isEqualTo(new ArrayPair(x + taken, "y_" + taken));
            assertThat(pair.notice(names))
                    .contains("The arrays " + x + taken + " and y_" + taken + " are taken, not " + x + other + " and y_"
                            + other + "; name others with --x and --y.");
        }
    }
}
