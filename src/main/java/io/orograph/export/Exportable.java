package io.orograph.export;

import io.orograph.provenance.Provenance;

/** A result that can be written into a file: its arrays by name, and where it comes from. */
public interface Exportable {

    /** Returns where it comes from. */
    Provenance provenance();

    /** Returns what an export holds, the same whoever asks for it. */
    NamedValues values();
}
