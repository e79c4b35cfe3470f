package io.orograph.session;

import io.orograph.model.OpenedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a person chose to be parameters of a model, as a file holds it.
 *
 * @param asParameters names of constants or of tied tensors
 * @param asConstants names of parameters or of tied tensors
 * @param untied whether all tied tensors are parameters of their own
 * @param splits which parameters are split, in the order in which they were
 */
public record ParameterWords(List<String> asParameters, List<String> asConstants, boolean untied, List<String> splits) {

    public ParameterWords {
        asParameters = sorted(asParameters);
        asConstants = sorted(asConstants);
        splits = splits == null
                ? List.of()
                : splits.stream().filter(Objects::nonNull).toList();
    }

    private static List<String> sorted(List<String> names) {
        return names == null
                ? List.of()
                : names.stream().filter(Objects::nonNull).sorted().toList();
    }

    /** Returns a choice as a file holds it. */
    public static ParameterWords of(OpenedModel.Choice choice) {
        return new ParameterWords(
                List.copyOf(choice.asParameters()),
                List.copyOf(choice.asConstants()),
                choice.untied(),
                choice.splits());
    }

    /** Returns the choice. */
    public OpenedModel.Choice choice() {
        return new OpenedModel.Choice(new TreeSet<>(asParameters), new TreeSet<>(asConstants), untied, splits);
    }

    /** Returns what the bits of a result depend on, by the names of the command's options. */
    public Map<String, Object> entries() {
        return Map.of(
                "--as-parameter", String.join(",", asParameters),
                "--as-constant", String.join(",", asConstants),
                "--untie", untied,
                "--split", String.join(" ", splits));
    }
}
