package io.orograph.network.jit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.blocked.BlockedEngine;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests where the processor has no AVX2, or the system runs nothing that a program wrote. */
final class WithMachineCode implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(MachineCode.isAllowed(), "the system runs no code that a program wrote");
        assumeTrue(new BlockedEngine().instructions().startsWith("AVX"), "the processor has no AVX2");
    }
}
