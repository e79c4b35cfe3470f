/** The pane that shows the data: their file, how many samples are used, and the loss between them and the model. */
package io.orograph.ui.data;
