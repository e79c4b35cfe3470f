package io.orograph.ui.session;

import io.orograph.session.StoredResult;
import java.util.List;
import java.util.Optional;

/** A part of the window whose results a session holds beside the landscapes. */
public interface SessionPart {

    /** Returns what there is to save. */
    List<StoredResult> stored();

    /**
     * Shows what a session holds as soon as its model and data are open.
     *
     * @param results all of the session; others are left alone
     */
    void restore(List<StoredResult> results);

    /** Tells whether a result is of this part, which then says itself what is saved of it. */
    boolean owns(StoredResult result);

    /** Returns its work that goes when another model or other data are opened, and was not saved; empty if there is none. */
    default Optional<Costly> costly() {
        return Optional.empty();
    }
}
