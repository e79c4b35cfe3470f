/**
 * What was before: settings that are taken back and done again, and the landscapes that were evaluated, to be looked at and
 * compared. Neither evaluates what is known.
 */
package io.orograph.ui.history;
