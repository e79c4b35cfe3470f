package io.orograph.ui.evaluation;

import io.orograph.study.LandscapeForecast;
import io.orograph.ui.form.LongWorkWatch;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Whether a person is to be asked about an evaluation: once a run, when it shows that it takes long or most of the memory, and
 * no longer when it shows that it does not. The first cells are slower than those that follow.
 */
final class LongRunQuestion {

    /** Forecasts within this factor say the same. */
    private static final double SAME_TIME = 1.5;

    private final ReadOnlyObjectWrapper<LandscapeForecast> forecast = new ReadOnlyObjectWrapper<>(this, "forecast");
    private boolean asked;

    /** Takes back what was asked, since another run begins. */
    void begin() {
        asked = false;
        forecast.set(null);
    }

    /** Takes back what was asked: nothing runs any more. */
    void end() {
        forecast.set(null);
    }

    /** Looks at how the run does. */
    void look(EvaluationRun run) {
        boolean isOpen = forecast.get() != null;
        if (asked && !isOpen) {
            return;
        }
        run.forecast().ifPresent(found -> {
            boolean isLong = found.seconds() > LongWorkWatch.LONG_SECONDS || found.takesMuchMemory();
            if (isLong && (!isOpen || differs(found, forecast.get()))) {
                asked = true;
                forecast.set(found);
            } else if (!isLong && isOpen) {
                forecast.set(null);
            }
        });
    }

    /** Tells whether what is said of the time is no longer true, as far as it is true of any forecast. */
    private static boolean differs(LandscapeForecast now, LandscapeForecast said) {
        double ratio = now.seconds() / said.seconds();
        return Math.max(ratio, 1 / ratio) > SAME_TIME;
    }

    /** Returns what is asked about; null while nothing is. */
    ReadOnlyObjectProperty<LandscapeForecast> forecastProperty() {
        return forecast.getReadOnlyProperty();
    }
}
