package io.orograph.network;

import org.bytedeco.javacpp.Pointer;

/** The memory of this process, that of Java and that of the arrays outside of it together. */
public final class ProcessMemory {

    private ProcessMemory() {}

    /** Returns how many bytes the process has in the computer's memory; 0 where the system does not tell. */
    public static long resident() {
        return Math.max(0, Pointer.physicalBytes());
    }

    /** Returns how many bytes the computer has; 0 where the system does not tell. */
    public static long installed() {
        return Math.max(0, Pointer.totalPhysicalBytes());
    }
}
