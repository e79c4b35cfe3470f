package io.orograph.ui.main;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tells what a file that a person dropped is to be opened as: by what it holds, then by its name. */
final class DroppedRole {

    /** What most can be done with comes first: an archive of arrays may be data and weights. */
    private static final List<Role> IN_ORDER =
            List.of(Role.DATA, Role.MODEL, Role.LANDSCAPE, Role.DIRECTIONS, Role.WEIGHTS);

    private DroppedRole() {}

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
