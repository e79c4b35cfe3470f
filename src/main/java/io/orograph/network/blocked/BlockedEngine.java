package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_mic;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import io.orograph.network.Dependences;
import io.orograph.network.LayerEngine;
import io.orograph.network.MatrixProduct;
import io.orograph.network.Network;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;

/** oneDNN beside the one that ND4J brings: newer, and asked for its own layouts. */
public final class BlockedEngine implements LayerEngine {

    /** Loads the library. */
    public BlockedEngine() {
        OneDnn.engine();
    }

    @Override
    public String id() {
        return "onednn";
    }

    @Override
    public String version() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch()
                + (compiles() ? " with compiled convolutions" : "");
    }

    @Override
    public String instructions() {
        int widest = dnnl_get_effective_cpu_isa();
        if (widest >= dnnl_cpu_isa_avx512_mic) {
            return "AVX-512";
        }
        return widest >= dnnl_cpu_isa_avx2 ? "AVX2" : "less than AVX2";
    }

    @Override
    public Network laidOut(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        return LayoutAssignment.of(network, dependences, shapes, gradients);
    }

    @Override
    public Network byRows(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        return RowAssignment.of(network, dependences, shapes, gradients);
    }

    @Override
    public boolean compiles() {
        return OneDnn.runsMachineCode();
    }

    @Override
    public Optional<MatrixProduct> product(MatrixProduct.Form form) {
        return DirectProduct.of(form);
    }
}
