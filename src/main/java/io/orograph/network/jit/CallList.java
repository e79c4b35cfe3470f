package io.orograph.network.jit;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;

/** Calls of machine code one after the other, made from Java by one call. */
public final class CallList {

    /** Numbers of a call: where the code is, and three arguments. */
    private static final int OF_CALL = 4;

    private static final class Lazy {
        /** Shared, since it is the same for every list. */
        private static final MachineCode CALLS = MachineCode.of(calls());
    }

    private final List<Object> kept;
    private final LongPointer numbers;
    private final Function function;
    private final Object[] arguments;

    private CallList(List<Object> kept, LongPointer numbers) {
        this.kept = kept;
        this.numbers = numbers;
        this.function = Function.getFunction(new Pointer(Lazy.CALLS.address()));
        this.arguments = new Object[] {numbers.address()};
    }

    /** Makes lists of calls. */
    public static final class Builder {

        private final List<Object> kept = new ArrayList<>();
        private final List<long[]> calls = new ArrayList<>();

        /**
         * Appends a call.
         *
         * @param arguments three at most; places in memory that stay there for as long as the list
         */
        public Builder call(MachineCode code, long... arguments) {
            long[] call = new long[OF_CALL];
            call[0] = code.address();
            System.arraycopy(arguments, 0, call, 1, arguments.length);
            calls.add(call);
            kept.add(code);
            return this;
        }

        /** Appends a call for tables of addresses, as {@link StreamLoop} has them, which the list keeps. */
        public Builder call(StreamTables tables) {
            kept.add(tables);
            return call(tables.code(), tables.address(), tables.count(), tables.bytes());
        }

        /** Has the list keep what owns memory that is read or written. */
        public Builder keep(Object owner) {
            kept.add(owner);
            return this;
        }

        public CallList build() {
            LongPointer numbers = new LongPointer((long) OF_CALL * calls.size() + 1);
            for (int i = 0; i < calls.size(); i++) {
                numbers.position((long) OF_CALL * i).put(calls.get(i), 0, OF_CALL);
            }
            numbers.position((long) OF_CALL * calls.size()).put(0);
            return new CallList(List.copyOf(kept), numbers.position(0));
        }
    }

    /** Makes all calls. */
    public void run() {
        try {
            function.invokeVoid(arguments);
        } finally {
            Reference.reachabilityFence(kept);
            Reference.reachabilityFence(numbers);
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
