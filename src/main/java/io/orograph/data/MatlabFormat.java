package io.orograph.data;

import io.orograph.arrays.Mat5Arrays;
import io.orograph.arrays.NamedArrays;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** MATLAB's files of version 5, of which one array holds the inputs and another the targets. */
public final class MatlabFormat extends ArrayStore {

    @Override
    public Identity identity() {
        return new Identity("matlab", "MATLAB", "a MATLAB file", List.of(".mat"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.startsWith("MATLAB 5.0 MAT-file");
    }

    @Override
    NamedArrays open(Path file) throws IOException {
        return Mat5Arrays.open(file);
    }
}
