package io.orograph.export;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NpzArrays;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Pairs of directions as {@link DirectionsNpz} writes them. */
public final class DirectionsFormat implements Format {

    @Override
    public String id() {
        return "directions";
    }

    @Override
    public String name() {
        return "directions of Orograph (NPZ)";
    }

    @Override
    public String label() {
        return "directions that Orograph saved (NPZ)";
    }

    @Override
    public List<String> endings() {
        return List.of(".npz");
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.DIRECTIONS);
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.hasEntry(name -> name.startsWith(DirectionsNpz.FIRST) && name.endsWith(".npy"))
                && head.hasEntry(name -> name.startsWith(DirectionsNpz.SECOND) && name.endsWith(".npy"));
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        try (NpzArrays npz = NpzArrays.open(head.path())) {
            Contents.Builder contents = new Contents.Builder();
            ArraysFormat.describe(npz, contents);
            return contents.notes(ResultNpz.PROVENANCE, ProvenanceText.read(npz).entries())
                    .build();
        }
    }
}
