package io.orograph.network.jit;

import java.nio.LongBuffer;
import java.util.List;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Copies of pieces of memory that come from elsewhere each time. Not for two threads at once. */
public final class PieceTable {

    /** Numbers of a row: where a piece is, where its copy goes, and its bytes. */
    private static final int ROW = 3;

    private final LongBuffer numbers;
    private final CallList calls;

    /**
     * @param memory gives so many bytes, which are the table's for as long as it is used
     * @param pieces one or more
     * @param owners of the memory that is read and written
     */
    public PieceTable(LongFunction<Pointer> memory, List<Piece> pieces, List<?> owners) {
        LongPointer rows = new LongPointer(memory.apply((long) ROW * Long.BYTES * pieces.size()));
        this.numbers = rows.capacity((long) ROW * pieces.size()).asBuffer();
        for (int i = 0; i < pieces.size(); i++) {
            numbers.put(ROW * i, pieces.get(i).row(), 0, ROW);
        }
        this.calls = new CallList.Builder()
                .keep(owners)
                .keep(rows)
                .call(Piece.copy(), rows.address(), pieces.size())
                .build(memory);
    }

    /** Has a piece come from another place. */
    public void setFrom(int piece, long place) {
        numbers.put(ROW * piece, place);
    }

    /** Copies all pieces. */
    public void run() {
        calls.run();
    }
}
