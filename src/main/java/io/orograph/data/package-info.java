/**
 * Data files and what is in them: readers for NPZ, NPY, CSV and IDX that turn a file into a {@link
 * io.orograph.data.Dataset}. A reader checks every size against the file before it allocates, and says in one
 * sentence what is wrong with a file it cannot take.
 */
package io.orograph.data;
