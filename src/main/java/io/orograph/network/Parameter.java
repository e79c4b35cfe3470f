package io.orograph.network;

import java.util.Arrays;

/**
 * A trainable tensor of a network and its place in the flat vector θ.
 *
 * @param name the name in the model file
 * @param shape its shape
 * @param offset index of its first element in θ; its elements follow in row-major order
 * @param role what its operator uses it for
 * @param outputAxis the axis that counts output units (filters, neurons), the unit of filter normalisation; -1
 *     where there is none, as for a bias
 * @param outputGroups how many equal blocks, one after the other, have output units of their own, each as many as the
 *     output axis counts: the groups of a transposed convolution, the directions of a recurrent layer, the matrices of a
 *     stack; else 1
 */
public record Parameter(String name, long[] shape, int offset, Role role, int outputAxis, int outputGroups) {

    /** The role of one of an operator's inputs. */
    public enum Role {
        /** A matrix or kernel whose output axis has units of its own: a weight of Gemm, MatMul, Conv. */
        WEIGHT,
        /** A shift a unit. */
        BIAS,
        /** Scale of a normalisation layer. */
        NORM_SCALE,
        /** Shift of a normalisation layer. */
        NORM_SHIFT,
        /** The input is not trained: data, running statistics, shapes, limits, scale arithmetic. */
        NONE;

        /** Returns the role of an input where those of the first ones are listed and the others are not trained. */
        public static Role at(int input, Role... roles) {
            return input < roles.length ? roles[input] : NONE;
        }
    }

    public Parameter {
        shape = shape.clone();
    }

    /** Makes a parameter whose output axis alone counts its units. */
    public Parameter(String name, long[] shape, int offset, Role role, int outputAxis) {
        this(name, shape, offset, role, outputAxis, 1);
    }

    /** Returns the same parameter at another place in θ. */
    public Parameter at(int place) {
        return new Parameter(name, shape, place, role, outputAxis, outputGroups);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Returns the number of elements. */
    public int size() {
        return Shape.size(shape);
    }

    public int end() {
        return offset + size();
    }

    /**
     * Tells whether it is a bias, or scale or shift of a normalisation: a tensor of at most one axis, whatever axes of
     * size 1 an exporter gave it for broadcasting ([1, 64, 1, 1]). Filter normalisation leaves these out unless told
     * otherwise (Li et al. 2018, section 4).
     */
    public boolean isBiasOrNorm() {
        long axes = Arrays.stream(shape).filter(size -> size > 1).count();
        return shape.length <= 1 || role != Role.WEIGHT && axes <= 1;
    }
}
