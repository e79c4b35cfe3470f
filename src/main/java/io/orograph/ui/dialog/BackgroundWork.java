package io.orograph.ui.dialog;

import java.util.concurrent.Executor;

/**
 * What work in the background needs: threads to run on, and somebody to tell what goes wrong.
 *
 * @param executor runs it
 * @param problems told of failures, on the JavaFX application thread
 */
public record BackgroundWork(Executor executor, Problems problems) {}
