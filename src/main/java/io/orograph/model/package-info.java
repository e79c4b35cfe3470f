/**
 * Model files and what is in them: each format of models turns a file into a {@link io.orograph.network.Network}. The
 * kind of a file is found from its content, not from its name. Nothing here runs a network or touches native memory.
 */
package io.orograph.model;
