package io.orograph.network.operators.product;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the products of matrices. */
public final class ProductFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "products", entry("Einsum", Einsum::new), entry("Gemm", Gemm::new), entry("MatMul", node -> new MatMul()));

    private ProductFamily() {}
}
