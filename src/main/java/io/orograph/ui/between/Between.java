package io.orograph.ui.between;

import io.orograph.figure.Overlay;
import io.orograph.ui.evaluation.GivenPlane;
import java.util.List;

/**
 * A plane through models, with what is drawn over it.
 *
 * @param plane the plane and the part of it to evaluate
 * @param overlay the models, and the curve where there is one, in its coordinates
 * @param models the models, in the order in which they were chosen
 * @param connection the losses along the curve and the straight line; null for a plane without a curve
 * @param notices how arrays were matched where it was not by their names alone
 */
record Between(
        GivenPlane plane, Overlay overlay, List<PlacedModel> models, Connection connection, List<String> notices) {

    Between {
        models = List.copyOf(models);
        notices = List.copyOf(notices);
    }
}
