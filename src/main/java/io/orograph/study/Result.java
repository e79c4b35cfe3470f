package io.orograph.study;

import io.orograph.export.Exportable;

/**
 * What a study found: an immutable value that knows where it comes from, what an export of it holds, and the command
 * line that repeats it.
 */
public interface Result extends Exportable {

    /** Returns the command line that computes the same again. */
    Command command();
}
