package io.orograph.training;

import io.orograph.arrays.NpzArrays;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Format;
import io.orograph.format.Role;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The format of the state that a recorded training needs to go on, as {@link StateNpz} writes it: opened with its
 * folder, never alone.
 */
public final class TrainingStateFormat implements Format {

    @Override
    public Identity identity() {
        return new Identity(
                "training-state",
                "state of a training (NPZ)",
                "the state of a training that Orograph recorded (NPZ)",
                List.of(".npz"),
                Set.of(Role.TRAINING_STATE));
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return head.hasArrays(StateNpz.NEEDED);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        try (NpzArrays npz = NpzArrays.open(head.path())) {
            Tensor steps = npz.tensor(StateNpz.STEPS);
            if (steps.size() == 0) {
                throw new UnsupportedFileException(head.path(), "does not say after how many steps it was saved");
            }
            return new Contents.Builder()
                    .fact("steps", "Steps", steps.getLong(0))
                    .fact("settings", "Settings", npz.readText(StateNpz.SETTINGS))
                    .build();
        }
    }
}
