package io.orograph.cli;

import io.orograph.study.ConvexityStudy;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option to measure the Hessian's extreme eigenvalues over a plane too. */
final class ConvexityOption {

    @Option(
            names = "--convexity",
            paramLabel = "N|NXxNY",
            converter = OptionTypes.Cells.class,
            description =
                    "Compute the largest and smallest eigenvalue of the Hessian of all weights too, on a coarse grid of"
                            + " the same range: where |smallest/largest| is near 0 the loss is close to convex in all"
                            + " directions; an .npz of --out holds them as convexity_largest and convexity_smallest")
    private OptionTypes.Resolution cells;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** Tells whether they are. */
    boolean isGiven() {
        return cells != null;
    }

    /**
     * Measures them over a landscape.
     *
     * @param held parameters that the Hessian is not taken over
     * @throws CommandLine.ParameterException if the landscape is one over which curvature is not known
     */
    LandscapeStudy.Result measured(
            LandscapeStudy.Result over, Set<String> held, Experiment experiment, Console console) {
        if (!ConvexityStudy.isKnownOver(over.landscape().section())) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    "--convexity is not known where statistics of batch normalisations are recomputed at every point;"
                            + " choose others with --batch-norm");
        }
        ConvexityStudy study = ConvexityStudy.over(over.landscape(), cells.nx(), cells.ny(), held);
        try (StudyProgress progress = new StudyProgress(console, "Measuring convexity")) {
            return over.with(study.run(experiment, progress, console.cancel()));
        }
    }
}
