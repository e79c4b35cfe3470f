package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Operation;
import io.orograph.network.jit.StreamLoop.Step;
import java.util.List;

/**
 * A {@link StreamLoop} as a function of the System V convention: of the first table's place, the number of tables and the bytes
 * of a stream, a multiple of a register's.
 */
final class StreamLoopCode {

    private static final int TABLE = Assembler.RDI;
    private static final int TABLES_LEFT = Assembler.RSI;
    private static final int LENGTH = Assembler.RDX;
    private static final int AT = Assembler.RCX;
    private static final int CONSTANTS = Assembler.R8;

    /** Registers for the addresses of streams, in turn, so that reads need not wait for each other. */
    private static final int[] STREAM = {Assembler.RAX, Assembler.R9, Assembler.R10, Assembler.R11};

    private static final int VECTOR_BYTES = Assembler.LANES * Float.BYTES;

    /** Bytes of a line of the cache. */
    private static final int LINE = 64;

    private final StreamLoop loop;
    private final Assembler body = new Assembler();
    private final VectorRegisters registers;
    private int reads;

    private StreamLoopCode(StreamLoop loop) {
        this.loop = loop;
        this.registers = new VectorRegisters(loop, body, CONSTANTS);
    }

    static byte[] of(StreamLoop loop) {
        StreamLoopCode code = new StreamLoopCode(loop);
        for (Step step : loop.steps()) {
            code.write(step);
        }
        return code.around();
    }

    private void write(Step step) {
        if (step instanceof Step.Read read) {
            int register = registers.make(read.made());
            body.load(register, stream(read.stream()));
            registers.release(read.taken());
        } else if (step instanceof Step.Write write) {
            int register = registers.of(write.from());
            body.store(stream(write.stream()), register);
            registers.release(write.taken());
        } else if (step instanceof Step.Compute compute) {
            compute(compute);
        }
    }

    private Address stream(int stream) {
        int register = STREAM[reads++ % STREAM.length];
        body.load64(register, Address.at(TABLE, stream * Long.BYTES));
        return new Address(register, AT, 0);
    }

    private void compute(Step.Compute step) {
        boolean hasProduct =
                step.operation() == Operation.ADD_PRODUCT || step.operation() == Operation.SUBTRACT_PRODUCT;
        if (hasProduct) {
            computeProduct(step);
            return;
        }
        int first = registers.of(step.taken().get(0));
        int second = registers.of(step.taken().get(1));
        registers.release(step.taken());
        body.operate(step.operation(), registers.make(step.made()), first, second);
        registers.release(List.of());
    }

    /** Writes a sum with a product, which takes the place of the sum before. */
    private void computeProduct(Step.Compute step) {
        Value sum = step.taken().get(0);
        int before = registers.of(sum);
        int first = registers.of(step.taken().get(1));
        int second = registers.of(step.taken().get(2));
        int target = before;
        if (registers.isLast(sum)) {
            registers.replace(sum, step.made());
        } else {
            target = registers.make(step.made());
            body.copy(target, before);
        }
        body.operate(step.operation(), target, first, second);
        registers.release(step.taken());
    }

    /** Puts the loops around the body, and the constants behind it. */
    private byte[] around() {
        Assembler start = new Assembler();
        start.push(Assembler.RBP);
        start.copy64(Assembler.RBP, Assembler.RSP);
        start.add64(Assembler.RSP, -registers.stackBytes());
        start.and64(Assembler.RSP, -LINE);
        Assembler rest = new Assembler();
        int table = rest.here();
        rest.clear64(AT);
        int place = rest.here();
        rest.append(body);
        rest.add64(AT, VECTOR_BYTES);
        rest.compare64(AT, LENGTH);
        rest.jumpBackIfNot(place);
        rest.add64(TABLE, loop.streams() * Long.BYTES);
        rest.add64(TABLES_LEFT, -1);
        rest.jumpBackIfNot(table);
        rest.copy64(Assembler.RSP, Assembler.RBP);
        rest.pop(Assembler.RBP);
        rest.clearUpperHalves();
        rest.returns();
        start.addressAhead(CONSTANTS, rest.here());
        start.append(rest);
        loop.constants().forEach(constant -> start.number(Float.floatToRawIntBits(constant)));
        return start.bytes();
    }
}
