package io.orograph.data;

import io.orograph.file.UnsupportedFileException;
import java.nio.file.Path;
import java.util.List;

/** Pictures are not of the size that a network takes, to which they can be brought. */
public final class OtherSizeException extends UnsupportedFileException {

    private static final long serialVersionUID = 1L;

    private final int height;
    private final int width;

    OtherSizeException(Path file, String sentence, List<Integer> size) {
        super(file, sentence);
        height = size.get(0);
        width = size.get(1);
    }

    /** Returns the height and width that the network takes. */
    public List<Integer> size() {
        return List.of(height, width);
    }
}
