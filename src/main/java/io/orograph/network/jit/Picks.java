package io.orograph.network.jit;

import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Which numbers of a stream of doubles a loop picks: for each register that it makes, as many as that holds, none of them before the
 * first or further behind it than a register reaches. A register is read from the first on, whatever is picked: behind the last
 * number of the stream memory goes on for {@link #BEHIND} more.
 */
public final class Picks {

    /** How many numbers may be read, and not picked, behind the last one. */
    public static final int BEHIND = Assembler.Element.DOUBLE.lanes() - 1;

    /** The parts of a register that an instruction moves are half a double. */
    private static final int HALVES = 2;

    private final int[] numbers;

    private Picks(int... numbers) {
        this.numbers = numbers;
    }

    /**
     * Returns the picks of numbers at places; empty where they lie too far apart.
     *
     * @param places in their stream, as many as fill registers
     */
    public static Optional<Picks> of(int... places) {
        int lanes = Assembler.Element.DOUBLE.lanes();
        int[] numbers = new int[HALVES * places.length];
        for (int i = 0; i < places.length; i++) {
            int first = places[i - i % lanes];
            int behind = places[i] - first;
            if (first < 0 || first > Integer.MAX_VALUE / Double.BYTES || behind < 0 || behind >= lanes) {
                return Optional.empty();
            }
            numbers[HALVES * i] = HALVES * behind;
            numbers[HALVES * i + 1] = HALVES * behind + 1;
        }
        for (int i = 0; i < places.length; i += lanes) {
            // Where the window begins, in bytes: the three bits that the instruction looks at are those of 0.
            numbers[HALVES * i] = places[i] * Double.BYTES;
        }
        return Optional.of(new Picks(numbers));
    }

    /** Returns the bytes of the stream of picks: as many as of a stream of doubles. */
    public long bytes() {
        return (long) numbers.length * Integer.BYTES;
    }

    /** Writes the stream of picks to memory, and returns where that is. */
    public long write(Pointer memory) {
        new IntPointer(memory).put(numbers);
        return memory.address();
    }
}
