/**
 * Pictures: PNG, JPEG and what else Java decodes, as bytes of red, green and blue, and their size. What they are samples of
 * is not known here.
 */
package io.orograph.data.image;
