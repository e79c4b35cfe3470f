/**
 * The file formats as one list: what a file is, which roles it can play here, what is in it, and what can be done with
 * it. The classes that read a format stand in the packages of what they read, and are listed in
 * {@code META-INF/services}; only the formats that this program knows and does not read are written here. Choosers,
 * drop target, refusals, help texts and {@code info} ask this list and keep none of their own.
 */
package io.orograph.format;
