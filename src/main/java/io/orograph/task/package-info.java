/**
 * The duties of long work to whoever waits for it: progress, an answer to a cancellation, and what it has so far. No threads are started
 * here, and nothing here knows what the work is.
 */
package io.orograph.task;
