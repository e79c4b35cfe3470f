package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operation of the library for certain shapes and layouts. What the library keeps of it is small, its scratch memory
 * being that of the plan, and is freed when nobody refers to it any more.
 */
final class Primitive {

    private static final Cleaner CLEANER = Cleaner.create();

    private final dnnl_primitive_desc descriptor;

    /**
     * Takes over a descriptor of the library's, which from now on is this object's to free.
     */
    Primitive(dnnl_primitive_desc descriptor) {
        this.descriptor = descriptor;
        CLEANER.register(this, () -> dnnl_primitive_desc_destroy(descriptor));
    }

    dnnl_primitive_desc descriptor() {
        return descriptor;
    }

    /** Returns the layout that an array of the operation has, by the library's number of it. */
    Layout layout(int query, long... shape) {
        return Layout.copy(dnnl_primitive_desc_query_md(descriptor, query, 0), shape);
    }

    /** Returns how many floats an array of the operation takes; 0 where it has none. */
    long floats(int query) {
        dnnl_memory_desc_t found = dnnl_primitive_desc_query_md(descriptor, query, 0);
        return found == null || found.isNull() ? 0 : Layout.copy(found).floats();
    }

    /** Tells whether the kernel is written for this processor, in place of loops or products that ND4J has as well. */
    boolean isTuned() {
        String kernel = kernel();
        return (kernel.contains("jit") || kernel.startsWith("brg") || kernel.startsWith("brdgmm"))
                && !kernel.contains("gemm");
    }

    /** Tells whether the kernel uses vectors of 512 bits. */
    boolean isWide() {
        return kernel().contains("avx512");
    }

    /** Tells whether the kernel uses vectors of 128 bits. */
    boolean isNarrow() {
        return kernel().contains("sse41");
    }

    /** Tells whether there are only the plain loops that every operation has, a hundred times as slow as others. */
    boolean isPlain() {
        return kernel().startsWith("ref");
    }

    private String kernel() {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            OneDnn.require(
                    dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, name), "the name of a kernel");
            return name.get(BytePointer.class, 0).getString();
        }
    }

    /** An array by the library's number of what it is there for. */
    record Argument(int number, INDArray array, Layout layout) {}

    /** Binds the operation to its arrays, and to scratch memory of the plan. */
    Kernel bind(Binding binding, Argument... arguments) {
        try {
            List<Argument> all = new ArrayList<>(List.of(arguments));
            dnnl_memory_desc_t scratch = dnnl_primitive_desc_query_md(descriptor, dnnl_query_scratchpad_md, 0);
            if (scratch != null && !scratch.isNull() && scratch.ndims() > 0) {
                Layout layout = Layout.copy(scratch);
                all.add(new Argument(DNNL_ARG_SCRATCHPAD, binding.scratch(layout.floats()), layout));
            }
            return new Bound(descriptor, all);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** An operation with its arrays. */
    private static final class Bound implements Kernel {

        private final dnnl_primitive primitive = new dnnl_primitive();
        private final dnnl_exec_arg_t arguments;
        private final int count;

        private Bound(dnnl_primitive_desc of, List<Argument> arrays) {
            this.count = arrays.size();
            OneDnn.require(dnnl_primitive_create(primitive, of), "an operation");
            List<dnnl_memory> memories = new ArrayList<>();
            this.arguments = new dnnl_exec_arg_t(count);
            for (int i = 0; i < count; i++) {
                dnnl_memory memory = new dnnl_memory();
                OneDnn.require(
                        dnnl_memory_create(
                                memory,
                                arrays.get(i).layout().descriptor(),
                                OneDnn.engine(),
                                NativeCopy.place(arrays.get(i).array())),
                        "an array");
                memories.add(memory);
                arguments.getPointer(i).arg(arrays.get(i).number()).memory(memory);
            }
            dnnl_primitive made = primitive;
            CLEANER.register(this, () -> {
                memories.forEach(memory -> dnnl_memory_destroy(memory));
                dnnl_primitive_destroy(made);
            });
        }

        @Override
        public void run() {
            try {
                OneDnn.require(dnnl_primitive_execute(primitive, OneDnn.stream(), count, arguments), "a layer");
            } finally {
                Reference.reachabilityFence(this);
            }
        }
    }
}
