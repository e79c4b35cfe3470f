/**
 * The columns of Parquet files, read by Apache's library without Hadoop. What they mean as data is decided in
 * {@code io.orograph.data}; no other package knows the library.
 */
package io.orograph.data.parquet;
