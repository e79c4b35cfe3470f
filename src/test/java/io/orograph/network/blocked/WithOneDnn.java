package io.orograph.network.blocked;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeThreads;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has a class's tests computed by oneDNN on one thread; where the machine has no build of it, they are left out. */
final class WithOneDnn implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        NativeThreads.confineCurrentThread();
        LayerEngines.choose(Kernels.ONEDNN);
        assumeTrue(LayerEngines.current().isPresent(), "oneDNN has no build for this machine");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LayerEngines.choose(Kernels.standard());
    }
}
