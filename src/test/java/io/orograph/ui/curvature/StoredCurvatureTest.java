package io.orograph.ui.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.provenance.Provenance;
import io.orograph.session.StoredResult;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A reading of the curvature comes back from a session to the bit. */
class StoredCurvatureTest {

    private static CurvatureReading measured() throws IOException {
        try (Experiment experiment =
                TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(60))) {
            CurvatureAnalysis all = new CurvatureAnalysis(3, true, true, Effort.QUICK, 0, true, 4);
            return new CurvatureRun(experiment, all, 60, Set.of())
                    .run(experiment, new CancelToken())
                    .reading();
        }
    }

    private static NamedValues throughAFile(NamedValues values) throws IOException {
        StoredResult stored = StoredResult.of("curvature", "Curvature", new SavedResult(values, Provenance.NONE));
        return stored.read(file -> io.orograph.export.ResultNpz.read(file).values());
    }

    @Test
    void allOfItComesBack() throws IOException {
        CurvatureReading reading = measured();
        assertThat(reading.errors()).isNotNull();
        assertThat(reading.population().trials()).isNotEmpty();
        CurvatureReading back = StoredCurvature.reading(throughAFile(StoredCurvature.values(reading)));
        assertThat(back)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .ignoringFieldsMatchingRegexes(".*vector", ".*place")
                .isEqualTo(reading);
        assertThat(back.verdict().words()).isEqualTo(reading.verdict().words());
    }

    @Test
    void aBeginningComesBackToo() throws IOException {
        CurvatureReading beginning = CurvatureReading.NOTHING.withGradient(0.1, Double.MIN_VALUE, Double.NaN);
        CurvatureReading back = StoredCurvature.reading(throughAFile(StoredCurvature.values(beginning)));
        assertThat(back)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(beginning);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        NamedValues values = StoredCurvature.values(measured());
        NamedValues fewer = new NamedValues().putAll(values).put("residuals", new double[] {1});
        assertThatThrownBy(() -> StoredCurvature.reading(fewer)).isInstanceOf(IOException.class);
        NamedValues none = new NamedValues().putAll(values).put("verdict", "{\"kind\":null}");
        assertThatThrownBy(() -> StoredCurvature.reading(none)).isInstanceOf(IOException.class);
    }
}
