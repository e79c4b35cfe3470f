package io.orograph.ui.main;

import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.weights.WeightsFiles;

/**
 * The questions for the files of a window.
 *
 * @param actions models, data, landscapes and directions
 * @param training checkpoints, and what was trained
 * @param connectivity models to lay planes and curves through
 * @param weights weights to make θ₀, and θ₀ to save
 */
record WindowFiles(FileActions actions, TrainingFiles training, ConnectivityFiles connectivity, WeightsFiles weights) {}
