/**
 * Background work for the window: the one place that makes JavaFX Tasks. Work runs on an injected executor; of each
 * kind only the newest request publishes.
 */
package io.orograph.ui.task;
