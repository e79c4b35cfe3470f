/**
 * Moving pictures of landscapes, and the files they are written into: GIF by the platform's own writer, MP4 by JCodec. A {@link
 * io.orograph.figure.film.Film} gives its frames one by one, so that none is longer in memory than it takes to write it.
 */
package io.orograph.figure.film;
