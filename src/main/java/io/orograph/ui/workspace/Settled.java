package io.orograph.ui.workspace;

import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import java.nio.file.Path;

/**
 * What is open in a workspace while nothing is being opened, and the choices about it: what it goes back to when an opening
 * is cancelled.
 *
 * @param asRead the model without a person's choice of its parameters
 * @param dataOf the model file that the data were evaluated with
 */
record Settled(
        OpenedModel model,
        OpenedModel asRead,
        LoadedData data,
        Path dataOf,
        LeftOver leftOver,
        Sample sample,
        ArraysQuestion question,
        Weights weights,
        DataChoices choices,
        String mismatch) {

    /** Nothing is open. */
    static final Settled NOTHING = new Settled(null, null, null, null, null, null, null, null, DataChoices.FOUND, "");
}
