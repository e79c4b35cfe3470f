package io.orograph.ui.compare;

import io.orograph.choice.Named;
import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.DamagedFileException;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.session.DataPair;
import io.orograph.session.LossWords;
import io.orograph.session.ParameterWords;
import io.orograph.session.SettingsWords;
import io.orograph.session.StoredResult;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonMemory;
import io.orograph.study.ComparisonModel;
import io.orograph.study.ComparisonWeights;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.GridSettings;
import io.orograph.study.OtherWeights;
import io.orograph.ui.session.SessionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    private static final String KNOWN = "/known";
    private static final String CHOICE = "/choice";
    private static final String READ_AS = "_read_as";
    private static final String LOSS = "loss_choices";
    private static final String PRECISION = "precision";

    private final CompareModel model;
    private final Supplier<Experiment> open;
    private final Window window;

    /** The window that a comparison is in. */
    interface Window {

        /** Tells whether a person sees it. */
        boolean isShown();

        void show();
    }

    /**
     * What was asked, and what was found.
     *
     * @param known the models by what they are known again
     */
    record Read(Comparison question, Comparison.Result result, Map<String, ComparedModel> known) {

        /** Has it known again when it is asked about with a model more or less. */
        void remember(ComparisonMemory memory) {
            known.forEach(memory::know);
            result.line().ifPresent(line -> memory.know(result.models(), line));
        }
    }

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
        NamedValues values = values(asked.with(model.measures()), found, model::keyOf);
        return List.of(new StoredResult(
                KIND, "Comparison of models", window.isShown(), "", new SavedResult(values, found.provenance())));
    }

    /**
     * Returns all of a comparison.
     *
     * @param keys by what a model is known again
     */
    static NamedValues values(
            Comparison asked, Comparison.Result found, Function<ComparedModel, Optional<String>> keys) {
        Comparison.Measures measures = asked.measures();
        NamedValues values = ComparisonArrays.of(found, measures.seed())
                .put(STATISTICS, measures.statistics().label())
                .put(CURVATURE, Boolean.toString(measures.curvature()));
        for (int i = 0; i < asked.models().size(); i++) {
            ComparisonModel model = asked.models().get(i);
            values.put(MODEL + i + FILE, model.file().toAbsolutePath().toString())
                    .put(MODEL + i + CHOICE, json(ParameterWords.of(model.choice())));
            String known = MODEL + i + KNOWN;
            keys.apply(found.models().get(i)).ifPresent(key -> values.put(known, key));
        }
        values.put(LOSS, json(LossWords.of(asked.settings())))
                .put(PRECISION, asked.settings().precision().name());
        Path first = asked.models().get(0).file();
        put(values, DATA, asked.data(), first);
        asked.test().ifPresent(test -> put(values, TEST, test, first));
        return values;
    }

    private static String json(Record words) {
        return ProvenanceJson.json(SettingsWords.of(words));
    }

    private static void put(NamedValues values, String name, DataSource data, Path model) {
        values.put(name + READ_AS, json(DataPair.of(model, data, LocalDate.now(ZoneId.systemDefault()))));
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
        Map<String, ComparedModel> known = new LinkedHashMap<>();
        for (int i = 0; i < result.models().size(); i++) {
            Optional<ParameterWords> choice = words(values, MODEL + i + CHOICE, ParameterWords.class);
            ComparisonModel model = model(result.models().get(i), Path.of(text(values, MODEL + i + FILE, named)), open);
            models.add(choice.map(words -> model.choosing(words.choice())).orElse(model));
            ComparedModel found = result.models().get(i);
            Optional.ofNullable(values.texts().get(MODEL + i + KNOWN)).ifPresent(key -> known.put(key, found));
        }
        DataSource data = data(values, DATA, named);
        boolean isOpen =
                open != null && open.loaded().source().path().toAbsolutePath().equals(data.path());
        Comparison question = new Comparison(
                models,
                isOpen ? open.loaded().source() : data,
                values.texts().containsKey(TEST) ? Optional.of(data(values, TEST, named)) : Optional.empty(),
                settings(values, isOpen ? open.settings() : ExperimentSettings.DEFAULT),
                measures(values, result, named));
        return new Read(question, result, known);
    }

    /** Returns the settings that were compared with; those of what is open where a session does not say them. */
    private static ExperimentSettings settings(NamedValues values, ExperimentSettings otherwise) throws IOException {
        Optional<LossWords> words = words(values, LOSS, LossWords.class);
        Optional<Precision> precision = Arrays.stream(Precision.values())
                .filter(each -> each.name().equals(values.texts().get(PRECISION)))
                .findFirst();
        return words.isEmpty() || precision.isEmpty()
                ? otherwise
                : new ExperimentSettings(
                        words.get().options(),
                        words.get().samples(),
                        words.get().scaleBytes(),
                        precision.get(),
                        otherwise.workers());
    }

    private static <T extends Record> Optional<T> words(NamedValues values, String name, Class<T> type)
            throws IOException {
        String text = values.texts().get(name);
        return text == null
                ? Optional.empty()
                : SettingsWords.read(ProvenanceJson.read(text).entries(), type);
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
        Optional<DataPair> pair = words(values, name + READ_AS, DataPair.class).filter(DataPair::isWhole);
        if (pair.isPresent()) {
            return pair.get().source();
        }
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
