package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.study.Experiment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The parameters named after {@code --hold}. */
final class HeldNames {

    static final String LABEL = "NAME[,NAME...]";

    private HeldNames() {}

    /**
     * Returns the names, of which commas may part several; a name may have a comma itself.
     *
     * @throws CommandLine.ParameterException if the model has no parameter of such a name
     */
    static Set<String> checked(List<String> held, Experiment experiment, CommandLine line) {
        Set<String> names = new HashSet<>();
        for (String given : held) {
            names.addAll(experiment.layout().find(given).isPresent() ? List.of(given) : List.of(given.split(",")));
        }
        for (String name : names) {
            if (experiment.layout().find(name).isEmpty()) {
                String model = FileName.of(experiment.model().path());
                throw new CommandLine.ParameterException(
                        line,
                        model + " has no parameter \"" + name + "\" to hold; orograph info " + model
                                + " lists those that it has");
            }
        }
        return names;
    }
}
