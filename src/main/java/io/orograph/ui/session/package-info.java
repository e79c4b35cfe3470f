/**
 * Saving what the window has, and opening it again: the finished picture at once, the model and its data behind it; files that
 * moved or changed are asked for in place.
 */
package io.orograph.ui.session;
