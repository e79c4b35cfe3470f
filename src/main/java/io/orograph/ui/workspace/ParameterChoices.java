package io.orograph.ui.workspace;

import io.orograph.model.OpenedModel;
import io.orograph.model.OpenedModel.Choice;
import io.orograph.model.SplitWords;
import io.orograph.network.SplitTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a person's wish makes of the choice of parameters that a model was opened with. */
final class ParameterChoices {

    private ParameterChoices() {}

    /** Makes a constant a parameter or the other way round; a second time takes that back. */
    static Choice otherwise(OpenedModel model, String name) {
        Choice now = model.choice();
        Set<String> asParameters = new TreeSet<>(now.asParameters());
        Set<String> asConstants = new TreeSet<>(now.asConstants());
        if (!asParameters.remove(name) && !asConstants.remove(name)) {
            boolean isParameter = model.network().layout().find(name).isPresent();
            (isParameter ? asConstants : asParameters).add(name);
        }
        return new Choice(asParameters, asConstants, now.untied(), now.splits());
    }

    /** Splits one more parameter. */
    static Choice splitting(OpenedModel model, String words) {
        Choice now = model.choice();
        List<String> splits = new ArrayList<>(now.splits());
        splits.add(words);
        return new Choice((Set<String>) now.asParameters(), now.asConstants(), now.untied(), splits);
    }

    /** Takes back that a tensor is split, and with it what was chosen of its parts. */
    static Choice joining(OpenedModel model, String part) {
        Choice now = model.choice();
        List<SplitTensor> splits = model.network().layout().split();
        String whole = splits.stream()
                .filter(split -> split.parts().contains(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(part + " is no part"))
                .name();
        Set<String> parts = new TreeSet<>();
        List<String> others = new ArrayList<>();
        for (SplitTensor split : splits) {
            if (split.name().equals(whole) || parts.contains(split.name())) {
                parts.addAll(split.parts());
            } else {
                others.add(SplitWords.word(split));
            }
        }
        Set<String> asConstants = new TreeSet<>(now.asConstants());
        asConstants.removeAll(parts);
        return new Choice((Set<String>) now.asParameters(), asConstants, now.untied(), others);
    }
}
