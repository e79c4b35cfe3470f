/**
 * Trainings as a list: what is kept of each (settings, curves, sharpness, where it ended), their curves over each other, the
 * list as a table, and what a folder that a training recorded holds. A run is a value; who keeps the list is not known here.
 */
package io.orograph.study.runs;
