/**
 * Loops over native memory as machine code: written down as what a vector of numbers becomes, compiled for x86-64 processors
 * with AVX2 and FMA, and run where arrays lie, with nothing copied into Java's memory and from the first call on.
 */
package io.orograph.network.jit;
