package io.orograph.network.operators.product;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the products of matrices. */
public final class ProductFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "products",
            entry("Einsum", Operands.of("Inputs…"), Einsum::new),
            entry("Gemm", Operands.of("A", "B", "C?"), Gemm::new),
            entry("MatMul", Operands.of("A", "B"), node -> new MatMul()));

    private ProductFamily() {}
}
