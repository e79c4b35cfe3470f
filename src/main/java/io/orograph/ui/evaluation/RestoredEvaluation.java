package io.orograph.ui.evaluation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An evaluation of before, to be asked again.
 *
 * @param settings of it
 * @param section the file of its plane, where that does not follow from the settings
 */
public record RestoredEvaluation(EvaluationSettings settings, Optional<Path> section) {}
