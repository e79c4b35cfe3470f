package io.orograph.network.jit;

/** A {@link StreamLoop} as machine code. */
public final class CompiledLoop {

    /** What the length of streams of floats is a multiple of. */
    public static final int FLOATS = Assembler.LANES;

    /** What the length of streams of doubles is a multiple of: as many as a register holds. */
    public static final int DOUBLES = Assembler.Element.DOUBLE.lanes();

    private final MachineCode code;
    private final Assembler.Element element;
    private final int streams;

    CompiledLoop(MachineCode code, Assembler.Element element, int streams) {
        this.code = code;
        this.element = element;
        this.streams = streams;
    }

    MachineCode code() {
        return code;
    }

    /** Returns how many addresses a table has. */
    int streams() {
        return streams;
    }

    /** Returns how many places are gone through at once, of which the length of streams is a multiple. */
    public int lanes() {
        return element.lanes();
    }

    /** Returns the bytes of a number of a stream. */
    int width() {
        return element.bytes();
    }
}
