/**
 * The commands of the program without a window: thin, each reads its options, calls the core and prints.
 */
package io.orograph.cli;
