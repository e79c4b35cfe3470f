package io.orograph.ui.runs;

import io.orograph.session.StoredResult;
import io.orograph.study.runs.StoredRun;
import io.orograph.ui.session.SessionPart;
import java.util.List;

/** The runs in a session: curves, settings, sharpness and the last weights of each. */
public final class StoredRuns implements SessionPart {

    private static final String KIND = "run";

    private final RunsModel model;

    /** Makes the part of a list. */
    public StoredRuns(RunsModel model) {
        this.model = model;
    }

    @Override
    public List<StoredResult> stored() {
        return model.all().stream()
                .map(run -> StoredResult.of(KIND, run.name(), run))
                .toList();
    }

    @Override
    public void restore(List<StoredResult> results) {
        for (StoredResult result : results) {
            if (owns(result)) {
                StoredRun.read(result.result().values()).ifPresent(model::putBack);
            }
        }
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(KIND);
    }
}
