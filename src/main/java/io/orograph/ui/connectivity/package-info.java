/**
 * Mode connectivity: the plane through three models and a trained curve of low loss between two, found in the background
 * and shown over the landscape of the main window with the models marked by name.
 */
package io.orograph.ui.connectivity;
