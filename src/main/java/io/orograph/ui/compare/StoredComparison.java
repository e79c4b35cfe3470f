package io.orograph.ui.compare;

import io.orograph.choice.Named;
import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.DamagedFileException;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.session.StoredResult;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonModel;
import io.orograph.study.ComparisonWeights;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.GridSettings;
import io.orograph.study.OtherWeights;
import io.orograph.ui.session.SessionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The comparison of models in a session: all that was found, and what was asked. Nothing is evaluated to show it again. */
final class StoredComparison implements SessionPart {

    private static final String KIND = "comparison";
    private static final String FILE = "/file";
    private static final String MODEL = "model/";
    private static final String DATA = "data";
    private static final String TEST = "test";
    private static final String INPUTS = "_inputs";
    private static final String TARGETS = "_targets";
    private static final String STATISTICS = "batch_norm";
    private static final String CURVATURE = "lambda_max";

    private final CompareModel model;
    private final Supplier<Experiment> open;
    private final Window window;

    /** The window that a comparison is in. */
    interface Window {

        /** Tells whether a person sees it. */
        boolean isShown();

        void show();
    }

    /** What was asked, and what was found. */
    record Read(Comparison question, Comparison.Result result) {}

    /**
     * Makes the part of a model.
     *
     * @param open what is open in the main window
     */
    StoredComparison(CompareModel model, Supplier<Experiment> open, Window window) {
        this.model = model;
        this.open = open;
        this.window = window;
    }

    @Override
    public List<StoredResult> stored() {
        Comparison asked = model.comparisonProperty().get();
        Comparison.Result found = model.resultProperty().get();
        // One whose models are not all sound is not asked again by what it found.
        if (found == null || asked.models().size() != found.models().size()) {
            return List.of();
        }
        NamedValues values = values(asked, model.measures(), found);
        return List.of(new StoredResult(
                KIND, "Comparison of models", window.isShown(), "", new SavedResult(values, found.provenance())));
    }

    /** Returns all of a comparison. */
    static NamedValues values(Comparison asked, Comparison.Measures measures, Comparison.Result found) {
        NamedValues values = ComparisonArrays.of(found, measures.seed())
                .put(STATISTICS, measures.statistics().label())
                .put(CURVATURE, Boolean.toString(measures.curvature()));
        for (int i = 0; i < asked.models().size(); i++) {
            values.put(
                    MODEL + i + FILE,
                    asked.models().get(i).file().toAbsolutePath().toString());
        }
        put(values, DATA, asked.data());
        asked.test().ifPresent(test -> put(values, TEST, test));
        return values;
    }

    private static void put(NamedValues values, String name, DataSource data) {
        values.put(name, data.path().toAbsolutePath().toString())
                .put(name + INPUTS, data.inputName().orElse(""))
                .put(name + TARGETS, data.targetName().orElse(""));
    }

    @Override
    public void restore(List<StoredResult> results) {
        results.stream()
                .filter(this::owns)
                .findFirst()
                .ifPresent(stored -> model.restore(() -> read(stored, open.get()), () -> {
                    if (stored.shown()) {
                        window.show();
                    }
                }));
    }

    /**
     * Reads a comparison.
     *
     * @param open in the main window; null for nothing
     * @throws DamagedFileException if it is damaged
     */
    static Read read(StoredResult stored, Experiment open) throws IOException {
        NamedValues values = stored.result().values();
        Path named = Path.of(stored.title());
        Comparison.Result result = ComparisonArrays.read(values, stored.result().provenance(), named);
        List<ComparisonModel> models = new ArrayList<>();
        for (int i = 0; i < result.models().size(); i++) {
            models.add(model(result.models().get(i), Path.of(text(values, MODEL + i + FILE, named)), open));
        }
        DataSource data = data(values, DATA, named);
        boolean isOpen =
                open != null && open.loaded().source().path().toAbsolutePath().equals(data.path());
        Comparison question = new Comparison(
                models,
                isOpen ? open.loaded().source() : data,
                values.texts().containsKey(TEST) ? Optional.of(data(values, TEST, named)) : Optional.empty(),
                isOpen ? open.settings() : ExperimentSettings.DEFAULT,
                measures(values, result, named));
        return new Read(question, result);
    }

    /** Returns a model that is found again where it was; weights that are in no file are those that were kept. */
    private static ComparisonModel model(ComparedModel found, Path file, Experiment open) {
        Weights weights = found.weights();
        ComparisonWeights from =
                weights.areOfModel() && weights.file().map(file::equals).orElse(false)
                        ? ComparisonWeights.FILE
                        : new ComparisonWeights.Others(OtherWeights.of(weights));
        ComparisonModel model = ComparisonModel.of(found.name(), file, from);
        return open == null ? model : model.choosing(open.model().choice());
    }

    private static Comparison.Measures measures(NamedValues values, Comparison.Result result, Path file)
            throws IOException {
        double[] alpha = result.models().get(0).landscape().grid().alpha().values();
        StatisticsPolicy statistics = Named.find(StatisticsPolicy.class, text(values, STATISTICS, file))
                .orElse(StatisticsPolicy.OWN);
        return new Comparison.Measures(
                result.models().get(0).gaussian().settings().seed(),
                GridSettings.square(alpha[alpha.length - 1], alpha.length),
                Boolean.parseBoolean(text(values, CURVATURE, file)),
                statistics);
    }

    private static DataSource data(NamedValues values, String name, Path file) throws IOException {
        String inputs = text(values, name + INPUTS, file);
        String targets = text(values, name + TARGETS, file);
        return DataSource.of(Path.of(text(values, name, file)))
                .named(inputs.isEmpty() ? null : inputs, targets.isEmpty() ? null : targets);
    }

    private static String text(NamedValues values, String name, Path file) throws IOException {
        String text = values.texts().get(name);
        if (text == null) {
            throw new DamagedFileException(
                    file, "is damaged: it does not say what was compared; compare the models again", null);
        }
        return text;
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(KIND);
    }
}
