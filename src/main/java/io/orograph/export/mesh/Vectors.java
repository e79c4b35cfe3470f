package io.orograph.export.mesh;

/** The few products of vectors in space that meshes need. */
final class Vectors {

    private Vectors() {}

    /** Returns (b − a) × (c − a), whose length is twice the area of the triangle. */
    static double[] normal(double[] a, double[] b, double[] c) {
        double[] p = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        double[] q = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        return new double[] {p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]};
    }

    /** Returns the same with length 1; 0 for a triangle without an area. */
    static double[] unitNormal(double[] a, double[] b, double[] c) {
        return unit(normal(a, b, c));
    }

    /** Returns a vector with length 1; 0 for 0. */
    static double[] unit(double[] vector) {
        double length = Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
        return length == 0 ? new double[3] : new double[] {vector[0] / length, vector[1] / length, vector[2] / length};
    }
}
