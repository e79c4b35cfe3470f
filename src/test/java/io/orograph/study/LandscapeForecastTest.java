package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import org.junit.jupiter.api.Test;

/** What is said of a landscape that takes long, and what would take less. */
class LandscapeForecastTest {

    private static LandscapeForecast of(int side, int samples, double seconds) {
        Grid grid = new Grid(Axis.symmetric(1, side), Axis.symmetric(1, side));
        return new LandscapeForecast(grid, samples, seconds, 2_100_000_000L, 16_000_000_000L);
    }

    @Test
    void timeAndMemoryInWords() {
        assertThat(of(41, 50_000, 54_600).sentence())
                .isEqualTo("1,681 cells over 50,000 samples take about 15 h 10 min and 2.1 GB of memory.");
    }

    @Test
    void samplesAndCellsForATime() {
        LandscapeForecast forecast = of(41, 50_000, 54_600);
        assertThat(forecast.samplesFor(3600)).hasValue(3200);
        assertThat(forecast.sideFor(3600)).hasValue(9);
        assertThat(forecast.samplesFor(60)).isEmpty();
        assertThat(forecast.sideFor(60)).isEmpty();
    }

    @Test
    void muchMemoryIsMostOfWhatThereIs() {
        Grid grid = new Grid(Axis.symmetric(1, 11), Axis.symmetric(1, 11));
        assertThat(new LandscapeForecast(grid, 100, 1, 13, 16).takesMuchMemory())
                .isTrue();
        assertThat(new LandscapeForecast(grid, 100, 1, 11, 16).takesMuchMemory())
                .isFalse();
        assertThat(new LandscapeForecast(grid, 100, 1, 0, 0).takesMuchMemory()).isFalse();
    }
}
