package io.orograph.ui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPaceTest {

    private final SnapshotPace pace = new SnapshotPace(100);

    @Test
    void theFirstSnapshotIsDueAtOnceAndTheNextAfterTheShortestTime() {
        assertThat(pace.look(1000)).isTrue();
        pace.taken(1000);
        for (double now = 1100; now < 1000 + SnapshotPace.SHORTEST; now += 100) {
            assertThat(pace.look(now)).isFalse();
        }
        assertThat(pace.look(1000 + SnapshotPace.SHORTEST)).isTrue();
    }

    @Test
    void aPictureThatHoldsTheWindowUpIsGivenItsRest() {
        assertThat(pace.look(1000)).isTrue();
        pace.taken(1000);
        // Held up for 300 ms: the look at 1100 comes at 1400.
        assertThat(pace.look(1400)).isFalse();
        double due = 1000 + 300 * SnapshotPace.REST;
        for (double now = 1500; now < due; now += 100) {
            assertThat(pace.look(now)).isFalse();
        }
        assertThat(pace.look(due)).isTrue();
    }

    /** As when the computer was asleep: what slept is shown soon after. */
    @Test
    void evenALongHoldUpIsFollowedByNoLongRest() {
        assertThat(pace.look(0)).isTrue();
        pace.taken(0);
        assertThat(pace.look(60_000)).isTrue();
        pace.taken(60_000);
        assertThat(pace.look(180_000)).isTrue();
        pace.look(180_100);
        pace.taken(180_100);
        pace.look(182_000);
        double due = 180_100 + SnapshotPace.LONGEST;
        assertThat(pace.look(due - 1)).isFalse();
        assertThat(pace.look(due)).isTrue();
    }

    @Test
    void delaysBeforeASnapshotDoNotCountAgainstIt() {
        pace.look(0);
        assertThat(pace.look(5000)).isTrue();
        pace.taken(5000);
        pace.look(5100);
        pace.look(5200);
        pace.look(5300);
        assertThat(pace.look(5400)).isTrue();
    }

    @Test
    void aNewEvaluationStartsAfresh() {
        pace.look(0);
        pace.taken(0);
        pace.look(2000);
        pace.reset();
        assertThat(pace.look(2010)).isTrue();
    }
}
