/**
 * The window itself: it makes the models, lays out the panes, and holds the menu. Panes know each other as little as
 * can be: most share nothing but the models made here, and those that build on what another pane does (the path of a
 * training on its evaluation, the plane between models on both) are given that pane's model. Nothing is measured here,
 * and no other package of the window uses this one.
 */
package io.orograph.ui.main;
