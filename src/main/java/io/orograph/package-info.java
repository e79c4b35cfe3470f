/** The entry point of the program. */
package io.orograph;
