/**
 * The duties of long work to whoever waits for it: progress and an answer to a cancellation. No threads are started
 * here, and nothing here knows what the work is.
 */
package io.orograph.task;
