/**
 * Data files and what is in them: each format of samples turns a file into a {@link io.orograph.data.Dataset}, from
 * the arrays that {@code arrays} reads or from a table. A reader checks every size against the file before it allocates,
 * and says in one sentence what is wrong with a file it cannot take.
 */
package io.orograph.data;
