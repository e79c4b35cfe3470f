/**
 * Two to four models side by side: the same data, directions of the same seed, one scale and one camera, and what
 * differs in numbers and in a sentence. The {@link io.orograph.study.Comparison}
 * opens and measures the models in the background, apart from what the main window has open; here it is shown.
 */
package io.orograph.ui.compare;
