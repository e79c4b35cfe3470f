package io.orograph.ui.workspace;

import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import java.util.Optional;

/**
 * The choices about open data and the loss on them.
 *
 * @param loss null to detect it
 * @param details how outputs and targets are read; its loss is not used
 * @param samples how many samples to use; 0 for all
 * @param scaleBytes whether bytes are scaled to 0–1
 */
public record DataChoices(LossKind loss, LossOptions details, int samples, boolean scaleBytes) {

    /** What is chosen when data are opened. */
    public static final DataChoices FOUND = new DataChoices(null, LossOptions.FOUND, 0, false);

    /** Returns choices of which the loss is one. */
    public static DataChoices of(LossOptions options, int samples, boolean scaleBytes) {
        return new DataChoices(options.kind().orElse(null), options.with(Optional.empty()), samples, scaleBytes);
    }
}
