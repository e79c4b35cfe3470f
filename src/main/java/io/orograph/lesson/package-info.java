/**
 * Lessons: guided scenes that are written as data, the actions and quantities that they may name, and the judgement of their
 * claims by numbers that were computed on this machine. Nothing here knows a window: whoever performs the actions gives the
 * {@link io.orograph.lesson.Findings}, and a claim that does not hold for them says so.
 */
package io.orograph.lesson;
