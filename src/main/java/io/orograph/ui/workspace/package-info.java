/**
 * The state of what is open: the model, the data and the experiment made of them. The single owner of these, on the FX
 * thread; the panes derive what they show from it.
 */
package io.orograph.ui.workspace;
