/**
 * The window itself: it makes the models, lays out the panes, and holds the menu. No pane knows another; what they
 * share are the models made here.
 */
package io.orograph.ui.main;
