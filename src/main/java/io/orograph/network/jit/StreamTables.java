package io.orograph.network.jit;

import java.util.List;

/** A compiled {@link StreamLoop} and where the streams of its runs lie: a table of addresses for each run. */
public final class StreamTables {

    private final CompiledLoop loop;
    private final List<long[]> tables;
    private final long length;

    private StreamTables(CompiledLoop loop, List<long[]> tables, long length) {
        this.loop = loop;
        this.tables = tables;
        this.length = length;
    }

    /**
     * Binds a loop.
     *
     * @param tables one or more, each with the address of every stream
     * @param length numbers of a stream, a positive multiple of {@link CompiledLoop#lanes}
     */
    public static StreamTables of(CompiledLoop loop, List<long[]> tables, long length) {
        boolean areWhole = tables.stream().allMatch(table -> table.length == loop.streams());
        if (length <= 0 || length % loop.lanes() != 0 || tables.isEmpty() || !areWhole) {
            throw new IllegalArgumentException(tables.size() + " runs over streams of " + length + " numbers");
        }
        return new StreamTables(loop, List.copyOf(tables), length);
    }

    MachineCode code() {
        return loop.code();
    }

    List<long[]> tables() {
        return tables;
    }

    /** Returns the bytes of a stream. */
    long bytes() {
        return length * loop.width();
    }
}
