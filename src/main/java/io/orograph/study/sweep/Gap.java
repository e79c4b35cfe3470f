package io.orograph.study.sweep;

import io.orograph.choice.Named;
import java.util.function.ToDoubleFunction;

/** What a measure of sharpness is held against: how much worse a network is on samples that it was not trained on. */
public enum Gap implements Named {
    /** Test loss − training loss. */
    LOSS("loss-gap", "gap of the loss", SweptOutcome::lossGap),
    /** Training accuracy − test accuracy. */
    ERROR("error-gap", "gap of the error", SweptOutcome::errorGap),
    /** The loss on the test samples. */
    TEST_LOSS("test-loss", "test loss", outcome -> outcome.test().loss()),
    /** 1 − the accuracy on the test samples. */
    TEST_ERROR("test-error", "test error", outcome -> 1 - outcome.test().accuracy());

    private final String label;
    private final String title;
    private final ToDoubleFunction<SweptOutcome> of;

    Gap(String label, String title, ToDoubleFunction<SweptOutcome> of) {
        this.label = label;
        this.title = title;
        this.of = of;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns it; NaN where it is not known. */
    public double of(SweptOutcome outcome) {
        return of.applyAsDouble(outcome);
    }
}
