package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import io.orograph.network.jit.MachineCode;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;

/** The library's engine for the processor, and how its answers are taken. One a process, which ends with it. */
final class OneDnn {

    private static final dnnl_engine ENGINE = createdEngine();

    /** A stream does no work by itself: on a processor an operation runs on the thread that asks for it. */
    private static final ThreadLocal<dnnl_stream> STREAM = ThreadLocal.withInitial(OneDnn::createdStream);

    /** Whether processor and system run the program's own machine code; the library says which instructions may be used. */
    private static final boolean RUNS_MACHINE_CODE =
            dnnl_get_effective_cpu_isa() >= dnnl_cpu_isa_avx2 && MachineCode.isAllowed();

    private OneDnn() {}

    static boolean runsMachineCode() {
        return RUNS_MACHINE_CODE;
    }

    private static dnnl_engine createdEngine() {
        dnnl_engine engine = new dnnl_engine();
        require(dnnl_engine_create(engine, dnnl_cpu, 0), "an engine");
        return engine;
    }

    private static dnnl_stream createdStream() {
        dnnl_stream stream = new dnnl_stream();
        require(dnnl_stream_create(stream, ENGINE, dnnl_stream_default_flags), "a stream");
        return stream;
    }

    static dnnl_engine engine() {
        return ENGINE;
    }

    /** Returns the stream of the current thread. */
    static dnnl_stream stream() {
        return STREAM.get();
    }

    /** Tells whether the library has what was asked for; anything but yes and no is a fault of the program. */
    static boolean has(int status, String what) {
        if (status == dnnl_unimplemented) {
            return false;
        }
        require(status, what);
        return true;
    }

    /**
     * Requires success.
     *
     * @throws IllegalStateException if the library answered otherwise
     */
    static void require(int status, String what) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN answers " + status + " for " + what);
        }
    }
}
