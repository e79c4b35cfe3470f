/**
 * How the window speaks to the person outside its panes: problems, each as one sentence with details to copy, and short
 * notices.
 */
package io.orograph.ui.dialog;
