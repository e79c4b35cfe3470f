package io.orograph.ui.connectivity;

import io.orograph.arrays.NpzArrays;
import io.orograph.choice.Named;
import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.session.StoredResult;
import io.orograph.session.StoredSource;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.KeptSection;
import io.orograph.study.OtherWeights;
import io.orograph.study.runs.TrainingWords;
import io.orograph.ui.session.Costly;
import io.orograph.ui.session.SessionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/**
 * The plane through models or the curve between them in a session: its plane as {@link KeptSection} holds it, the models, and of a
 * curve its bend, its losses and how it was trained. Nothing is trained or read again to show it.
 */
public final class StoredConnectivity implements SessionPart {

    private static final String CURVE = "curve";
    private static final String PLANE = "plane";
    private static final String BEND = "bend";
    private static final String TRAINING = "training";
    private static final String STATISTICS = "statistics";
    private static final String NOTICES = "notices";
    private static final String TEST = "test";
    private static final String TEST_INPUTS = "test_inputs";
    private static final String TEST_TARGETS = "test_targets";
    private static final String MODEL = "model/";

    /** θ₀ and two others. */
    private static final int MOST_MODELS = 3;

    private static final int LONGEST_NAME = 200;

    private final ConnectivityModel model;
    private final ObservableValue<Experiment> experiment;

    /** Makes the part of a model. */
    public StoredConnectivity(ConnectivityModel model, ObservableValue<Experiment> experiment) {
        this.model = model;
        this.experiment = experiment;
    }

    @Override
    public List<StoredResult> stored() {
        ConnectivityResult found = model.shownProperty().get();
        Experiment subject = experiment.getValue();
        if (found == null || subject == null) {
            return List.of();
        }
        String kind = found.connection().isPresent() ? CURVE : PLANE;
        String title = found.section().section().title();
        return List.of(StoredResult.of(kind, title, new SavedResult(values(found), subject.provenance())));
    }

    /** Returns all of a finding. */
    static NamedValues values(ConnectivityResult found) {
        NamedValues values = KeptSection.values(found.section())
                .put(STATISTICS, found.statistics().label())
                .put(NOTICES, String.join("\n", found.notices()));
        for (int i = 0; i < found.models().size(); i++) {
            Weights weights = found.models().get(i);
            values.put(MODEL + i + "/name", weights.name())
                    .put(MODEL + i + "/theta", weights.theta())
                    .put(MODEL + i + "/statistics", weights.statistics());
            if (!weights.areOfModel()) {
                values.put(MODEL + i + "/source", ProvenanceJson.json(StoredSource.entries(weights.source())));
            }
        }
        found.connection().ifPresent(curve -> values.put(BEND, curve.bend()));
        found.asked().ifPresent(asked -> {
            values.put(TRAINING, TrainingWords.text(asked.training()));
            asked.test()
                    .ifPresent(test -> values.put(TEST, test.path().toString())
                            .put(TEST_INPUTS, test.inputName().orElse(""))
                            .put(TEST_TARGETS, test.targetName().orElse("")));
        });
        return values;
    }

    @Override
    public void restore(List<StoredResult> results) {
        results.stream().filter(this::owns).reduce((first, second) -> second).ifPresent(model::restore);
    }

    /**
     * Reads a finding.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or of another network
     * @throws IOException if it cannot be read
     */
    static ConnectivityResult read(StoredResult stored, Experiment experiment) throws IOException {
        return stored.read(file -> {
            FoundSection section = KeptSection.read(file, experiment);
            try (NpzArrays npz = NpzArrays.open(file)) {
                return read(npz, section, experiment);
            } catch (IllegalArgumentException e) {
                throw damaged(file, e);
            }
        });
    }

    private static ConnectivityResult read(NpzArrays npz, FoundSection section, Experiment experiment)
            throws IOException {
        StatisticsPolicy statistics = Named.find(StatisticsPolicy.class, npz.readText(STATISTICS))
                .orElseThrow(() -> damaged(npz.file(), null));
        List<Weights> models = models(npz, experiment);
        String notices = npz.readText(NOTICES);
        List<String> sentences = notices.isEmpty() ? List.of() : List.of(notices.split("\n", -1));
        Optional<Connection.Result> curve = Optional.empty();
        Optional<Connection> asked = Optional.empty();
        if (npz.contains(BEND)) {
            curve = Optional.of(curve(npz, section, models));
            asked = Optional.of(new Connection(
                    OtherWeights.of(models.get(1)),
                    TrainingWords.settings(npz.readText(TRAINING)),
                    test(npz),
                    statistics,
                    Optional.empty()));
        }
        return new ConnectivityResult(section, models, curve, asked, statistics, sentences, true);
    }

    private static List<Weights> models(NpzArrays npz, Experiment experiment) throws IOException {
        List<Weights> models = new ArrayList<>();
        for (int i = 0; i < MOST_MODELS && npz.contains(MODEL + i + "/theta"); i++) {
            double[] theta = npz.read(MODEL + i + "/theta");
            double[] statistics = npz.read(MODEL + i + "/statistics");
            if (theta.length != experiment.layout().size()) {
                throw damaged(npz.file(), null);
            }
            String name = Excerpt.of(npz.readText(MODEL + i + "/name"), LONGEST_NAME);
            String source = MODEL + i + "/source";
            models.add(
                    npz.contains(source)
                            ? new Weights(
                                    name,
                                    StoredSource.read(
                                            ProvenanceJson.read(npz.readText(source))
                                                    .entries(),
                                            npz.file()),
                                    theta,
                                    statistics)
                            : experiment.weightsOfModel().named(name));
        }
        if (models.size() < 2) {
            throw damaged(npz.file(), null);
        }
        return models;
    }

    private static Connection.Result curve(NpzArrays npz, FoundSection section, List<Weights> models)
            throws IOException {
        NamedValues values = section.values();
        double[] t = numbers(values, "t", npz.file());
        Optional<Connection.Side> test = values.arrays().containsKey("curve_test_loss")
                ? Optional.of(side(t, values, "curve_test_loss", "line_test_loss", npz.file()))
                : Optional.empty();
        double[] bend = npz.read(BEND);
        if (bend.length != models.get(0).theta().length) {
            throw damaged(npz.file(), null);
        }
        return Connection.Result.found(
                section, models, bend, side(t, values, "curve_loss", "line_loss", npz.file()), test);
    }

    private static Connection.Side side(double[] t, NamedValues values, String curve, String line, Path file)
            throws IOException {
        double[] along = numbers(values, curve, file);
        double[] straight = numbers(values, line, file);
        if (along.length != t.length || straight.length != t.length || t.length < 2) {
            throw damaged(file, null);
        }
        return new Connection.Side(t, along, straight);
    }

    private static double[] numbers(NamedValues values, String name, Path file) throws IOException {
        Tensor array = values.arrays().get(name);
        if (array == null) {
            throw damaged(file, null);
        }
        return array.doubles();
    }

    private static Optional<DataSource> test(NpzArrays npz) throws IOException {
        if (!npz.contains(TEST)) {
            return Optional.empty();
        }
        String inputs = npz.readText(TEST_INPUTS);
        String targets = npz.readText(TEST_TARGETS);
        return Optional.of(DataSource.of(Path.of(npz.readText(TEST)))
                .named(inputs.isEmpty() ? null : inputs, targets.isEmpty() ? null : targets));
    }

    private static DamagedFileException damaged(Path file, Exception cause) {
        return new DamagedFileException(
                file,
                "is damaged: what the session says of the models makes no plane or curve; ask for it again",
                cause);
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(CURVE) || result.kind().equals(PLANE);
    }

    @Override
    public Optional<Costly> costly() {
        return model.costly();
    }
}
