package io.orograph.ui.lesson;

import io.orograph.study.Sample;

/** What a lesson changes of the window itself. */
public interface LessonRoom {

    /** Opens a sample with the settings that it brings, after asking about what would be lost. */
    void open(Sample sample);

    /** Shows the surface from where it is seen at the beginning: what a lesson says of a picture is of this view. */
    void lookAnew();

    /**
     * Shows readouts and plots.
     *
     * @param tab of the readouts, in lower case; none to fold them away
     * @param plot surface or heatmap alone; all for every plot
     * @param readout the id of what is scrolled to in the tab; none for nothing
     */
    void show(String tab, String plot, String readout);

    /** Makes room for a lesson beside the picture. */
    void begin();

    /** Gives the room back. */
    void end();
}
