/**
 * What the window has computed and not saved, kept in a folder of the user's own and offered when the program starts again
 * after it ended in another way than by being closed. Each window has a folder of its own there, which it locks while it
 * lives; nothing is taken from a window that is open.
 */
package io.orograph.ui.recovery;
