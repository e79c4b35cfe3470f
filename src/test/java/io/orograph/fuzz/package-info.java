/**
 * Coverage-guided fuzzing of every reader, by Jazzer: what is tried next follows from which branches the last inputs took.
 * What it finds is mended, and kept as a file beside the tests.
 */
package io.orograph.fuzz;
