package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.study.Experiment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The parameters named after {@code --hold}. */
final class HeldNames {

    private HeldNames() {}

    /**
     * @throws CommandLine.ParameterException if the model has no parameter of such a name
     */
    static Set<String> checked(List<String> held, Experiment experiment, CommandLine line) {
        for (String name : held) {
            if (experiment.layout().find(name).isEmpty()) {
                String model = FileName.of(experiment.model().path());
                throw new CommandLine.ParameterException(
                        line,
                        model + " has no parameter \"" + name + "\" to hold; orograph info " + model
                                + " lists those that it has");
            }
        }
        return new HashSet<>(held);
    }
}
