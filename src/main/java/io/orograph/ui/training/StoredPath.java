package io.orograph.ui.training;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzArrays;
import io.orograph.choice.Named;
import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.file.DamagedFileException;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.session.StoredResult;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.KeptSection;
import io.orograph.study.Trajectory;
import io.orograph.training.CheckpointSeries;
import io.orograph.ui.session.Costly;
import io.orograph.ui.session.SessionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/**
 * The path of checkpoints in a session: its plane and its points as {@link KeptSection} holds them, where the marker is, and from
 * which arrays of which files it came. No checkpoint is read to show it again; what needs their weights reads them then.
 */
public final class StoredPath implements SessionPart {

    private static final String KIND = "path";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String POSITION = "position";

    private static final String TITLE = "title";
    private static final String FILES = "files";
    private static final String STATISTICS = "statistics";
    private static final String TRACKED = "tracked";
    private static final String MATCH = "match";
    private static final String PARAMETER = "parameter";
    private static final String ARRAY = "array";
    private static final String TRANSPOSED = "transposed";
    private static final String BASIS = "basis";

    private final PathModel model;
    private final ObservableValue<Experiment> experiment;

    /**
     * A path that came back.
     *
     * @param opened its files; without arrays to choose from where the last of them is gone
     * @param position of the marker
     */
    record Read(ShownPath path, PathModel.Opened opened, int position) {}

    /** Makes the part of a model. */
    public StoredPath(PathModel model, ObservableValue<Experiment> experiment) {
        this.model = model;
        this.experiment = experiment;
    }

    @Override
    public List<StoredResult> stored() {
        ShownPath shown = model.shownProperty().get();
        Experiment subject = experiment.getValue();
        // That of a training comes with the training.
        if (subject == null || shown == null || !(shown.series() instanceof CheckpointSeries checkpoints)) {
            return List.of();
        }
        NamedValues values = values(shown, checkpoints, model.positionProperty().get());
        return List.of(StoredResult.of(KIND, shown.title(), new SavedResult(values, subject.provenance())));
    }

    /** Returns all of a path. */
    static NamedValues values(ShownPath shown, CheckpointSeries checkpoints, int position) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(TITLE, shown.title());
        words.put(STATISTICS, shown.asked().statistics().label());
        words.put(TRACKED, checkpoints.statistics());
        words.put(
                FILES,
                checkpoints.files().stream()
                        .map(file -> file.toAbsolutePath().normalize().toString())
                        .toList());
        words.put(
                MATCH,
                checkpoints.match().assignments().stream()
                        .map(StoredPath::words)
                        .toList());
        return KeptSection.values(shown.section())
                .put(CHECKPOINTS, ProvenanceJson.json(words))
                .put(POSITION, new double[] {position});
    }

    private static Map<String, Object> words(WeightMatch.Assignment assignment) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(PARAMETER, assignment.parameter().name());
        words.put(ARRAY, assignment.array());
        words.put(TRANSPOSED, assignment.transposed());
        words.put(BASIS, assignment.basis().name());
        return words;
    }

    @Override
    public void restore(List<StoredResult> results) {
        results.stream().filter(this::owns).reduce((first, second) -> second).ifPresent(model::restore);
    }

    /**
     * Reads a path.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or of another network
     * @throws IOException if it cannot be read
     */
    static Read read(StoredResult stored, Experiment experiment) throws IOException {
        return stored.read(file -> {
            FoundSection section = KeptSection.read(file, experiment);
            try (NpzArrays npz = NpzArrays.open(file)) {
                Map<String, Object> words =
                        ProvenanceJson.read(npz.readText(CHECKPOINTS)).entries();
                int position = (int) stored.number(POSITION).orElse(0);
                return read(words, section, position, experiment);
            } catch (IllegalArgumentException e) {
                throw new DamagedFileException(
                        file,
                        "is damaged: what the session says of the checkpoints makes no path; open the checkpoints again",
                        e);
            }
        });
    }

    private static Read read(Map<String, Object> words, FoundSection section, int position, Experiment experiment) {
        int points = section.section()
                .path()
                .filter(path -> path.explained().isPresent())
                .orElseThrow(() -> new IllegalArgumentException("no path"))
                .size();
        int tracked = Integer.parseInt(String.valueOf(words.get(TRACKED)));
        List<Path> files = list(words.get(FILES)).stream()
                .map(file -> Path.of(String.valueOf(file)))
                .toList();
        if (files.size() != points || position < 0 || position >= points) {
            throw new IllegalArgumentException("a path of other points");
        }
        WeightMatch match = match(list(words.get(MATCH)), tracked, experiment);
        StatisticsPolicy statistics = Named.find(StatisticsPolicy.class, text(words, STATISTICS))
                .orElseThrow(() -> new IllegalArgumentException("no statistics"));
        CheckpointSeries series = new CheckpointSeries(files, match, tracked);
        Trajectory now = Trajectory.of(series, match.chosen(), statistics);
        Trajectory asked = new Trajectory(text(words, TITLE), series, statistics, now.origin());
        return new Read(
                new ShownPath(asked, section, Optional.empty()),
                new PathModel.Opened(files, match, arrays(files), tracked),
                position);
    }

    private static WeightMatch match(List<?> entries, int tracked, Experiment experiment) {
        Network network = experiment.loss().network();
        ParameterLayout layout = tracked == 0
                ? network.layout()
                : RunningStatistics.of(network).tracked().layout();
        List<WeightMatch.Assignment> assignments = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> words)) {
                throw new IllegalArgumentException("no assignment");
            }
            Parameter parameter = layout.parameters().stream()
                    .filter(each -> each.name().equals(words.get(PARAMETER)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no parameter " + words.get(PARAMETER)));
            assignments.add(new WeightMatch.Assignment(
                    parameter,
                    text(words, ARRAY),
                    Boolean.TRUE.equals(words.get(TRANSPOSED)),
                    WeightMatch.Basis.valueOf(text(words, BASIS))));
        }
        if (assignments.size() != layout.parameters().size()) {
            throw new IllegalArgumentException("a match of other parameters");
        }
        return new WeightMatch(assignments);
    }

    /** Returns the arrays of the last file; none where it cannot be read, which is told when its weights are asked for. */
    private static List<NamedArrays.Array> arrays(List<Path> files) {
        try (NamedArrays last = CheckpointReaders.open(files.get(files.size() - 1))) {
            return last.arrays();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> words, String name) {
        if (words.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
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
