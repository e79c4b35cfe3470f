package io.orograph.export;

import io.orograph.provenance.Provenance;

/**
 * A result that was read from a file, of which no more is known than the file says.
 *
 * @param values its arrays and texts, as the file has them
 */
public record SavedResult(NamedValues values, Provenance provenance) implements Exportable {}
