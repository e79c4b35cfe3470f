/**
 * The list of runs: every training of the window and every recorded folder, their curves over each other, and what is asked of
 * those that are ticked. Other packages hand runs in; this one asks studies only through the models of planes, curves and
 * comparisons.
 */
package io.orograph.ui.runs;
