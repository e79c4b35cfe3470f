package io.orograph.network.operators;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test of compiled loops where there are any, with arrays that are freed behind it; whatever kernels it chooses, the next one
 * has the standard ones.
 */
public final class WithCompiledLoops implements BeforeEachCallback, AfterEachCallback {

    private final NativeArrays arrays = new NativeArrays();

    public NativeArrays arrays() {
        return arrays;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        assumeTrue(LayerEngines.compiles(), "no machine code is run here");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LayerEngines.choose(Kernels.standard());
        arrays.close();
    }

    /** Returns what a task does by the kernels of ND4J and loops in Java. */
    public static <T> T withoutMachineCode(Supplier<T> task) {
        LayerEngines.choose(Kernels.ND4J);
        try {
            return task.get();
        } finally {
            LayerEngines.choose(Kernels.standard());
        }
    }

    /** Does a task likewise. */
    public static void withoutMachineCode(Runnable task) {
        withoutMachineCode(() -> {
            task.run();
            return true;
        });
    }
}
