package io.orograph.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Results are handed on by their numbers, as early as that can be. */
class InOrderTest {

    private final List<String> taken = new ArrayList<>();
    private final InOrder<String> results = new InOrder<>(taken::add);

    @Test
    void eachWaitsForThoseBeforeIt() {
        results.add(1, "b");
        assertThat(taken).isEmpty();
        results.add(0, "a");
        assertThat(taken).containsExactly("a", "b");
        results.add(3, "d");
        results.add(2, "c");
        assertThat(taken).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatIsDueNeedNotBeMade() {
        results.add(1, () -> taken.add("early"), () -> "b");
        results.add(2, "c");
        assertThat(taken).isEmpty();
        results.add(0, () -> taken.add("a, at once"), () -> "late");
        results.add(3, () -> taken.add("d, at once"), () -> "late");
        assertThat(taken).containsExactly("a, at once", "b", "c", "d, at once");
    }

    @Test
    void clearedItBeginsAnew() {
        results.add(0, "a");
        results.add(2, "lost");
        results.clear();
        results.add(0, "new");
        results.add(1, "next");
        assertThat(taken).containsExactly("a", "new", "next");
    }

    @Test
    void manyThreadsChangeNothing() {
        IntStream.range(0, 1000).parallel().forEach(i -> results.add(i, Integer.toString(i)));
        assertThat(taken)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
    }
}
