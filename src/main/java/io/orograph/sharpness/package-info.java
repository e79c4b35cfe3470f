/**
 * Measures of how sharp a minimum is, each a small class with its formula and its source.
 */
package io.orograph.sharpness;
