package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import java.util.stream.LongStream;

/**
 * A piece of memory that is copied, of any length.
 *
 * @param from where it is
 * @param to where its copy goes, in none of its memory
 */
public record Piece(long from, long to, long bytes) {

    private static final class Lazy {

        private static final MachineCode COPY = MachineCode.of(code());
    }

    /** Returns a function of the place of the first row of a table of pieces, and how many there are. */
    static MachineCode copy() {
        return Lazy.COPY;
    }

    /** Returns what the table has of this one. */
    long[] row() {
        return LongStream.of(from, to, bytes).toArray();
    }

    private static byte[] code() {
        int row = Assembler.RAX;
        int left = Assembler.R8;
        Assembler code = new Assembler();
        code.copy64(row, Assembler.RDI);
        code.copy64(left, Assembler.RSI);
        int next = code.here();
        code.load64(Assembler.RSI, Address.at(row, 0));
        code.load64(Assembler.RDI, Address.at(row, Long.BYTES));
        code.load64(Assembler.RCX, Address.at(row, 2 * Long.BYTES));
        code.copyBytes();
        code.add64(row, 3 * Long.BYTES);
        code.countDown(left, next);
        code.returns();
        return code.bytes();
    }
}
