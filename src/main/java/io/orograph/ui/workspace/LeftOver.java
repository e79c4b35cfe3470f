package io.orograph.ui.workspace;

import io.orograph.study.LoadedData;
import java.nio.file.Path;

/**
 * Data that were opened for another model than the one that is open now, and that are not evaluated with it unless a person
 * says so.
 *
 * @param data as they are read for the open model
 * @param of the model file that they were opened for
 * @param fits whether the open model can be evaluated on them at all
 */
public record LeftOver(LoadedData data, Path of, boolean fits) {}
