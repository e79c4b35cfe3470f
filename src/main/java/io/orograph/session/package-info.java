/**
 * The session file: what was open, which choices were made and what was computed, as one archive that NumPy reads. It knows
 * studies and their results, and neither window nor command line.
 */
package io.orograph.session;
