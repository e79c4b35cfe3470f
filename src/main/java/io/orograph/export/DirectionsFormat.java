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
    public Identity identity() {
        return new Identity(
                "directions",
                "directions of Orograph (NPZ)",
                "directions that Orograph saved (NPZ)",
                List.of(".npz"),
                Set.of(Role.DIRECTIONS));
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
