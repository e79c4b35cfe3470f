package io.orograph.network.jit;

import java.io.ByteArrayOutputStream;

/**
 * Machine instructions of x86-64 as bytes (Intel, Software Developer's Manual, volume 2): those on whole registers of eight
 * floats, and the few on addresses that loops are made of. Registers are given by their numbers.
 */
final class Assembler {

    static final int VECTOR_BYTES = 32;

    /** Floats that a register holds. */
    static final int LANES = VECTOR_BYTES / Float.BYTES;

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

    private static final int MAP = 1;
    private static final int MAP_38 = 2;
    private static final int MAP_3A = 3;

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

    /** What a register holds. */
    enum Element {
        FLOAT(Float.BYTES, 0, false, 0x18),
        DOUBLE(Double.BYTES, 1, true, 0x19);

        private final int bytes;
        private final int prefix;
        private final boolean isWide;
        private final int broadcast;

        Element(int bytes, int prefix, boolean isWide, int broadcast) {
            this.bytes = bytes;
            this.prefix = prefix;
            this.isWide = isWide;
            this.broadcast = broadcast;
        }

        int bytes() {
            return bytes;
        }

        /** Returns how many of them a register holds. */
        int lanes() {
            return VECTOR_BYTES / bytes;
        }
    }

    /** An operation on whole registers. */
    enum Operation {
        ADD(0x58),
        MULTIPLY(0x59),
        SUBTRACT(0x5c),
        DIVIDE(0x5e),
        /** The lesser of both; the second where one is NaN. */
        LESSER(0x5d),
        /** The greater of both; the second where one is NaN. */
        GREATER(0x5f),
        AND(0x54),
        /** The bits of the second that the first has not. */
        AND_NOT(0x55),
        OR(0x56),
        EXCLUSIVE_OR(0x57),
        /** To the target is added the product of the others. */
        ADD_PRODUCT(0xb8),
        /** From the target is taken the product of the others. */
        SUBTRACT_PRODUCT(0xbc);

        private final int code;

        Operation(int code) {
            this.code = code;
        }

        /** Tells whether the target is a term of the result. */
        boolean hasProduct() {
            return this == ADD_PRODUCT || this == SUBTRACT_PRODUCT;
        }
    }

    /** What two numbers are compared for, as the instruction numbers it. */
    enum Comparison {
        EQUAL(0),
        /** True of NaN too. */
        NOT_LESS(0x15);

        private final int number;

        Comparison(int number) {
            this.number = number;
        }
    }

    /** An operation on a single register. */
    enum Single {
        /** The square root of each number. */
        ROOT,
        /** The numbers with the halves of the register exchanged. */
        SWAPPED_HALVES,
        /** The sums of neighbours: in each half of the register all of them, twice. */
        SUMS_OF_PAIRS
    }

    /** Appends target = first ∘ second. */
    void operate(Operation operation, Element element, int target, int first, int second) {
        before(operation, element, target, new Address(second, NO_INDEX, 0), first);
        registers(target, second);
    }

    /** Appends target = first ∘ what is in memory. */
    void operate(Operation operation, Element element, int target, int first, Address second) {
        before(operation, element, target, second, first);
        address(target, second);
    }

    private void before(Operation operation, Element element, int target, Address second, int first) {
        if (operation.hasProduct()) {
            vex(new Form(MAP_38, 1, element.isWide, true), target, second.index(), second.base(), first);
        } else {
            vex(new Form(MAP, element.prefix, false, true), target, second.index(), second.base(), first);
        }
        bytes.write(operation.code);
    }

    /** Appends an operation on a single register. */
    void operate(Single operation, Element element, int target, int from) {
        switch (operation) {
            case ROOT -> {
                vex(new Form(MAP, element.prefix, false, true), target, NO_INDEX, from, 0);
                bytes.write(0x51);
                registers(target, from);
            }
            case SWAPPED_HALVES -> {
                vex(new Form(MAP_3A, 1, false, true), target, NO_INDEX, from, from);
                bytes.write(0x06);
                registers(target, from);
                bytes.write(1);
            }
            case SUMS_OF_PAIRS -> {
                vex(new Form(MAP, element == Element.DOUBLE ? 1 : 3, false, true), target, NO_INDEX, from, from);
                bytes.write(0x7c);
                registers(target, from);
            }
        }
    }

    /** Fills the numbers of the target with ones where the comparison is true, else with zeros. */
    void compare(Comparison comparison, Element element, int target, int first, int second) {
        vex(new Form(MAP, element.prefix, false, true), target, NO_INDEX, second, first);
        bytes.write(0xc2);
        registers(target, second);
        bytes.write(comparison.number);
    }

    /** Takes the second where the mask is of ones, else the first. */
    void blend(Element element, int target, int first, int second, int mask) {
        vex(new Form(MAP_3A, 1, false, true), target, NO_INDEX, second, first);
        bytes.write(element == Element.DOUBLE ? 0x4b : 0x4a);
        registers(target, second);
        bytes.write(mask << 4);
    }

    /** Shifts the bits of each number to the left; to the right by a negative number. */
    void shift(Element element, int target, int from, int by) {
        vex(new Form(MAP, 1, false, true), 0, NO_INDEX, from, target);
        bytes.write(element == Element.DOUBLE ? 0x73 : 0x72);
        registers(by > 0 ? 6 : 2, from);
        bytes.write(Math.abs(by));
    }

    /** Copies a register. */
    void copy(int target, int from) {
        vex(new Form(MAP, 0, false, true), target, NO_INDEX, from, 0);
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
        vex(new Form(MAP, 0, false, true), vector, address.index(), address.base(), 0);
        bytes.write(code);
        address(vector, address);
    }

    /** Loads the floats at places where a mask has its sign set, and zeros elsewhere, where memory is not touched. */
    void loadMasked(int target, int mask, Address from) {
        moveMasked(0x2c, target, mask, from);
    }

    /** Stores the floats at places where a mask has its sign set. */
    void storeMasked(Address to, int mask, int from) {
        moveMasked(0x2e, from, mask, to);
    }

    private void moveMasked(int code, int vector, int mask, Address address) {
        vex(new Form(MAP_38, 1, false, true), vector, address.index(), address.base(), mask);
        bytes.write(code);
        address(vector, address);
    }

    /** Fills a register with one number from memory. */
    void broadcast(Element element, int target, Address from) {
        vex(new Form(MAP_38, 1, false, true), target, from.index(), from.base(), 0);
        bytes.write(element.broadcast);
        address(target, from);
    }

    /** Loads a float into the first place of a register, and clears the others. */
    void loadFirst(int target, Address from) {
        vex(new Form(MAP, 2, false, false), target, from.index(), from.base(), 0);
        bytes.write(0x10);
        address(target, from);
    }

    /** Loads a float into one of the first four places of a register. */
    void loadInto(int target, int place, Address from) {
        vex(new Form(MAP_3A, 1, false, false), target, from.index(), from.base(), target);
        bytes.write(0x21);
        address(target, from);
        bytes.write(place << 4);
    }

    /** Makes doubles of the first four floats of a register. */
    void widen(int target, int from) {
        vex(new Form(MAP, 0, false, true), target, NO_INDEX, from, 0);
        bytes.write(0x5a);
        registers(target, from);
    }

    /** Makes doubles of four floats in memory. */
    void widen(int target, Address from) {
        vex(new Form(MAP, 0, false, true), target, from.index(), from.base(), 0);
        bytes.write(0x5a);
        address(target, from);
    }

    /** Makes floats of the doubles of a register, in the lower half of another. */
    void narrow(int target, int from) {
        vex(new Form(MAP, 1, false, true), target, NO_INDEX, from, 0);
        bytes.write(0x5a);
        registers(target, from);
    }

    /** Stores the lower half of a register. */
    void storeHalf(Address to, int from) {
        vex(new Form(MAP, 0, false, false), from, to.index(), to.base(), 0);
        bytes.write(0x11);
        address(from, to);
    }

    /** Stores the first float of a register. */
    void storeFirst(Address to, int from) {
        vex(new Form(MAP, 2, false, false), from, to.index(), to.base(), 0);
        bytes.write(0x11);
        address(from, to);
    }

    /** Takes from eight numbers of four bytes in memory those that the lowest three bits of each of another register's say. */
    void pick(int target, int numbers, Address from) {
        vex(new Form(MAP_38, 1, false, true), target, from.index(), from.base(), numbers);
        bytes.write(0x36);
        address(target, from);
    }

    /** Swaps the doubles of each half of a register. */
    void swapNeighbours(int target, int from) {
        vex(new Form(MAP_3A, 1, false, true), target, NO_INDEX, from, 0);
        bytes.write(0x05);
        registers(target, from);
        bytes.write(5);
    }

    /** Tells the processor that the upper halves of registers are not in use, as functions of others want it. */
    void clearUpperHalves() {
        write(0xc5, 0xf8, 0x77);
    }

    /**
     * What the bytes before an operation on vectors say of it.
     *
     * @param map and prefix which table its code is of
     * @param isWide whether it is the one of that code for doubles
     * @param isWhole whether it is on all of the registers
     */
    private record Form(int map, int prefix, boolean isWide, boolean isWhole) {}

    /** Appends the three bytes before an operation on vectors. */
    private void vex(Form form, int target, int index, int base, int second) {
        int inverted = (target < 8 ? 0x80 : 0) | (index < 8 ? 0x40 : 0) | (base < 8 ? 0x20 : 0);
        int kind = (form.isWide ? 0x80 : 0) | (form.isWhole ? 0x04 : 0) | form.prefix;
        write(0xc4, inverted | form.map, (~second & 0xf) << 3 | kind);
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

    /** Loads a number of four bytes, with its sign. */
    void load32(int target, Address from) {
        wide(target, from, 0x63);
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

    /** Copies as many bytes as RCX says from where RSI is to where RDI is. */
    void copyBytes() {
        write(0xf3, 0xa4);
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

    /** Takes one from a register, and jumps back to a place until nothing is left. */
    void countDown(int left, int place) {
        add64(left, -1);
        jumpBackIfNot(place);
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
