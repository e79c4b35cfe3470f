package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options for what of the model's tensors counts as a parameter, where the reader's choice is not what is wanted.
 */
final class ParameterOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--as-parameter",
            paramLabel = "NAME",
            description =
                    "Take a constant or a tied tensor of the model as a parameter of its own (info lists them); may be"
                            + " repeated")
    private List<String> asParameters = new ArrayList<>();

    @Option(
            names = "--as-constant",
            paramLabel = "NAME",
            description = "Take a parameter of the model as a constant; may be repeated")
    private List<String> asConstants = new ArrayList<>();

    @Option(
            names = "--untie",
            description =
                    "Take all tensors that hold the numbers of another one as parameters of their own; without it,"
                            + " the two are one parameter")
    private boolean untie;

    @Option(
            names = "--split",
            paramLabel = "NAME[=PARTS]",
            description =
                    "Take the parts of a parameter as parameters of their own, where layers are merged in it: NAME as it"
                            + " is cut or as its gates lie, NAME=3 or NAME=q,k,v into equal parts, NAME=0:64,64 along an"
                            + " axis into parts of these sizes, all whatever shows its parts; may be repeated")
    private List<String> splits = new ArrayList<>();

    /**
     * Returns the model with the choice applied.
     *
     * @throws CommandLine.ParameterException if it has no tensor of such a name
     */
    OpenedModel applied(OpenedModel model) {
        try {
            return model.choosing(new OpenedModel.Choice(
                    new LinkedHashSet<>(asParameters), new LinkedHashSet<>(asConstants), untie, splits));
        } catch (IllegalArgumentException e) {
            String name = FileName.of(model.path());
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "in " + name + ", " + e.getMessage() + "; orograph info " + name + " lists what there is");
        }
    }
}
