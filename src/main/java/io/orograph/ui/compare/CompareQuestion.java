package io.orograph.ui.compare;

import io.orograph.choice.Named;
import io.orograph.network.StatisticsPolicy;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonModel;
import io.orograph.study.ComparisonWeights;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison as words, and back. It can be asked again where its models are in files; the first may be in memory, which is
 * kept beside the words. Those that are trained for a comparison are trained again as quickly.
 */
final class CompareQuestion {

    /** The kind of a comparison. */
    static final String KIND = "comparison";

    private static final String MODELS = "models";
    private static final String SEED = "seed";
    private static final String RANGE = "range";
    private static final String RESOLUTION = "resolution";
    private static final String CURVATURE = "curvature";
    private static final String STATISTICS = "statistics";
    private static final String TEST = "test";

    private CompareQuestion() {}

    /** Returns the words of a comparison; empty where it cannot be asked again. */
    static Optional<StudyWords> of(Comparison comparison) {
        List<Path> files = new ArrayList<>();
        for (ComparisonModel model : comparison.models()) {
            boolean first = files.isEmpty();
            if (!model.choice().equals(comparison.models().get(0).choice())) {
                return Optional.empty();
            }
            Optional<Path> file = file(model, first);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            files.add(file.get());
        }
        Comparison.Measures measures = comparison.measures();
        StudyWords words = StudyWords.of(KIND, KIND)
                .with(SEED, measures.seed())
                .with(RANGE, measures.grid().range())
                .with(RESOLUTION, measures.grid().nx())
                .with(CURVATURE, measures.curvature())
                .with(STATISTICS, measures.statistics().label())
                .reading(MODELS, files);
        return Optional.of(
                comparison.test().map(test -> words.reading(TEST, test)).orElse(words));
    }

    private static Optional<Path> file(ComparisonModel model, boolean first) {
        if (model.weights() == ComparisonWeights.FILE
                || first && model.weights().inMemory().isPresent()) {
            return Optional.of(model.file());
        }
        return model.weights().file();
    }

    /**
     * Returns the comparison that words are of.
     *
     * @param open the first model's file or weights with the data, as they were opened again
     * @throws IOException if the words or a file cannot be read
     */
    static Comparison comparison(StudyWords words, Experiment open) throws IOException {
        List<Path> files = words.paths(MODELS);
        if (files.size() < 2) {
            throw new IOException("What was kept of the models is damaged; choose them again");
        }
        ComparisonModel opened = ComparisonModel.of(open);
        ComparisonModel ofFile = ComparisonModel.of(opened.file()).choosing(opened.choice());
        List<ComparisonModel> models = new ArrayList<>();
        for (Path file : files) {
            boolean isOpened = models.isEmpty() && file.equals(opened.file().toAbsolutePath());
            models.add(isOpened ? opened : ComparisonModel.in(file, ofFile, Map.of()));
        }
        return new Comparison(models, open.loaded().source(), words.data(TEST), open.settings(), measures(words));
    }

    private static Comparison.Measures measures(StudyWords words) {
        Comparison.Measures usual = Comparison.Measures.DEFAULT;
        return new Comparison.Measures(
                (long) words.number(SEED).orElse((double) usual.seed()),
                GridSettings.square(words.number(RANGE).orElse(GridSettings.DEFAULT_RANGE), (int)
                        words.number(RESOLUTION).orElse(Comparison.DEFAULT_RESOLUTION)),
                words.isOn(CURVATURE),
                Named.find(StatisticsPolicy.class, words.text(STATISTICS)).orElse(usual.statistics()));
    }
}
