package io.orograph.ui.main;

import io.orograph.arrays.NamedArrays;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.network.ParameterLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what a file that a person dropped is to be opened as: by what it holds, then by its name. */
final class DroppedRole {

    /**
     * The roles in order; the one with which most can be done comes first: an archive of arrays may be data and
     * weights.
     */
    private static final List<Role> IN_ORDER =
            List.of(Role.SESSION, Role.DATA, Role.MODEL, Role.LANDSCAPE, Role.DIRECTIONS, Role.WEIGHTS);

    private DroppedRole() {}

    /**
     * Returns what a file is taken for beside an open network: an archive of arrays that are no data by their names is
     * weights where one of them has name and shape of a parameter.
     *
     * @param open the parameters of that network; empty for none
     */
    static Role of(Path file, Optional<ParameterLayout> open) {
        if (DroppedPaths.isFolderOfFolders(file)) {
            return Role.DATA;
        }
        Role role = of(file);
        return role == Role.DATA
                        && open.filter(layout -> holdsParameter(file, layout)).isPresent()
                ? Role.WEIGHTS
                : role;
    }

    private static boolean holdsParameter(Path file, ParameterLayout layout) {
        try {
            if (!Formats.all().can(file, Role.WEIGHTS) || Formats.all().can(file, Role.DATA)) {
                return false;
            }
            try (NamedArrays held = CheckpointReaders.open(file)) {
                return held.arrays().stream().anyMatch(array -> isParameter(array, layout));
            }
        } catch (IOException e) {
            // Whoever opens it says what is wrong with it.
            return false;
        }
    }

    private static boolean isParameter(NamedArrays.Array array, ParameterLayout layout) {
        return layout.find(array.name())
                .filter(parameter -> Arrays.equals(parameter.shape(), array.shape()))
                .isPresent();
    }

    /** Returns what a file is taken for: a model where nothing is known of it, since its reader says what it is. */
    static Role of(Path file) {
        return of(file, Formats.all());
    }

    /** Returns what a file is taken for among these formats. */
    static Role of(Path file, Formats formats) {
        Set<Role> roles = formats.likelyRoles(file);
        return IN_ORDER.stream().filter(roles::contains).findFirst().orElse(Role.MODEL);
    }
}
