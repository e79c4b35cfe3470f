package io.orograph.session;

import io.orograph.export.Exportable;
import io.orograph.study.LandscapeStudy;
import java.util.Optional;

/**
 * A result in a session.
 *
 * @param kind what it is of: {@code landscape}, {@code spectrum}
 * @param title what a person calls it
 * @param shown whether the window showed it when the session was saved
 * @param cells by what the cells of a landscape are known again; empty where that is not known
 * @param result as it was computed, or as it was read
 */
public record StoredResult(String kind, String title, boolean shown, String cells, Exportable result) {

    /** The kind of a landscape. */
    public static final String LANDSCAPE = "landscape";

    /** Returns a landscape. */
    public static StoredResult of(LandscapeStudy.Result landscape, boolean shown, String cells) {
        return new StoredResult(LANDSCAPE, landscape.landscape().section().title(), shown, cells, landscape);
    }

    /** Returns another result. */
    public static StoredResult of(String kind, String title, Exportable result) {
        return new StoredResult(kind, title, false, "", result);
    }

    /** Returns the landscape; empty for another result. */
    public Optional<LandscapeStudy.Result> landscape() {
        return result instanceof LandscapeStudy.Result landscape ? Optional.of(landscape) : Optional.empty();
    }
}
