package io.orograph.ui.connectivity;

import io.orograph.choice.Named;
import io.orograph.data.DataSource;
import io.orograph.network.StatisticsPolicy;
import io.orograph.study.Connection;
import io.orograph.study.OtherWeights;
import io.orograph.study.ThroughModels;
import io.orograph.study.runs.TrainingWords;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Questions about what lies between models as words, and back. Only those between models in files can be asked again: what is
 * in memory alone goes with the window.
 */
final class ConnectivityWords {

    /** The kind of a curve. */
    static final String CURVE = "curve";

    /** The kind of a plane. */
    static final String PLANE = "plane";

    private static final String MODELS = "models";
    private static final String STATISTICS = "statistics";
    private static final String TRAINING = "training";
    private static final String TEST = "test";

    private ConnectivityWords() {}

    /** Returns the words of a plane; empty where a model is in memory alone. */
    static Optional<StudyWords> of(ThroughModels study) {
        return files(List.of(study.second(), study.third()))
                .map(files -> StudyWords.of(PLANE, "plane through models")
                        .with(STATISTICS, study.statistics().label())
                        .reading(MODELS, files));
    }

    /** Returns the words of a curve that is to be trained; empty where its model is in memory alone, or it is trained. */
    static Optional<StudyWords> of(Connection study) {
        return files(List.of(study.other()))
                .filter(files -> study.trained().isEmpty())
                .map(files -> StudyWords.of(CURVE, "curve between models")
                        .with(STATISTICS, study.statistics().label())
                        .with(TRAINING, TrainingWords.text(study.training()))
                        .reading(MODELS, files))
                .map(words ->
                        study.test().map(test -> words.reading(TEST, test)).orElse(words));
    }

    private static Optional<List<Path>> files(List<OtherWeights> models) {
        List<Path> files =
                models.stream().flatMap(model -> model.asFile().stream()).toList();
        return files.size() == models.size() ? Optional.of(files) : Optional.empty();
    }

    static Optional<StatisticsPolicy> statistics(StudyWords words) {
        return Named.find(StatisticsPolicy.class, words.text(STATISTICS));
    }

    /** Returns the test data of a curve; null for none. */
    static DataSource test(StudyWords words) {
        return words.data(TEST).orElse(null);
    }

    /** Returns the models, as many as there are to be. */
    static List<OtherWeights> models(StudyWords words, int count) throws IOException {
        List<Path> files = words.paths(MODELS);
        if (files.size() != count) {
            throw new IOException("What was kept of the models is damaged; choose them again");
        }
        return files.stream().map(OtherWeights::in).toList();
    }

    /** Returns the question that words are of. */
    static Connection connection(StudyWords words, StatisticsPolicy statistics) throws IOException {
        return new Connection(
                models(words, 1).get(0),
                TrainingWords.settings(words.text(TRAINING)),
                Optional.ofNullable(test(words)),
                statistics,
                Optional.empty());
    }
}
