package io.orograph.network.jit;

import java.io.ByteArrayOutputStream;

/**
 * Machine instructions of x86-64 as bytes (Intel, Software Developer's Manual, volume 2): those on whole registers of eight
 * floats, and the few on addresses that loops are made of. Registers are given by their numbers.
 */
final class Assembler {

    /** Floats that a register holds. */
    static final int LANES = 8;

    /** Vector registers. */
    static final int VECTORS = 16;

    /** General registers, by the numbers that instructions know them by. */
    static final int RAX = 0;

    static final int RCX = 1;
    static final int RDX = 2;
    static final int RBX = 3;
    static final int RSP = 4;
    static final int RBP = 5;
    static final int RSI = 6;
    static final int RDI = 7;
    static final int R8 = 8;
    static final int R9 = 9;
    static final int R10 = 10;
    static final int R11 = 11;
    static final int R12 = 12;
    static final int R13 = 13;
    static final int R14 = 14;
    static final int R15 = 15;

    /** What stands for no index in an address. */
    private static final int NO_INDEX = RSP;

    private static final int WIDE = 0x48;
    private static final int DISPLACEMENT_8 = 0x40;
    private static final int DISPLACEMENT_32 = 0x80;
    private static final int REGISTER = 0xc0;
    private static final int LOW = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A place in memory: the sum of two general registers and a number of bytes. */
    record Address(int base, int index, int displacement) {

        static Address at(int base, int displacement) {
            return new Address(base, NO_INDEX, displacement);
        }
    }

    /** An operation on whole registers: the map and prefix that its code is of, and the code. */
    enum Operation {
        ADD(1, 0, 0x58),
        MULTIPLY(1, 0, 0x59),
        SUBTRACT(1, 0, 0x5c),
        /** The lesser of both; the second where one is NaN. */
        LESSER(1, 0, 0x5d),
        /** The greater of both; the second where one is NaN. */
        GREATER(1, 0, 0x5f),
        EXCLUSIVE_OR(1, 0, 0x57),
        OR(1, 0, 0x56),
        /** To the target is added the product of the others. */
        ADD_PRODUCT(2, 1, 0xb8),
        /** From the target is taken the product of the others. */
        SUBTRACT_PRODUCT(2, 1, 0xbc);

        private final int map;
        private final int prefix;
        private final int code;

        Operation(int map, int prefix, int code) {
            this.map = map;
            this.prefix = prefix;
            this.code = code;
        }
    }

    /** Appends target = first ∘ second. */
    void operate(Operation operation, int target, int first, int second) {
        vex(operation.map, operation.prefix, target, 0, second, first);
        bytes.write(operation.code);
        registers(target, second);
    }

    /** Appends target = first ∘ what is in memory. */
    void operate(Operation operation, int target, int first, Address second) {
        vex(operation.map, operation.prefix, target, second.index(), second.base(), first);
        bytes.write(operation.code);
        address(target, second);
    }

    /** Copies a register. */
    void copy(int target, int from) {
        vex(1, 0, target, 0, from, 0);
        bytes.write(0x28);
        registers(target, from);
    }

    void load(int target, Address from) {
        move(0x10, target, from);
    }

    void store(Address to, int from) {
        move(0x11, from, to);
    }

    private void move(int code, int vector, Address address) {
        vex(1, 0, vector, address.index(), address.base(), 0);
        bytes.write(code);
        address(vector, address);
    }

    /** Fills a register with one number from memory. */
    void broadcast(int target, Address from) {
        vex(2, 1, target, from.index(), from.base(), 0);
        bytes.write(0x18);
        address(target, from);
    }

    /** Tells the processor that the upper halves of registers are not in use, as functions of others want it. */
    void clearUpperHalves() {
        write(0xc5, 0xf8, 0x77);
    }

    /** Appends the three bytes before an operation on vectors. */
    private void vex(int map, int prefix, int target, int index, int base, int second) {
        int inverted = (target < 8 ? 0x80 : 0) | (index < 8 ? 0x40 : 0) | (base < 8 ? 0x20 : 0);
        write(0xc4, inverted | map, (~second & 0xf) << 3 | 0x04 | prefix);
    }

    private void registers(int target, int other) {
        bytes.write(REGISTER | (target & LOW) << 3 | other & LOW);
    }

    private void address(int target, Address address) {
        int displacement = address.displacement();
        boolean isShort = displacement == (byte) displacement;
        int form = (isShort ? DISPLACEMENT_8 : DISPLACEMENT_32) | (target & LOW) << 3;
        if (address.index() == NO_INDEX && (address.base() & LOW) != RSP) {
            bytes.write(form | address.base() & LOW);
        } else {
            write(form | RSP, (address.index() & LOW) << 3 | address.base() & LOW);
        }
        if (isShort) {
            bytes.write(displacement);
        } else {
            number(displacement);
        }
    }

    /** Loads an address. */
    void load64(int target, Address from) {
        wide(target, from, 0x8b);
    }

    private void wide(int target, Address address, int code) {
        write(WIDE | (target >= 8 ? 4 : 0) | (address.index() >= 8 ? 2 : 0) | (address.base() >= 8 ? 1 : 0), code);
        address(target, address);
    }

    void copy64(int target, int from) {
        twoOf64(0x8b, target, from);
    }

    void clear64(int target) {
        twoOf64(0x33, target, target);
    }

    void compare64(int left, int right) {
        twoOf64(0x3b, left, right);
    }

    void addMemory64(int target, Address from) {
        wide(target, from, 0x03);
    }

    void add64Registers(int target, int other) {
        twoOf64(0x03, target, other);
    }

    void compareWithMemory64(int left, Address right) {
        wide(left, right, 0x3b);
    }

    private void twoOf64(int code, int target, int other) {
        write(WIDE | (target >= 8 ? 4 : 0) | (other >= 8 ? 1 : 0), code);
        registers(target, other);
    }

    void add64(int target, int number) {
        withNumber(0x81, 0, target, number);
    }

    void and64(int target, int number) {
        withNumber(0x81, 4, target, number);
    }

    void set64(int target, int number) {
        withNumber(0xc7, 0, target, number);
    }

    private void withNumber(int code, int extension, int target, int number) {
        write(WIDE | (target >= 8 ? 1 : 0), code);
        registers(extension, target);
        number(number);
    }

    /** Sets a register to the address of what follows the code by so many bytes, counted from the end of this instruction. */
    void addressAhead(int target, int ahead) {
        write(WIDE | (target >= 8 ? 4 : 0), 0x8d, (target & LOW) << 3 | 5);
        number(ahead);
    }

    void push(int register) {
        if (register >= 8) {
            bytes.write(0x41);
        }
        bytes.write(0x50 | register & LOW);
    }

    void pop(int register) {
        if (register >= 8) {
            bytes.write(0x41);
        }
        bytes.write(0x58 | register & LOW);
    }

    void call(int register) {
        if (register >= 8) {
            bytes.write(0x41);
        }
        write(0xff, 0xd0 | register & LOW);
    }

    void returns() {
        bytes.write(0xc3);
    }

    /** Jumps back to a place if the last result was not zero, or the last two compared were not equal. */
    void jumpBackIfNot(int place) {
        write(0x0f, 0x85);
        number(place - (here() + Integer.BYTES));
    }

    /** Returns the place of the next instruction. */
    int here() {
        return bytes.size();
    }

    /** Appends four bytes, the least significant first. */
    void number(int number) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(number >> shift);
        }
    }

    void append(Assembler other) {
        bytes.writeBytes(other.bytes());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void write(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }
}
