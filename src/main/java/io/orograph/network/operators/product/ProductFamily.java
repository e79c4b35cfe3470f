package io.orograph.network.operators.product;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the products of matrices. */
public final class ProductFamily {

    private ProductFamily() {}

    public static OperatorFamily family() {
        return OperatorFamily.of(
                "products",
                entry("Einsum", Einsum::new),
                entry("Gemm", Gemm::new),
                entry("MatMul", node -> new MatMul()));
    }
}
