/**
 * The settings that the window remembers between two starts: a plain record, stored as JSON. A damaged file means
 * defaults, never a failure.
 */
package io.orograph.ui.settings;
