package io.orograph.ui.workspace;

import io.orograph.arrays.NamedArrays;
import io.orograph.data.DataSource;
import java.util.List;

/**
 * What is to be asked of a person: which of a file's arrays are the inputs, and which the targets.
 *
 * @param source the file as it was named
 * @param arrays to choose from
 */
public record ArraysQuestion(DataSource source, List<NamedArrays.Array> arrays) {

    public ArraysQuestion {
        arrays = List.copyOf(arrays);
    }
}
