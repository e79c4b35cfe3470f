/**
 * How the window speaks to the person outside its panes: problems, each as one sentence with details to copy, short notices,
 * questions for files, and further windows.
 */
package io.orograph.ui.dialog;
