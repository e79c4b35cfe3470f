/**
 * Points of the plane that a person names, to compare them: their losses, and the distances between them. They belong to the plane
 * that is shown and go with it.
 */
package io.orograph.ui.pins;
