package io.orograph.network.jit;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.SymbolProvider;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Calls of machine code one after the other, made from Java by one call. */
public final class CallList {

    /** Numbers of a call: where the code is, and three arguments. */
    private static final int OF_CALL = 4;

    /**
     * The function that goes through a list, as a native method: a function that JNA is asked for by its place looks at the types
     * of its arguments anew for each call, which takes longer than a small layer.
     */
    private static final class Calls {

        private static final MachineCode CODE = MachineCode.of(calls());

        static {
            SymbolProvider places = (library, name, parent) -> CODE.address();
            Native.register(Calls.class, NativeLibrary.getProcess(Map.of(Library.OPTION_SYMBOL_PROVIDER, places)));
        }

        static native void run(long list);
    }

    /** Bytes of addresses for each byte of what is read and written there, at most, for which a loop is worth its memory. */
    public static final int MOST_OF_ADDRESSES = 4;

    private final List<Object> kept;
    /** Where the first call is; 0 if there is none. */
    private final long place;

    private CallList(List<Object> kept, long place) {
        this.kept = kept;
        this.place = place;
    }

    /**
     * Returns the bytes of the addresses of one set of streams that a loop is appended for: two tables where the last numbers are
     * gone through once more.
     *
     * @param lanes how many numbers the loop goes through at once
     */
    public static long tableBytes(int streams, long length, int lanes) {
        return (length % lanes == 0 ? 1L : 2L) * streams * Long.BYTES;
    }

    /** Makes lists of calls. */
    public static final class Builder {

        private final List<Object> kept = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private final List<long[]> tables = new ArrayList<>();
        private int ofTables;

        /**
         * A call.
         *
         * @param table which of the numbers of all tables the first argument is the place of; −1 if it is a place itself
         */
        private record Call(MachineCode code, int table, long... arguments) {}

        /**
         * Appends a call.
         *
         * @param arguments three at most; places in memory stay what they are for as long as the list is used
         */
        public Builder call(MachineCode code, long... arguments) {
            calls.add(new Call(code, -1, arguments));
            return this;
        }

        /** Appends a loop over streams. */
        public Builder call(StreamTables streams) {
            int table = ofTables;
            streams.tables().forEach(this::add);
            calls.add(new Call(streams.code(), table, 0, streams.tables().size(), streams.bytes()));
            return this;
        }

        /**
         * Appends a loop over streams of any length that fills a register: over whole registers, and over the last numbers once
         * more where some are left. A stream that is read and written must not change by what is written twice.
         *
         * @param places where each stream begins
         * @param widths bytes from a number of a stream to its next; 0 for a single one
         */
        public Builder call(CompiledLoop loop, long length, long[] places, long... widths) {
            return call(loop, length, List.of(places), widths);
        }

        /**
         * Appends a loop likewise, once for each of several sets of streams.
         *
         * @param tables the places of each set
         */
        public Builder call(CompiledLoop loop, long length, List<long[]> tables, long... widths) {
            long whole = length / loop.lanes() * loop.lanes();
            call(StreamTables.of(loop, tables, whole));
            if (whole < length) {
                List<long[]> last = tables.stream()
                        .map(places -> moved(places, length - loop.lanes(), widths))
                        .toList();
                call(StreamTables.of(loop, last, loop.lanes()));
            }
            return this;
        }

        private static long[] moved(long[] places, long by, long... widths) {
            long[] moved = places.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += by * widths[i];
            }
            return moved;
        }

        /**
         * Appends a call for a table of numbers.
         *
         * @param rows of the table, of which the call gets the first one's place, and how many there are
         */
        Builder call(MachineCode code, List<long[]> rows) {
            int table = ofTables;
            rows.forEach(this::add);
            calls.add(new Call(code, table, 0, rows.size()));
            return this;
        }

        private void add(long... numbers) {
            tables.add(numbers);
            ofTables += numbers.length;
        }

        /** Appends copies of pieces of memory. */
        public Builder copy(List<Piece> pieces) {
            return pieces.isEmpty()
                    ? this
                    : call(Piece.copy(), pieces.stream().map(Piece::row).toList());
        }

        /** Has the list keep what owns memory that is read or written. */
        public Builder keep(Object owner) {
            kept.add(owner);
            return this;
        }

        /**
         * Returns the list.
         *
         * @param memory gives so many bytes, which are the list's for as long as it is used
         */
        public CallList build(LongFunction<Pointer> memory) {
            if (calls.isEmpty()) {
                return new CallList(List.of(), 0);
            }
            int ofCalls = OF_CALL * calls.size() + 1;
            LongPointer numbers = new LongPointer(memory.apply((ofCalls + (long) ofTables) * Long.BYTES));
            long place = numbers.address();
            for (Call call : calls) {
                long[] written = new long[OF_CALL];
                written[0] = call.code().address();
                System.arraycopy(call.arguments(), 0, written, 1, call.arguments().length);
                written[1] = call.table() < 0 ? written[1] : place + ((long) ofCalls + call.table()) * Long.BYTES;
                put(numbers, written);
            }
            put(numbers, 0);
            tables.forEach(table -> put(numbers, table));
            kept.add(numbers);
            return new CallList(List.copyOf(kept), place);
        }

        private static void put(LongPointer numbers, long... written) {
            numbers.put(written, 0, written.length).position(numbers.position() + written.length);
        }
    }

    /** Makes all calls. */
    public void run() {
        if (place == 0) {
            return;
        }
        try {
            Calls.run(place);
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    /** Writes a function that goes through a list up to a call of nothing. */
    private static byte[] calls() {
        Assembler code = new Assembler();
        int list = Assembler.RBX;
        code.push(list);
        code.copy64(list, Assembler.RDI);
        int next = code.here();
        code.load64(Assembler.RAX, Assembler.Address.at(list, 0));
        code.load64(Assembler.RDI, Assembler.Address.at(list, Long.BYTES));
        code.load64(Assembler.RSI, Assembler.Address.at(list, 2 * Long.BYTES));
        code.load64(Assembler.RDX, Assembler.Address.at(list, 3 * Long.BYTES));
        code.call(Assembler.RAX);
        code.add64(list, OF_CALL * Long.BYTES);
        code.clear64(Assembler.RAX);
        code.compareWithMemory64(Assembler.RAX, Assembler.Address.at(list, 0));
        code.jumpBackIfNot(next);
        code.pop(list);
        code.returns();
        return code.bytes();
    }
}
