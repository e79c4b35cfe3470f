package io.orograph.ui.session;

import io.orograph.landscape.ConvexityMap;
import io.orograph.session.StoredResult;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.workspace.Workspace;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;

/**
 * What a session is made of.
 *
 * @param workspace what is open
 * @param evaluation settings of the plane, and what is shown
 * @param display how it is shown
 * @param history the landscapes
 * @param others what else has results
 * @param convexity the map over what is shown; null while there is none
 * @param saving hears of the results that are about to be written; what it returns is run when all was saved
 */
public record SessionParts(
        Workspace workspace,
        EvaluationModel evaluation,
        DisplaySettings display,
        HistoryModel history,
        List<SessionPart> others,
        ObservableValue<ConvexityMap> convexity,
        Function<List<StoredResult>, Runnable> saving) {

    public SessionParts {
        others = List.copyOf(others);
    }

    /** Tells whether a part says itself what is saved of a result. */
    boolean owns(StoredResult result) {
        return result.landscape().isPresent() || others.stream().anyMatch(part -> part.owns(result));
    }
}
