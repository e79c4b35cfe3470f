package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
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

    /** How far behind the first row of a matrix those are that are read. */
    private static final int ROWS = Assembler.R11;

    /** Registers for the addresses of streams, in turn, so that reads need not wait for each other. */
    private static final int[] STREAM = {Assembler.RAX, Assembler.R9, Assembler.R10};

    /** Bytes of a line of the cache. */
    private static final int LINE = 64;

    private final StreamLoop loop;
    private final Assembler body = new Assembler();
    private final VectorRegisters registers;
    private int reads;

    /** Bytes of a row of the matrices that are read by columns, which have all the same; a float where streams of these are. */
    private int rowBytes;

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
        } else if (step instanceof Step.ReadFirst read) {
            readFirst(read);
        } else if (step instanceof Step.Write write) {
            int register = registers.of(write.from());
            body.store(stream(write.stream()), register);
            registers.release(write.taken());
        } else if (step instanceof Step.WriteFloats write) {
            writeFloats(write);
        } else if (step instanceof Step.ReadColumn read) {
            readColumn(read);
        } else if (step instanceof Step.ReadPicked read) {
            readPicked(read);
        } else if (step instanceof Step.Add add) {
            int sum = sum(add.sum());
            body.operate(
                    Operation.ADD,
                    loop.element(),
                    sum,
                    sum,
                    registers.of(add.taken().get(0)));
            registers.release(add.taken());
        } else {
            compute(step);
        }
    }

    private void compute(Step step) {
        if (step instanceof Step.Compute compute) {
            compute(compute);
        } else if (step instanceof Step.ComputeSingle compute) {
            make(
                    step.taken(),
                    compute.made(),
                    (target, from) -> body.operate(compute.operation(), loop.element(), target, from[0]));
        } else if (step instanceof Step.Compare compare) {
            make(
                    step.taken(),
                    compare.made(),
                    (target, from) -> body.compare(compare.comparison(), loop.element(), target, from[0], from[1]));
        } else if (step instanceof Step.Choose choose) {
            make(
                    step.taken(),
                    choose.made(),
                    (target, from) -> body.blend(loop.element(), target, from[0], from[1], from[2]));
        } else if (step instanceof Step.Shift shift) {
            make(step.taken(), shift.made(), (target, from) -> body.shift(loop.element(), target, from[0], shift.by()));
        }
    }

    /** Returns the register of a sum, of which the first is the last register. */
    private static int sum(int number) {
        return Assembler.VECTORS - 1 - number;
    }

    private void readFirst(Step.ReadFirst step) {
        int register = registers.make(step.made());
        Address first = Address.at(place(step.stream()), 0);
        if (step.isWidened()) {
            body.broadcast(Element.FLOAT, register, first);
            body.widen(register, register);
        } else {
            body.broadcast(loop.element(), register, first);
        }
        registers.release(step.taken());
    }

    private void writeFloats(Step.WriteFloats step) {
        make(step.taken(), step.made(), (target, from) -> {
            body.narrow(target, from[0]);
            body.storeHalf(new Address(place(step.stream()), ROWS, 0), target);
        });
        haveRows(Float.BYTES);
    }

    private Address stream(int stream) {
        return new Address(place(stream), AT, 0);
    }

    /** Returns a register with the address of a stream. */
    private int place(int stream) {
        int register = STREAM[reads++ % STREAM.length];
        body.load64(register, Address.at(TABLE, stream * Long.BYTES));
        return register;
    }

    private void readColumn(Step.ReadColumn step) {
        int target = registers.make(step.made());
        int place = place(step.stream());
        if (step.columns() == 1) {
            body.widen(target, new Address(place, ROWS, 0));
        } else {
            gatherColumn(step, place, target);
        }
        registers.release(step.taken());
        haveRows(step.columns() * Float.BYTES);
    }

    private void gatherColumn(Step.ReadColumn step, int place, int target) {
        for (int row = 0; row < loop.element().lanes(); row++) {
            Address number = new Address(place, ROWS, (row * step.columns() + step.column()) * Float.BYTES);
            if (row == 0) {
                body.loadFirst(target, number);
            } else {
                body.loadInto(target, row, number);
            }
        }
        body.widen(target, target);
    }

    private void readPicked(Step.ReadPicked step) {
        int target = registers.make(step.made());
        int window = place(step.picks());
        Address picks = new Address(window, AT, 0);
        body.load(target, picks);
        // The first pick also says where its window begins.
        body.load32(window, picks);
        body.pick(target, target, new Address(place(step.stream()), window, 0));
        registers.release(step.taken());
    }

    private void haveRows(int bytes) {
        if (rowBytes != 0 && rowBytes != bytes) {
            throw new IllegalArgumentException("rows of " + rowBytes + " and of " + bytes + " bytes in one loop");
        }
        rowBytes = bytes;
    }

    /** An instruction that makes one register of others. */
    @FunctionalInterface
    private interface Instruction {
        void write(int target, int... from);
    }

    private void make(List<Value> taken, Value made, Instruction instruction) {
        int[] from = taken.stream().mapToInt(registers::of).toArray();
        registers.release(taken);
        instruction.write(registers.make(made), from);
        registers.release(List.of());
    }

    private void compute(Step.Compute step) {
        if (step.operation().hasProduct()) {
            computeProduct(step);
        } else {
            make(
                    step.taken(),
                    step.made(),
                    (target, from) -> body.operate(step.operation(), loop.element(), target, from[0], from[1]));
        }
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
        body.operate(step.operation(), loop.element(), target, first, second);
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
        rest.clear64(ROWS);
        clearSums(rest);
        int place = rest.here();
        rest.append(body);
        rest.add64(AT, Assembler.VECTOR_BYTES);
        if (rowBytes > 0) {
            rest.add64(ROWS, rowBytes * loop.element().lanes());
        }
        rest.compare64(AT, LENGTH);
        rest.jumpBackIfNot(place);
        loop.sums().forEach(sums -> writeSums(sums, rest));
        rest.add64(TABLE, loop.streams() * Long.BYTES);
        rest.countDown(TABLES_LEFT, table);
        rest.copy64(Assembler.RSP, Assembler.RBP);
        rest.pop(Assembler.RBP);
        rest.clearUpperHalves();
        rest.returns();
        start.addressAhead(CONSTANTS, rest.here());
        start.append(rest);
        loop.constants().forEach(constant -> append(start, constant));
        return start.bytes();
    }

    private void clearSums(Assembler code) {
        for (int i = 0; i < loop.added(); i++) {
            code.operate(Operation.EXCLUSIVE_OR, loop.element(), sum(i), sum(i), sum(i));
        }
    }

    private void writeSums(StreamLoop.Sums sums, Assembler code) {
        int first = sum(sums.first());
        for (int i = 1; i < sums.count(); i++) {
            code.operate(Operation.ADD, loop.element(), first, first, sum(sums.first() + i));
        }
        code.load64(STREAM[0], Address.at(TABLE, sums.stream() * Long.BYTES));
        code.store(Address.at(STREAM[0], 0), first);
    }

    private void append(Assembler code, double constant) {
        if (loop.element() == Element.FLOAT) {
            code.number(Float.floatToRawIntBits((float) constant));
        } else {
            long bits = Double.doubleToRawLongBits(constant);
            code.number((int) bits);
            code.number((int) (bits >> Integer.SIZE));
        }
    }
}
