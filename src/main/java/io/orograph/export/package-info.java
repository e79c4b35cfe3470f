/**
 * The numbers behind the pictures as files: landscapes as NPZ and CSV, directions as NPZ, each with its provenance. A
 * file is written under a temporary name and moved into place.
 */
package io.orograph.export;
