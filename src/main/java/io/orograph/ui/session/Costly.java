package io.orograph.ui.session;

/**
 * Work that a person would be sorry to lose.
 *
 * @param what in words, after "the": {@code training}
 * @param seconds that it took so far
 * @param isRunning whether it goes on, so that what is saved of it now is not all
 * @param isLeft whether the recovery leaves it for the next start when the window is closed
 * @param work itself, by which it is known again
 */
public record Costly(String what, double seconds, boolean isRunning, boolean isLeft, Object work) {}
