/**
 * The ground that every reader and writer shares, whatever is in the file: how a file that cannot be taken is refused,
 * how a file is put in place whole or not at all, and its SHA-256. Nothing here knows a format.
 */
package io.orograph.file;
