package io.orograph.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A command that takes as many models as a person names. */
abstract class ModelsCommand extends ModelCommand {

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "MODEL",
            description = "More of them; what a MODEL may be is said below")
    private List<Path> others = List.of();

    /** Returns all models that are named. */
    List<Path> files() {
        List<Path> all = new ArrayList<>(List.of(file()));
        all.addAll(others);
        return all;
    }
}
