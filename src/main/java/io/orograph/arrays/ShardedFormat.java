package io.orograph.arrays;

import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The index of a checkpoint that was saved in several files (shards), as Hugging Face's libraries save large ones. */
public final class ShardedFormat implements ArraysFormat {

    private static final Pattern INDEX = Pattern.compile("(?s)\\s*\\{.*\"weight_map\"\\s*:.*");

    @Override
    public Identity identity() {
        return new Identity(
                "sharded",
                "index of a checkpoint in shards",
                "the index of a checkpoint in shards",
                List.of(".index.json"),
                Set.of(Role.WEIGHTS));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.isText() && INDEX.matcher(head.text()).matches();
    }

    @Override
    public NamedArrays openArrays(FileHead head) throws IOException {
        return ShardedArrays.open(head.path());
    }
}
