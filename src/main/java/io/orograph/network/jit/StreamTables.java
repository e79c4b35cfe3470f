package io.orograph.network.jit;

import java.util.List;
import org.bytedeco.javacpp.LongPointer;

/** A compiled {@link StreamLoop} and where the streams of its runs lie: a table of addresses for each run. */
public final class StreamTables {

    private final CompiledLoop code;
    private final LongPointer tables;
    private final int count;
    private final long length;

    private StreamTables(CompiledLoop code, LongPointer tables, int count, long length) {
        this.code = code;
        this.tables = tables;
        this.count = count;
        this.length = length;
    }

    /**
     * Binds a loop.
     *
     * @param tables one or more, each with the address of every stream
     * @param length numbers of a stream, a positive multiple of {@link CompiledLoop#lanes}
     */
    public static StreamTables of(CompiledLoop code, List<long[]> tables, long length) {
        int streams = code.streams();
        if (length <= 0 || length % code.lanes() != 0 || tables.isEmpty()) {
            throw new IllegalArgumentException(tables.size() + " runs over streams of " + length + " numbers");
        }
        LongPointer numbers = new LongPointer((long) streams * tables.size());
        for (int i = 0; i < tables.size(); i++) {
            numbers.position((long) streams * i).put(tables.get(i), 0, streams);
        }
        return new StreamTables(code, numbers.position(0), tables.size(), length);
    }

    /** What the length of streams of floats is a multiple of. */
    public static final int LANES = Assembler.LANES;

    MachineCode code() {
        return code.code();
    }

    long address() {
        return tables.address();
    }

    int count() {
        return count;
    }

    /** Returns the bytes of a stream. */
    long bytes() {
        return length * code.width();
    }
}
