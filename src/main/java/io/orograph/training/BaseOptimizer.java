package io.orograph.training;

import io.orograph.choice.Named;
import java.util.List;

/**
 * An update rule that a person can choose, with PyTorch's defaults but for the learning rate of plain descent. One more is
 * a class that implements {@link UpdateRule} and a line in the list behind {@link #all}.
 *
 * @param label the name on the command line and in exports
 * @param title the name in a caption and in a list of choices
 * @param defaultLearningRate where none is given: PyTorch's; where PyTorch demands one (older versions, SGD), 0.1
 * @param factory makes the rule
 */
public record BaseOptimizer(String label, String title, double defaultLearningRate, Factory factory) implements Named {

    public static final BaseOptimizer SGD =
            new BaseOptimizer("sgd", "SGD", 0.1, (size, momentum, decay) -> new GradientDescent(size, 0, false, decay));
    public static final BaseOptimizer MOMENTUM = new BaseOptimizer(
            "momentum",
            "SGD with momentum",
            0.1,
            (size, momentum, decay) -> new GradientDescent(size, momentum, false, decay));
    public static final BaseOptimizer NESTEROV = new BaseOptimizer(
            "nesterov",
            "SGD with Nesterov momentum",
            0.1,
            (size, momentum, decay) -> new GradientDescent(size, momentum, true, decay));
    public static final BaseOptimizer ADAM =
            new BaseOptimizer("adam", "Adam", 1e-3, (size, momentum, decay) -> new Adam(size, decay, false));
    public static final BaseOptimizer ADAMW =
            new BaseOptimizer("adamw", "AdamW", 1e-3, (size, momentum, decay) -> new Adam(size, decay, true));
    public static final BaseOptimizer RMSPROP =
            new BaseOptimizer("rmsprop", "RMSProp", 1e-2, (size, momentum, decay) -> new RootMeanSquare(size, decay));

    private static final List<BaseOptimizer> ALL = List.of(SGD, MOMENTUM, NESTEROV, ADAM, ADAMW, RMSPROP);

    /** Makes a rule in its first state. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Makes the rule.
         *
         * @param size length of θ
         * @param momentum μ; not read by rules that have none
         * @param weightDecay λ; on the weights if the rule decouples it, as AdamW does, else an L2 penalty
         */
        UpdateRule rule(int size, double momentum, double weightDecay);
    }

    /** Returns those that come with the program, in the order of a list of choices. */
    public static List<BaseOptimizer> all() {
        return ALL;
    }

    /** Returns a rule in its first state: see {@link Factory#rule}. */
    UpdateRule rule(int size, double momentum, double weightDecay) {
        return factory.rule(size, momentum, weightDecay);
    }

    /** Returns the label: what a rule is made by says nothing to a reader. */
    @Override
    public String toString() {
        return label;
    }
}
