package io.orograph.ui.session;

import io.orograph.session.StoredFile;

/**
 * A file of a session that is not where it was, or is another one now.
 *
 * @param role what it is: {@code model}, {@code data}, {@code targets}
 * @param stored as the session knows it
 * @param found what is in its place
 */
record MissingFile(String role, StoredFile stored, StoredFile.Found found) {

    boolean isChanged() {
        return found.state() == StoredFile.State.CHANGED;
    }

    /** Returns what is asked, a sentence or two. */
    String sentence() {
        return isChanged()
                ? found.path() + " has changed since the session was saved: what is shown is of the file as it was."
                : "The session's " + role + " is not where it was: " + stored.path();
    }
}
