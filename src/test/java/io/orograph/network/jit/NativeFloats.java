package io.orograph.network.jit;

import org.bytedeco.javacpp.FloatPointer;

/** Floats in native memory, at a line of the cache or beside one. */
final class NativeFloats implements AutoCloseable {

    private final FloatPointer pointer;

    NativeFloats(float... values) {
        pointer = new FloatPointer(values);
    }

    long address() {
        return pointer.address();
    }

    float[] values() {
        float[] values = new float[(int) pointer.limit()];
        pointer.get(values);
        return values;
    }

    @Override
    public void close() {
        pointer.close();
    }
}
