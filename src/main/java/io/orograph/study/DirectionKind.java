package io.orograph.study;

import io.orograph.choice.Named;

/** How the two directions of a plane through the model's weights come about. */
public enum DirectionKind implements Named {
    RANDOM("random", "Random", "Two random directions, orthogonal, scaled as the normalisation says"),
    HESSIAN(
            "hessian",
            "Hessian, top two",
            "Eigenvectors of the two largest eigenvalues of the Hessian: the loss bends most along them"),
    HESSIAN_EXTREMES(
            "hessian-extremes",
            "Hessian, largest and smallest",
            "Eigenvectors of the largest and the smallest eigenvalue of the Hessian: shows a saddle if there is one"),
    GRADIENT("gradient", "Gradient", "Steepest descent along α, and a random direction across it"),
    GRADIENT_PCA(
            "gradient-pca",
            "Gradient PCA",
            "The two directions in which the gradients of batches differ most: training spreads along them");

    private final String label;
    private final String title;
    private final String description;

    DirectionKind(String label, String title, String description) {
        this.label = label;
        this.title = title;
        this.description = description;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    /** Whether they are computed from the loss at the weights, and of length 1. */
    public boolean isComputed() {
        return this != RANDOM;
    }

    /** Whether another seed gives another plane. */
    public boolean hasRandomPart() {
        return this == RANDOM || this == GRADIENT;
    }
}
