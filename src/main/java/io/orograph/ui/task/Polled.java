package io.orograph.ui.task;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/**
 * Background work that the window looks at ten times a second while it runs, instead of being told of each step: a
 * worker is never slowed by the window, nor the window flooded by a worker.
 */
public final class Polled {

    /** The time between two looks. */
    public static final Duration PERIOD = Duration.millis(100);

    private Polled() {}

    /**
     * Calls an action on the FX thread ten times a second whenever a property is true, first a period after it became
     * so. The calls go on for as long as the property lives.
     *
     * @param running whether there is something to look at
     * @param look shows what there is; not called once more when the property becomes false
     */
    public static void during(ObservableValue<Boolean> running, Runnable look) {
        Timeline looks = new Timeline(new KeyFrame(PERIOD, event -> look.run()));
        looks.setCycleCount(Animation.INDEFINITE);
        running.addListener((property, was, is) -> {
            if (is) {
                looks.play();
            } else {
                looks.stop();
            }
        });
        if (running.getValue()) {
            looks.play();
        }
    }
}
