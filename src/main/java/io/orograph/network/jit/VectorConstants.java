package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Registers full of numbers that stand behind a function's code, where instructions read them. */
final class VectorConstants {

    private final int place;
    private final List<int[]> registers = new ArrayList<>();

    /**
     * @param place the general register that points to them
     */
    VectorConstants(int place) {
        this.place = place;
    }

    /** Returns where a register full of a float is. */
    Address floats(double number) {
        int[] bits = new int[Assembler.LANES];
        Arrays.fill(bits, Float.floatToRawIntBits((float) number));
        return bits(bits);
    }

    /** Returns where a register full of a double is. */
    Address doubles(double number) {
        return longs(Double.doubleToRawLongBits(number));
    }

    /** Returns where a register full of the bits of a double is. */
    Address longs(long number) {
        int[] bits = new int[Assembler.LANES];
        Arrays.setAll(bits, i -> (int) (i % 2 == 0 ? number : number >> Integer.SIZE));
        return bits(bits);
    }

    /** Returns where a register of these bits is, four bytes each. */
    Address bits(int... bits) {
        int known = 0;
        while (known < registers.size() && !Arrays.equals(registers.get(known), bits)) {
            known++;
        }
        if (known == registers.size()) {
            registers.add(bits.clone());
        }
        return Address.at(place, known * Assembler.VECTOR_BYTES);
    }

    /**
     * Returns a function with the constants behind it.
     *
     * @param code all of it but what sets the place of the constants, which comes first
     */
    byte[] behind(Assembler code) {
        Assembler probe = new Assembler();
        probe.addressAhead(place, 0);
        // A register that lies in two lines of the cache takes longer to read.
        while ((probe.here() + code.here()) % Assembler.VECTOR_BYTES != 0) {
            code.returns();
        }
        Assembler all = new Assembler();
        all.addressAhead(place, code.here());
        all.append(code);
        for (int[] register : registers) {
            for (int bits : register) {
                all.number(bits);
            }
        }
        return all.bytes();
    }
}
