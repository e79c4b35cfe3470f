package io.orograph.study.sweep;

import io.orograph.choice.Named;
import io.orograph.study.Sample;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An experiment that comes with the program: a question, the sample that it is asked of, and what is varied. All of it can be
 * changed by whoever asks; what it shows is computed where it is asked.
 *
 * @param label a short name, as on the command line
 * @param title what a menu calls it
 * @param question what is asked
 * @param limits what it does not show, whatever comes of it
 * @param sample whose data are trained on
 * @param others samples whose architectures are trained besides that of the first, or texts such as {@code mlp:64-128-10}
 * @param own whether the architecture of the sample is one of those that are trained
 * @param choices what is varied, without the models
 */
public record ReadyExperiment(
        String label,
        String title,
        String question,
        String limits,
        String sample,
        List<String> others,
        boolean own,
        SweepChoices choices)
        implements Named {

    private static final String DIGITS = "digits-mlp";
    private static final SweptRule SGD = new SweptRule(BaseOptimizer.SGD, Ascent.NONE);
    private static final SweptRule SAM = new SweptRule(BaseOptimizer.SGD, Ascent.SAM);

    private static final int ALL_DIGITS = 1437;
    private static final int SEEDS = 10;

    /** Runs of the digits end here: all classes are right long before, and most can come so far. */
    private static final StopRule DOWN = new StopRule(0.02, 3000, 20);

    private static final List<ReadyExperiment> ALL = List.of(
            new ReadyExperiment(
                    "pair",
                    "A sharp and a flat minimum",
                    "One network trained twice from the same weights until its training loss is at most 0.02, in small"
                            + " batches and on all samples at once: is one minimum sharper?",
                    "One seed shows that there is such a pair, not that it is so as a rule; “batch” asks that.",
                    DIGITS,
                    List.of(),
                    true,
                    onDigits(List.of(SGD), List.of(8, ALL_DIGITS))),
            new ReadyExperiment(
                    "batch",
                    "Large batch against small",
                    "Do large batches end in sharper minima, and do those generalise worse (Keskar et al. 2017)?",
                    "It holds for this network, these data and one learning rate for all batches. Small batches jump a"
                            + " little below the loss at which runs end. That both move with the batch does not say that"
                            + " one moves the other: within settings, p tells whether the sharper of two runs alike is the"
                            + " worse one.",
                    DIGITS,
                    List.of(),
                    true,
                    onDigits(List.of(SGD), List.of(8, 64, ALL_DIGITS)).withSeeds(SEEDS)),
            new ReadyExperiment(
                    "sam",
                    "SGD against SAM",
                    "Does sharpness-aware minimisation end in flatter minima, and do those generalise better (Foret et al."
                            + " 2021)?",
                    "It holds for this network, these data, this radius and runs that end at one training loss; SAM takes"
                            + " two gradients a step.",
                    DIGITS,
                    List.of(),
                    true,
                    onDigits(List.of(SGD, SAM), List.of(32)).withRadius(0.1).withSeeds(SEEDS)),
            new ReadyExperiment(
                    "skips",
                    "With and without skip connections",
                    "How much do the skip connections of a deep network ease its training, and is it flatter where it ends"
                            + " (Li et al. 2018)?",
                    "Both train for as many epochs, not down to one loss, so that a difference of their sharpness may"
                            + " be one of how far they have come. It holds for these twins and one learning rate.",
                    "digits-resnet",
                    List.of("digits-plain"),
                    true,
                    SweepChoices.of(
                                    List.of(),
                                    List.of(new SweptRule(BaseOptimizer.MOMENTUM, Ascent.NONE)),
                                    List.of(64),
                                    new StopRule(0, 10, 0))
                            .withRate(0.02)
                            .withSeeds(5)
                            .withMeasures(List.of("gaussian-filter"))),
            new ReadyExperiment(
                    "widths",
                    "Narrow and wide",
                    "Do wider networks of one depth generalise better, and are their minima flatter?",
                    "Networks of different sizes have no common scale of sharpness, and its measures need not agree:"
                            + " look at each. It holds for one hidden layer, these data and one learning rate.",
                    DIGITS,
                    List.of("mlp:64-16-10", "mlp:64-64-10", "mlp:64-256-10"),
                    false,
                    // Networks by their widths take the pixels as they are, 0 to 16: steps are so much longer.
                    SweepChoices.of(List.of(), List.of(SGD), List.of(32), new StopRule(0.02, 300, 20))
                            .withRate(0.01)
                            .withSeeds(SEEDS)));

    private static SweepChoices onDigits(List<SweptRule> rules, List<Integer> batches) {
        return SweepChoices.of(List.of(), rules, batches, DOWN).withRate(0.2);
    }

    /** Returns all of them, the smallest first. */
    public static List<ReadyExperiment> all() {
        return ALL;
    }

    /** Returns the smallest: a sharp and a flat minimum of one network. */
    public static ReadyExperiment pair() {
        return ALL.get(0);
    }

    /**
     * Returns what is varied, with the files of the samples.
     *
     * @param samples that came with the program
     * @throws IOException if one that it needs is not there; the message is a sentence
     */
    public SweepChoices choices(List<Sample> samples) throws IOException {
        List<Path> models = new ArrayList<>();
        if (own) {
            models.add(sample(samples, sample).model());
        }
        for (String other : others) {
            Path described = Path.of(other);
            models.add(
                    SweepModels.isDescribed(described)
                            ? described
                            : sample(samples, other).model());
        }
        return choices.with(models);
    }

    /**
     * Returns the sample whose data are trained on.
     *
     * @throws IOException if it is not there; the message is a sentence
     */
    public Sample sample(List<Sample> samples) throws IOException {
        return sample(samples, sample);
    }

    private static Sample sample(List<Sample> samples, String name) throws IOException {
        return samples.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FileSystemException(
                        null,
                        null,
                        "The sample " + name + " is not there; put the folder sample-models beside the program"));
    }
}
