package io.orograph.landscape;

/**
 * A line of equal value in the plane. The arrays are not copied: whoever makes or reads a contour does not write to
 * them.
 *
 * @param level the value along the line
 * @param alpha the points' α
 * @param beta the points' β, as many
 * @param closed whether the last point joins the first, which is not repeated
 */
public record Contour(double level, double[] alpha, double[] beta, boolean closed) {

    /** Returns how many points the line has. */
    public int size() {
        return alpha.length;
    }

    /** Returns the length of the line in units of α and β. */
    public double length() {
        double length = 0;
        for (int i = 1; i < alpha.length; i++) {
            length += Math.hypot(alpha[i] - alpha[i - 1], beta[i] - beta[i - 1]);
        }
        int last = alpha.length - 1;
        return closed ? length + Math.hypot(alpha[0] - alpha[last], beta[0] - beta[last]) : length;
    }
}
