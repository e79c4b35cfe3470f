package io.orograph.training;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the files of a folder are steps of the training: not those without weights of the network, as the state of an
 * optimiser, and not copies of another step, as {@code best.pt} is.
 */
final class CheckpointSelection {

    private final WeightMatch match;
    private final List<Path> kept = new ArrayList<>();
    private final Set<String> withoutWeights = new LinkedHashSet<>();
    private final List<String> notices = new ArrayList<>();

    private CheckpointSelection(WeightMatch match) {
        this.match = match;
    }

    /**
     * Selects files.
     *
     * @param match of one of them to the open network
     * @throws IOException if one cannot be read
     */
    static CheckpointSelection of(List<Path> files, WeightMatch match) throws IOException {
        CheckpointSelection selection = new CheckpointSelection(match);
        for (Path file : files) {
            if (selection.hasWeights(file)) {
                selection.kept.add(file);
            } else {
                selection.withoutWeights.add(FileName.of(file));
            }
        }
        selection.leaveOutCopies();
        if (!selection.withoutWeights.isEmpty()) {
            selection.notices.add(String.join(", ", selection.withoutWeights)
                    + (selection.withoutWeights.size() == 1 ? " was" : " were")
                    + " left out of the path: no weights of this network are in "
                    + (selection.withoutWeights.size() == 1 ? "it." : "them."));
        }
        return selection;
    }

    private boolean hasWeights(Path file) throws IOException {
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            return !match.isMissing(arrays);
        } catch (UnsupportedFileException e) {
            return false;
        }
    }

    private void leaveOutCopies() throws IOException {
        List<Path> copies = kept.stream().filter(this::mayBeCopy).toList();
        if (copies.isEmpty() || copies.size() == kept.size()) {
            return;
        }
        Map<Integer, List<Path>> steps = new HashMap<>();
        for (Path file : kept) {
            if (!copies.contains(file)) {
                steps.computeIfAbsent(Arrays.hashCode(weights(file)), hash -> new ArrayList<>())
                        .add(file);
            }
        }
        for (Path copy : copies) {
            double[] weights = weights(copy);
            Path twin = null;
            for (Path step : steps.getOrDefault(Arrays.hashCode(weights), List.of())) {
                twin = twin == null && Arrays.equals(weights, weights(step)) ? step : twin;
            }
            if (twin != null) {
                notices.add(named(copy) + " was left out of the path: it holds the weights of " + named(twin) + ".");
                kept.remove(copy);
            } else if (FileName.of(copy).toLowerCase(java.util.Locale.ROOT).contains("best")) {
                notices.add(named(copy)
                        + " was left out of the path: it holds none of the other steps, and its name does not say where"
                        + " it belongs.");
                kept.remove(copy);
            }
        }
    }

    private String named(Path file) {
        return CheckpointFiles.names(kept).get(kept.indexOf(file));
    }

    /** A second file of a step, or one that is named by its place, of which the weights have to be compared. */
    private boolean mayBeCopy(Path file) {
        Path first = kept.stream()
                .filter(other -> java.util.Objects.equals(other.getParent(), file.getParent()))
                .findFirst()
                .orElseThrow();
        boolean inFolderOfAStep = CheckpointFiles.names(kept).get(0).contains("/");
        return CheckpointFiles.isNamedByPlace(FileName.of(file)) || inFolderOfAStep && first != file;
    }

    private double[] weights(Path file) throws IOException {
        int size = match.assignments()
                .get(match.assignments().size() - 1)
                .parameter()
                .end();
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            return match.read(arrays, 0, size);
        }
    }

    /** Returns the steps in their order. */
    List<Path> files() {
        return List.copyOf(kept);
    }

    /** Returns what was left out and why: a sentence each. */
    List<String> notices() {
        return List.copyOf(notices);
    }
}
