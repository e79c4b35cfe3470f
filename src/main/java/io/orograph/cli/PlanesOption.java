package io.orograph.cli;

import io.orograph.landscape.Profiles;
import io.orograph.plane.RandomDirections;
import io.orograph.study.Experiment;
import io.orograph.study.ProfileStudy;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option to draw other random planes too, and what is said of them. */
final class PlanesOption {

    /** Each is evaluated along its two axes. */
    static final class Planes extends OptionTypes.Count {
        Planes() {
            super(1000);
        }
    }

    @Option(
            names = "--planes",
            paramLabel = "K",
            converter = Planes.class,
            description =
                    "Draw K other random planes too, and say how typical this one is: the loss along their axes, how it"
                            + " bends, and which range shows the valley around the model; an .npz of --out holds them as"
                            + " profile_loss")
    private Integer planes;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    boolean isGiven() {
        return planes != null;
    }

    /**
     * Checks that the plane that is shown is one of those that are drawn.
     *
     * @throws CommandLine.ParameterException if other planes are wanted beside one that is not along random directions
     */
    void check(boolean isRandom) {
        if (isGiven() && !isRandom) {
            throw new CommandLine.ParameterException(
                    mixee.commandLine(),
                    "--planes draws planes of random directions, which say nothing of how typical one along others is;"
                            + " leave out --directions");
        }
    }

    /**
     * Draws them.
     *
     * @param shown directions of the plane that is shown, after whose seed theirs come
     */
    ProfileStudy.Result measured(RandomDirections shown, double range, Experiment experiment, Console console) {
        try (StudyProgress progress = new StudyProgress(console, "Drawing other planes")) {
            return new ProfileStudy(shown.withSeed(shown.seed() + 1), planes, range)
                    .run(experiment, progress, console.cancel());
        }
    }

    static Map<String, Object> json(ProfileStudy.Result found) {
        Profiles profiles = found.profiles();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("lines", profiles.lines());
        object.put("alpha", profiles.positions());
        object.put("median", profiles.quantile(0.5));
        object.put("lower_quartile", profiles.quantile(0.25));
        object.put("upper_quartile", profiles.quantile(0.75));
        object.put("bends", profiles.bends());
        object.put("expected_bend", profiles.expected());
        object.put("expected_bend_se", profiles.expectedError());
        object.put("suggested_range", profiles.reach());
        object.put("words", found.sentences());
        return object;
    }
}
