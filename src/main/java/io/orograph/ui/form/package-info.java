/** Small controls that the panes share: captions, sliders with their value, help pop-overs. */
package io.orograph.ui.form;
