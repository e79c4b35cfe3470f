package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_Acdb16a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_ab;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcde;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cdba;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;

import io.orograph.network.Shape;
import org.bytedeco.dnnl.dnnl_blocking_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.Pointer;

/** Where in memory the numbers of an array lie: row by row, or in blocks of channels. */
final class Layout {

    private static final int WIDTH = Float.BYTES;

    private final dnnl_memory_desc_t descriptor;
    private final long[] shape;

    private Layout(dnnl_memory_desc_t descriptor, long... shape) {
        this.descriptor = descriptor;
        this.shape = shape;
    }

    private static Layout of(int tag, long... shape) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        OneDnn.require(
                dnnl_memory_desc_init_by_tag(descriptor, shape.length, shape, dnnl_f32, tag),
                "an array of shape " + Shape.text(shape));
        return new Layout(descriptor, shape.clone());
    }

    /** Returns row-major order without gaps. */
    static Layout rows(long... shape) {
        return of(
                switch (shape.length) {
                    case 1 -> dnnl_a;
                    case 2 -> dnnl_ab;
                    case 4 -> dnnl_abcd;
                    case 5 -> dnnl_abcde;
                    default -> throw new IllegalArgumentException("no rows of shape " + Shape.text(shape));
                },
                shape);
    }

    /** Returns the layout of images, [batch, C, height, width], whose places lie one behind the other, all samples at each. */
    static Layout byPlaces(long... shape) {
        if (shape[2] * shape[3] == 1) {
            return rows(shape);
        }
        long ofPlace = shape[0] * shape[1];
        return byStrides(shape, new long[] {shape[1], 1, shape[3] * ofPlace, ofPlace});
    }

    /**
     * Returns the layout of an array whose numbers lie so far apart.
     *
     * @param strides how far, along each axis
     */
    static Layout byStrides(long[] shape, long... strides) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        OneDnn.require(
                dnnl_memory_desc_init_by_strides(descriptor, shape.length, shape, dnnl_f32, strides),
                "an array of shape " + Shape.text(shape) + " by strides");
        return new Layout(descriptor, shape.clone());
    }

    /**
     * As {@link #byStrides}, for an array to read in which numbers may stand at several places. The library makes no such
     * layout, but reads it as it stands.
     */
    static Layout overlapping(long[] shape, long... strides) {
        Layout layout = rows(shape);
        for (int axis = 0; axis < shape.length; axis++) {
            layout.descriptor.format_desc_blocking().strides().put(axis, strides[axis]);
        }
        return layout;
    }

    /** Returns the layout of weights, [O, C, height, width], whose taps lie one behind the other, each as [C, O]. */
    static Layout byTaps(long... shape) {
        return of(dnnl_cdba, shape);
    }

    /**
     * Returns the layout of weights, [O, C, height, width], in panels of sixteen filters, each the numbers of a tap and a channel
     * side by side; a last one is filled with zeros.
     */
    static Layout inPanels(long... shape) {
        return of(dnnl_Acdb16a, shape);
    }

    /** Returns a layout that the library may choose. */
    static Layout any(long... shape) {
        return of(dnnl_format_tag_any, shape);
    }

    /** Returns a copy of what the library chose. */
    static Layout copy(dnnl_memory_desc_t chosen, long... shape) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        Pointer.memcpy(descriptor, chosen, chosen.sizeof());
        return new Layout(descriptor, shape.clone());
    }

    dnnl_memory_desc_t descriptor() {
        return descriptor;
    }

    /** Returns the shape of the array, whatever its layout. */
    long[] shape() {
        return shape.clone();
    }

    /** Returns how many floats the array takes, padding included. */
    long floats() {
        return (dnnl_memory_desc_get_size(descriptor) + WIDTH - 1) / WIDTH;
    }

    /** Tells whether channels were added to fill the last block; their numbers are zero, and have to stay so. */
    boolean isPadded() {
        return floats() != Shape.size(shape);
    }

    boolean isSame(Layout other) {
        return dnnl_memory_desc_equal(descriptor, other.descriptor) == 1;
    }

    /** Tells whether the array lies in memory as its rows would: as images of one place in whole blocks of channels do. */
    boolean isInOrderOfRows() {
        return isSame(rows(shape)) || shape.length == 4 && shape[2] == 1 && shape[3] == 1 && isInBlocksOfChannels();
    }

    /** Returns how many channels of images lie side by side at each place; 1 in rows. */
    int channelsTogether() {
        dnnl_blocking_desc_t blocks = descriptor.format_desc_blocking();
        return blocks.inner_nblks() == 0 ? 1 : (int) blocks.inner_blks().get(0);
    }

    private boolean isInBlocksOfChannels() {
        dnnl_blocking_desc_t blocks = descriptor.format_desc_blocking();
        return !isPadded()
                && blocks.inner_nblks() == 1
                && blocks.inner_idxs().get(0) == 1
                && blocks.strides().get(0) == shape[1];
    }
}
