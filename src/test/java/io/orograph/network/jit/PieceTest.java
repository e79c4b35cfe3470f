package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies of pieces of memory. */
class PieceTest {

    private static final int SIZE = 5000;

    /** Pieces of any length at any place, none too, arrive whole, and nothing around them is touched. */
    @Test
    @ExtendWith(WithMachineCode.class)
    void anyLengths() {
        Random random = new Random(4);
        byte[] numbers = new byte[SIZE];
        random.nextBytes(numbers);
        byte[] expected = new byte[SIZE];
        try (BytePointer from = new BytePointer(numbers);
                BytePointer to = new BytePointer(expected)) {
            List<Piece> pieces = new ArrayList<>();
            for (int length : new int[] {0, 1, 3, 4, 7, 8, 31, 32, 33, 64, 1000, 4096}) {
                int source = random.nextInt(SIZE - length);
                int target = random.nextInt(SIZE - length);
                pieces.add(new Piece(from.address() + source, to.address() + target, length));
                System.arraycopy(numbers, source, expected, target, length);
            }
            CallList copies = new CallList.Builder().copy(pieces).build(BytePointer::new);
            copies.run();
            byte[] found = new byte[SIZE];
            to.get(found);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @ExtendWith(WithMachineCode.class)
    void noPieces() {
        new CallList.Builder().copy(List.of()).build(BytePointer::new).run();
    }
}
