/**
 * Writers for the numbers behind the pictures: NPZ and CSV, each with its provenance. A file is written under a
 * temporary name and moved into place.
 */
package io.orograph.export;
