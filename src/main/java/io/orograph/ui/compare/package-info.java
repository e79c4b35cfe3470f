/**
 * Two to four models side by side: the same data, directions of the same seed, one scale and one camera, and what
 * differs in numbers and in a sentence. The models are opened and evaluated here, apart from what the main window has
 * open, one after the other in the background.
 */
package io.orograph.ui.compare;
