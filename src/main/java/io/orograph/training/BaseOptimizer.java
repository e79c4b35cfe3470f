package io.orograph.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The update rules that a person can choose, with PyTorch's defaults but for the learning rate of plain descent. */
public enum BaseOptimizer {
    SGD("sgd", "SGD", 0.1),
    MOMENTUM("momentum", "SGD with momentum", 0.1),
    NESTEROV("nesterov", "SGD with Nesterov momentum", 0.1),
    ADAM("adam", "Adam", 1e-3),
    ADAMW("adamw", "AdamW", 1e-3),
    RMSPROP("rmsprop", "RMSProp", 1e-2);

    private final String label;
    private final String title;
    private final double learningRate;

    BaseOptimizer(String label, String title, double learningRate) {
        this.label = label;
        this.title = title;
        this.learningRate = learningRate;
    }

    /** The name on the command line and in exports. */
    public String label() {
        return label;
    }

    /** The name in a list of choices. */
    public String title() {
        return title;
    }

    /** The learning rate where none is given: PyTorch's; where PyTorch demands one (older versions, SGD), 0.1. */
    public double defaultLearningRate() {
        return learningRate;
    }

    /**
     * A rule in its first state.
     *
     * @param size length of θ
     * @param momentum μ; read by {@link #MOMENTUM} and {@link #NESTEROV} only
     * @param weightDecay λ; on the weights with {@link #ADAMW}, else an L2 penalty
     */
    UpdateRule rule(int size, double momentum, double weightDecay) {
        return switch (this) {
            case SGD -> new GradientDescent(size, 0, false, weightDecay);
            case MOMENTUM -> new GradientDescent(size, momentum, false, weightDecay);
            case NESTEROV -> new GradientDescent(size, momentum, true, weightDecay);
            case ADAM -> new Adam(size, weightDecay, false);
            case ADAMW -> new Adam(size, weightDecay, true);
            case RMSPROP -> new RootMeanSquare(size, weightDecay);
        };
    }

    public static Optional<BaseOptimizer> named(String label) {
        return Arrays.stream(values()).filter(o -> o.label.equals(label)).findFirst();
    }

    /** All names, for a message. */
    public static String names() {
        return Arrays.stream(values()).map(BaseOptimizer::label).collect(Collectors.joining(", "));
    }
}
