package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import io.orograph.network.jit.Assembler.Element;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which value is in which register, step by step. If there is no room, the value that is needed last goes to the stack (Belady
 * 1966); constants are read again.
 */
final class VectorRegisters {

    private static final int NOWHERE = -1;
    private static final int BYTES = Assembler.VECTOR_BYTES;

    private final Assembler code;
    private final Deque<Integer>[] uses;
    private final int[] constantOf;
    private final int[] registerOf;
    private final int[] slotOf;
    private final int[] valueIn = new int[Assembler.VECTORS];
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private final Set<Integer> pinned = new HashSet<>();
    private final int constants;
    private final Element element;

    /** How many registers values are in; those behind them are kept for sums. */
    private final int available;

    private int slots;

    /**
     * @param code takes what has to be loaded and stored
     * @param constants the general register that points to the loop's constants
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    VectorRegisters(StreamLoop loop, Assembler code, int constants) {
        this.code = code;
        this.constants = constants;
        this.element = loop.element();
        this.available = Assembler.VECTORS - loop.added();
        this.uses = new Deque[loop.values()];
        Arrays.setAll(uses, i -> new ArrayDeque<>());
        List<StreamLoop.Step> steps = loop.steps();
        for (int at = 0; at < steps.size(); at++) {
            for (Value value : steps.get(at).taken()) {
                uses[value.number()].add(at);
            }
        }
        constantOf = filled(loop.values());
        registerOf = filled(loop.values());
        slotOf = filled(loop.values());
        Arrays.fill(valueIn, NOWHERE);
        List<Value> ofConstants = loop.ofConstants();
        for (int i = 0; i < ofConstants.size(); i++) {
            constantOf[ofConstants.get(i).number()] = i;
        }
    }

    private static int[] filled(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, NOWHERE);
        return numbers;
    }

    /** Returns the register that a value is in, where it stays until {@link #release}. */
    int of(Value value) {
        int number = value.number();
        if (registerOf[number] == NOWHERE) {
            int register = room();
            if (constantOf[number] != NOWHERE) {
                code.broadcast(element, register, Address.at(constants, constantOf[number] * element.bytes()));
            } else {
                code.load(register, slot(slotOf[number]));
            }
            put(number, register);
        }
        pinned.add(registerOf[number]);
        return registerOf[number];
    }

    /** Ends a step: what is not taken any more gives up its place. */
    void release(List<Value> taken) {
        for (Value value : taken) {
            uses[value.number()].poll();
        }
        for (Value value : taken) {
            if (uses[value.number()].isEmpty()) {
                forget(value.number());
            }
        }
        pinned.clear();
    }

    /** Tells whether nothing takes a value after this step, which takes it once. */
    boolean isLast(Value value) {
        return uses[value.number()].size() == 1;
    }

    /** Returns a register for a value that is made. */
    int make(Value value) {
        int register = room();
        put(value.number(), register);
        return register;
    }

    /** Gives a value that is made the register of another, which is not taken any more. */
    void replace(Value old, Value made) {
        int register = registerOf[old.number()];
        registerOf[old.number()] = NOWHERE;
        put(made.number(), register);
    }

    /** Returns how many bytes of the stack are in use. */
    int stackBytes() {
        return slots * BYTES;
    }

    private void put(int number, int register) {
        registerOf[number] = register;
        valueIn[register] = number;
        pinned.add(register);
    }

    private void forget(int number) {
        if (registerOf[number] != NOWHERE && valueIn[registerOf[number]] == number) {
            valueIn[registerOf[number]] = NOWHERE;
        }
        registerOf[number] = NOWHERE;
        if (slotOf[number] != NOWHERE) {
            freeSlots.push(slotOf[number]);
            slotOf[number] = NOWHERE;
        }
    }

    private int room() {
        int last = NOWHERE;
        for (int register = 0; register < available; register++) {
            if (valueIn[register] == NOWHERE) {
                return register;
            }
            boolean isLater = !pinned.contains(register) && (last == NOWHERE || nextUse(register) > nextUse(last));
            last = isLater ? register : last;
        }
        spill(last);
        return last;
    }

    private int nextUse(int register) {
        Integer next = uses[valueIn[register]].peek();
        return next == null ? Integer.MAX_VALUE : next;
    }

    private void spill(int register) {
        int number = valueIn[register];
        boolean isKept = constantOf[number] != NOWHERE || slotOf[number] != NOWHERE || uses[number].isEmpty();
        if (!isKept) {
            slotOf[number] = freeSlots.isEmpty() ? slots++ : freeSlots.pop();
            code.store(slot(slotOf[number]), register);
        }
        registerOf[number] = NOWHERE;
        valueIn[register] = NOWHERE;
    }

    private static Address slot(int slot) {
        return Address.at(Assembler.RSP, slot * BYTES);
    }
}
