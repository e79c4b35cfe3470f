package io.orograph.ui.session;

import io.orograph.landscape.ConvexityMap;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.workspace.Workspace;
import javafx.beans.value.ObservableValue;

/**
 * What a session is made of.
 *
 * @param workspace what is open
 * @param evaluation settings of the plane, and what is shown
 * @param display how it is shown
 * @param history the landscapes
 * @param convexity the map over what is shown; null while there is none
 * @param saved run when all was saved
 */
public record SessionParts(
        Workspace workspace,
        EvaluationModel evaluation,
        DisplaySettings display,
        HistoryModel history,
        ObservableValue<ConvexityMap> convexity,
        Runnable saved) {}
