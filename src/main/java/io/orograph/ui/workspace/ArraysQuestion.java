package io.orograph.ui.workspace;

import io.orograph.arrays.NamedArrays;
import io.orograph.data.DataSource;
import io.orograph.network.Port;
import java.util.List;

/**
 * What is to be asked of a person: which of a file's arrays go to the inputs of the network, and which are the targets.
 *
 * @param source the file as it was named
 * @param inputs of the network; none if it is not known
 * @param arrays to choose from
 */
public record ArraysQuestion(DataSource source, List<Port> inputs, List<NamedArrays.Array> arrays) {

    public ArraysQuestion {
        inputs = List.copyOf(inputs);
        arrays = List.copyOf(arrays);
    }
}
