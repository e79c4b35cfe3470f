package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_iterator_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_iterator_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_iterator_fetch;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_iterator_next;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc_iterator;
import org.bytedeco.javacpp.Pointer;

/** What an operation is told besides shapes and layouts: scratch memory comes from the plan, and what follows the layer. */
final class Attributes implements AutoCloseable {

    /**
     * The slope of the rectifier below zero. At 0 the library takes a maximum, which makes 0 of NaN; so small a slope keeps
     * NaN, and what it leaves of a negative number is rounded away beside any number that is a float's last digit of it.
     */
    static final float SLOPE_BELOW_ZERO = 0x1p-64f;

    /** The largest cap that is subtracted from: what that rounds by is as small as what a layer's sums of such numbers are. */
    private static final double LARGEST_CAP = 8;

    private final dnnl_primitive_attr handle = new dnnl_primitive_attr();
    private final dnnl_post_ops following = new dnnl_post_ops();

    Attributes() {
        OneDnn.require(dnnl_primitive_attr_create(handle), "attributes");
        OneDnn.require(dnnl_post_ops_create(following), "attributes");
        OneDnn.require(dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user), "scratch memory");
    }

    /** Has the result added to what the output held before. */
    Attributes sum() {
        OneDnn.require(dnnl_post_ops_append_sum(following, 1), "a sum");
        OneDnn.require(dnnl_primitive_attr_set_post_ops(handle, following), "a sum");
        return this;
    }

    /** Tells whether a rectifier with a cap, or an infinite one, can be done without losing digits. */
    static boolean canCapAt(double cap) {
        return cap <= LARGEST_CAP || cap == Double.POSITIVE_INFINITY;
    }

    /**
     * Has the result rectified: min(max(x, 0), cap), NaN staying NaN. The minimum is cap − max(cap − x, 0), since the library's
     * makes a finite number of NaN; it rounds by up to half a unit in the last place of the cap.
     *
     * @param cap infinite for none
     */
    Attributes rectifier(double cap) {
        append(dnnl_eltwise_relu, SLOPE_BELOW_ZERO, 0);
        if (cap < Double.POSITIVE_INFINITY) {
            append(dnnl_eltwise_linear, -1, (float) cap);
            append(dnnl_eltwise_relu, SLOPE_BELOW_ZERO, 0);
            append(dnnl_eltwise_linear, -1, (float) cap);
        }
        OneDnn.require(dnnl_primitive_attr_set_post_ops(handle, following), "a rectifier");
        return this;
    }

    /** Has x·Φ(x) taken of the result, NaN staying NaN since x is a factor. */
    Attributes gelu() {
        append(dnnl_eltwise_gelu_erf, 0, 0);
        OneDnn.require(dnnl_primitive_attr_set_post_ops(handle, following), "a GELU");
        return this;
    }

    private void append(int function, float alpha, float beta) {
        OneDnn.require(dnnl_post_ops_append_eltwise(following, 1, function, alpha, beta), "what follows a layer");
    }

    dnnl_primitive_attr handle() {
        return handle;
    }

    /**
     * Returns the operation that a description of the library's asks for; empty if it has no tuned kernel for it.
     *
     * @param status the library's answer to the description itself
     * @param forward the operation whose way back it is; null for one forward
     */
    Optional<Primitive> operation(int status, Pointer description, dnnl_primitive_desc forward) {
        return anyOperation(status, description, forward).filter(Primitive::isTuned);
    }

    /** Returns the operation that a description of the library's asks for, whatever its kernel; empty if it has none. */
    Optional<Primitive> anyOperation(int status, Pointer description, dnnl_primitive_desc forward) {
        return operations(status, description, forward, 1).stream().findFirst();
    }

    /** Returns the operations that a description of the library's asks for, by all kernels it has, its first choice first. */
    List<Primitive> operations(int status, Pointer description, dnnl_primitive_desc forward) {
        return operations(status, description, forward, Integer.MAX_VALUE);
    }

    private List<Primitive> operations(int status, Pointer description, dnnl_primitive_desc forward, int most) {
        List<Primitive> found = new ArrayList<>();
        dnnl_primitive_desc_iterator kernels = new dnnl_primitive_desc_iterator();
        if (!OneDnn.has(status, "a layer")
                || !OneDnn.has(
                        dnnl_primitive_desc_iterator_create(
                                kernels, new const_dnnl_op_desc_t(description), handle, OneDnn.engine(), forward),
                        "a layer")) {
            return found;
        }
        do {
            found.add(new Primitive(dnnl_primitive_desc_iterator_fetch(kernels)));
        } while (found.size() < most && dnnl_primitive_desc_iterator_next(kernels) == dnnl_success);
        dnnl_primitive_desc_iterator_destroy(kernels);
        return found;
    }

    @Override
    public void close() {
        dnnl_post_ops_destroy(following);
        dnnl_primitive_attr_destroy(handle);
    }
}
