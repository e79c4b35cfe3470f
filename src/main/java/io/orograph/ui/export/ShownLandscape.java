package io.orograph.ui.export;

import io.orograph.landscape.ConvexityMap;
import io.orograph.study.LandscapeStudy;
import javafx.beans.value.ObservableValue;

/**
 * The landscape that the window shows, with what is measured over it.
 *
 * @param result null while there is none
 * @param convexity of the same plane; null while there is none
 */
public record ShownLandscape(ObservableValue<LandscapeStudy.Result> result, ObservableValue<ConvexityMap> convexity) {

    /** Returns the landscape with the map of convexity that is over it; only while it is not {@linkplain #isEmpty empty}. */
    LandscapeStudy.Result whole() {
        LandscapeStudy.Result subject = result.getValue();
        ConvexityMap map = convexity.getValue();
        return map == null ? subject : subject.with(map);
    }

    /** Tells whether there is nothing to export. */
    boolean isEmpty() {
        return result.getValue() == null || result.getValue().landscape().evaluatedCells() == 0;
    }
}
