/** Where the program begins. */
package io.orograph;
