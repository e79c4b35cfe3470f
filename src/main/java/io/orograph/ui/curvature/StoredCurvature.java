package io.orograph.ui.curvature;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.CriticalPointVerdict.Measured;
import io.orograph.curvature.DescentTrial;
import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.EigenvalueErrors;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.PopulationTest;
import io.orograph.curvature.SpectralDensity;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.network.Tensor;
import io.orograph.session.StoredResult;
import io.orograph.study.Experiment;
import io.orograph.ui.curvature.CurvatureReading.Ritz;
import io.orograph.ui.session.Costly;
import io.orograph.ui.session.SessionPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curvature at θ₀ in a session: numbers as arrays, and what has more structure as a text of JSON each, whose numbers have all
 * their digits. Eigenvectors are not kept.
 */
public final class StoredCurvature implements SessionPart {

    private static final String KIND = "curvature";
    private static final String LARGEST = "eigenvalues";
    private static final String LARGEST_RESIDUALS = "residuals";
    private static final String SMALLEST = "smallest";
    private static final String SMALLEST_RESIDUALS = "smallest_residuals";
    private static final String GRADIENT = "loss_and_gradient";
    private static final String LAYERS = "layers";
    private static final String LAYER_NAMES = "layer_names";
    private static final String VERDICT = "verdict";
    private static final String POPULATION = "population";
    private static final String ERRORS = "errors";
    private static final String TRACE = "trace";
    private static final String DENSITY = "density";

    private static final Logger LOG = LoggerFactory.getLogger(StoredCurvature.class);

    /** Takes records as they are: by their components alone, all of which must be there. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final CurvatureModel model;
    private final ObservableValue<Experiment> experiment;

    /** Makes the part of a model. */
    public StoredCurvature(CurvatureModel model, ObservableValue<Experiment> experiment) {
        this.model = model;
        this.experiment = experiment;
    }

    @Override
    public List<StoredResult> stored() {
        CurvatureReading found = model.foundProperty().get();
        Experiment subject = experiment.getValue();
        if (found == CurvatureReading.NOTHING || subject == null) {
            return List.of();
        }
        return List.of(StoredResult.of(KIND, "Curvature at θ₀", new SavedResult(values(found), subject.provenance())));
    }

    /** Returns all of a reading. */
    static NamedValues values(CurvatureReading reading) {
        NamedValues values = new NamedValues()
                .put(LARGEST, numbers(reading.largest(), Ritz::value))
                .put(LARGEST_RESIDUALS, numbers(reading.largest(), Ritz::residual))
                .put(SMALLEST, numbers(reading.smallest(), Ritz::value))
                .put(SMALLEST_RESIDUALS, numbers(reading.smallest(), Ritz::residual))
                .put(GRADIENT, new double[] {reading.loss(), reading.gradientNorm(), reading.gradientNoise()});
        List<Eigenpair> layers = List.copyOf(reading.layers().values());
        double[] both = new double[2 * layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            both[2 * i] = layers.get(i).value();
            both[2 * i + 1] = layers.get(i).residual();
        }
        values.put(LAYERS, Tensor.of(both, layers.size(), 2))
                .put(LAYER_NAMES, String.join("\n", reading.layers().keySet()));
        put(values, VERDICT, withoutPlace(reading.verdict()));
        put(values, POPULATION, reading.population());
        put(values, ERRORS, reading.errors());
        put(values, TRACE, reading.trace());
        put(values, DENSITY, reading.density());
        return values;
    }

    /** The place that the trial ended at is a vector of weights, which nobody reads again. */
    private static CriticalPointVerdict withoutPlace(CriticalPointVerdict verdict) {
        if (verdict == null) {
            return null;
        }
        Measured by = verdict.measured();
        DescentTrial trial = by.trial();
        return new CriticalPointVerdict(
                verdict.kind(),
                verdict.negativeDirections(),
                verdict.words(),
                verdict.evidence(),
                new Measured(
                        by.loss(),
                        by.samples(),
                        by.deviation(),
                        by.rounding(),
                        by.gradientNorm(),
                        by.gradientNoise(),
                        by.converged(),
                        by.ladders(),
                        new DescentTrial(
                                trial.predicted(),
                                trial.steps(),
                                trial.lowest(),
                                trial.isStillFalling(),
                                new double[0])));
    }

    private static double[] numbers(List<Ritz> pairs, ToDoubleFunction<Ritz> number) {
        return pairs.stream().mapToDouble(number).toArray();
    }

    private static void put(NamedValues values, String name, Object part) {
        if (part != null) {
            try {
                values.put(name, JSON.writeValueAsString(part));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void restore(List<StoredResult> results) {
        Optional<StoredResult> found = results.stream().filter(this::owns).findFirst();
        if (found.isPresent()) {
            try {
                model.restore(reading(found.get().result().values()));
            } catch (IOException | RuntimeException e) {
                // The rest of the session is of use without it.
                LOG.warn("The curvature of a session is damaged and left out", e);
            }
        }
    }

    /**
     * Returns the reading that values are of.
     *
     * @throws IOException if they are of none
     */
    static CurvatureReading reading(NamedValues values) throws IOException {
        double[] gradient = array(values, GRADIENT);
        double[] layers = array(values, LAYERS);
        String text = values.texts().getOrDefault(LAYER_NAMES, "");
        String[] names = text.isEmpty() ? new String[0] : text.split("\n", -1);
        if (gradient.length != 3 || layers.length != 2 * names.length) {
            throw new IOException("its arrays do not go together");
        }
        Map<String, Eigenpair> blocks = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            blocks.put(names[i], new Eigenpair(layers[2 * i], new double[0], layers[2 * i + 1]));
        }
        return new CurvatureReading(
                gradient[0],
                gradient[1],
                gradient[2],
                pairs(values, LARGEST, LARGEST_RESIDUALS),
                pairs(values, SMALLEST, SMALLEST_RESIDUALS),
                part(values, VERDICT, CriticalPointVerdict.class),
                part(values, POPULATION, PopulationTest.class),
                part(values, ERRORS, EigenvalueErrors.class),
                part(values, TRACE, Hutchinson.Result.class),
                part(values, DENSITY, SpectralDensity.Result.class),
                blocks);
    }

    private static List<Ritz> pairs(NamedValues values, String name, String residuals) throws IOException {
        double[] numbers = array(values, name);
        double[] within = array(values, residuals);
        if (numbers.length != within.length) {
            throw new IOException("it has " + numbers.length + " eigenvalues and " + within.length + " residuals");
        }
        List<Ritz> pairs = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            pairs.add(new Ritz(numbers[i], within[i]));
        }
        return pairs;
    }

    private static double[] array(NamedValues values, String name) throws IOException {
        Tensor array = values.arrays().get(name);
        if (array == null) {
            throw new IOException("it has no " + name);
        }
        return array.doubles();
    }

    private static <T> T part(NamedValues values, String name, Class<T> type) throws IOException {
        String text = values.texts().get(name);
        return text == null ? null : JSON.readValue(text, type);
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(KIND);
    }

    @Override
    public Optional<Costly> costly() {
        return model.costly();
    }
}
