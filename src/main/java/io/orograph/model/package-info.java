/**
 * Model files and what is in them: readers that turn a file into a {@link io.orograph.network.Network}. The kind of a
 * file is found from its content, not from its name. Nothing here runs a network or touches native memory.
 */
package io.orograph.model;
