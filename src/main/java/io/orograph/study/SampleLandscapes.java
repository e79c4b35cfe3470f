package io.orograph.study;

import io.orograph.export.Exportable;
import io.orograph.export.NamedValues;
import io.orograph.export.UnfinishedNpz;
import io.orograph.file.FileName;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cells of the samples' landscapes, computed beforehand, so that a sample shows at once what it is there for. They count
 * for the same question alone: model and data bit by bit, loss, samples, directions and grid. Unlike unfinished work they
 * are taken by another engine too, whose last digits may be others: whoever wants those evaluates anew.
 */
public final class SampleLandscapes {

    private static final Logger LOG = LoggerFactory.getLogger(SampleLandscapes.class);

    private static final String FOLDER = "landscapes";
    private static final String SETTINGS = "settings";
    private static final String PRECISION = "precision";

    private SampleLandscapes() {}

    /** What a file of cells holds besides. */
    private record Nothing(Provenance provenance) implements Exportable {
        @Override
        public NamedValues values() {
            return new NamedValues();
        }
    }

    private static Path file(Path model) {
        String name = FileName.of(model);
        int end = name.lastIndexOf('.');
        return model.resolveSibling(FOLDER).resolve((end > 0 ? name.substring(0, end) : name) + ".npz");
    }

    /** Returns all that the cells depend on but the engine. */
    private static Provenance question(Experiment experiment, Map<String, Object> settings) {
        Map<String, Object> entries =
                new LinkedHashMap<>(experiment.provenance().entries());
        entries.remove(Key.PROGRAM.name());
        entries.put(PRECISION, experiment.objective().precision().name());
        Map<String, Object> words = new LinkedHashMap<>();
        settings.forEach((option, value) -> words.put(option, value.toString()));
        entries.put(SETTINGS, words);
        return new Provenance(entries);
    }

    /**
     * Returns the cells that came with a sample.
     *
     * @param settings of the evaluation, by the names of the command's options
     * @return empty where there are none that answer this question
     */
    public static Optional<Kept> find(Experiment experiment, Map<String, Object> settings) {
        Path file = file(experiment.model().path());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            UnfinishedNpz.Unfinished found = UnfinishedNpz.read(file);
            return text(found.question()).equals(text(question(experiment, settings)))
                    ? Optional.of(found.kept())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("The landscape in {} cannot be read and is evaluated", file, e);
            return Optional.empty();
        }
    }

    /** Texts are compared, since a number that comes from a file may be of another type. */
    private static String text(Provenance question) {
        return question.entries().toString();
    }

    /**
     * Evaluates a landscape and writes its cells where {@link #find} looks for them; takes long.
     *
     * @param settings by the names of the command's options, of the same study
     */
    static Path write(Experiment experiment, LandscapeStudy study, Map<String, Object> settings) throws IOException {
        Kept kept = new Kept();
        study.run(
                experiment,
                new LandscapeStudy.Listener() {
                    @Override
                    public Kept kept(Experiment any) {
                        return kept;
                    }

                    @Override
                    public void progress(long done, long total) {}
                },
                new CancelToken());
        Path file = file(experiment.model().path());
        Files.createDirectories(file.getParent());
        Provenance question = question(experiment, settings);
        UnfinishedNpz.write(file, new Nothing(Provenance.NONE), new UnfinishedNpz.Unfinished(question, kept));
        return file;
    }
}
