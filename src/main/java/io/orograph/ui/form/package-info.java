/**
 * Small controls that the panes share: captions, hints, choices, sliders with their value, the row that says how far
 * something is, help pop-overs. They know nothing of networks or losses: what they show and change comes as properties
 * and texts. What only one pane needs is in that pane's package.
 */
package io.orograph.ui.form;
