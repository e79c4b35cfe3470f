package io.orograph.curvature;

/** There is no curvature or sharpness to measure at a point. The message is a sentence that says why, and what to do. */
public final class UndefinedCurvatureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndefinedCurvatureException(String sentence) {
        super(sentence);
    }
}
