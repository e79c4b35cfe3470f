package io.orograph.ui.workspace;

import java.util.List;

/**
 * What was chosen of a model and its data when they were open before.
 *
 * @param data the choices about data and loss
 * @param splits how parameters of the model are split
 */
public record OpenChoices(DataChoices data, List<String> splits) {
    public OpenChoices {
        splits = List.copyOf(splits);
    }

    /** Returns choices about the data alone. */
    public static OpenChoices of(DataChoices data) {
        return new OpenChoices(data, List.of());
    }
}
