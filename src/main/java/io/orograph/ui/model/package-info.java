/** The pane that shows the opened model: its file, its layers and parameters, each with a box to hold it fixed. */
package io.orograph.ui.model;
