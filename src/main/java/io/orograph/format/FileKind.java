package io.orograph.format;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What a file is, told by its content.
 *
 * @param roles those that it can play by what is in it; none if this program does not read it
 */
public record FileKind(FileHead head, Format format, Set<Role> roles) {

    public FileKind {
        roles = Set.copyOf(roles);
    }

    /** Returns whether the file can play a role by what is in it. */
    public boolean can(Role role) {
        return roles.contains(role);
    }

    /** Returns what can be done with the file here: a sentence for each role. */
    public List<String> uses() {
        return roles.stream().sorted().map(Role::use).toList();
    }

    /** Returns what is in the file; see {@link Format#contents}. */
    public Contents contents() throws IOException {
        return format.contents(head);
    }
}
