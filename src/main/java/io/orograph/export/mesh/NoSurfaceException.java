package io.orograph.export.mesh;

import io.orograph.file.FileName;
import java.io.IOException;
import java.nio.file.Path;

/** Tells that a landscape has no square to make a solid or a surface of. */
public final class NoSurfaceException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param file that was to be written
     */
    public NoSurfaceException(Path file) {
        super(FileName.of(file)
                + " cannot be written: nowhere are four neighbouring cells evaluated and finite, so that there is no"
                + " surface; write NPZ or CSV instead");
    }
}
