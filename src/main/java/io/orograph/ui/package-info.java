/**
 * The packages of the window: views in JavaFX code and their view models, one package a pane. No view ever sees an ND4J
 * array.
 */
package io.orograph.ui;
