package io.orograph.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The JavaFX thread, for tests. The limits are generous: they end a test that hangs, and say nothing of speed. */
public final class Fx {

    private static final int LIMIT_SECONDS = 180;

    private Fx() {}

    /** Starts JavaFX if nothing has yet. */
    public static void start() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError("JavaFX does not start", e);
        }
    }

    /** What an action gives on the JavaFX thread. */
    public static <T> T get(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(LIMIT_SECONDS * 1000L, action);
    }

    public static void run(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(LIMIT_SECONDS * 1000L, action);
    }

    /** Waits until a condition, looked at on the JavaFX thread, holds. */
    public static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> get(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what, e);
        }
    }
}
