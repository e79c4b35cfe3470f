/**
 * The provenance of a result, as typed entries whose names are written once, and as one line of JSON. Used by all that
 * computes or writes results; knows none of them.
 */
package io.orograph.provenance;
