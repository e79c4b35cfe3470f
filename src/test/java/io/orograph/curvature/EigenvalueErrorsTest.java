package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.objective.LossChoice;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EigenvalueErrorsTest {

    private static final CancelToken GO = new CancelToken();

    private static SampledSubject subject(int samples, long seed) {
        Network network = NetworkSketch.dense(2, "Tanh", List.of(), 4, 6, 3);
        Random random = new Random(seed);
        Dataset data = new Dataset(
                "drawn", NetworkSketch.drawn(random, 1, samples, 4), NetworkSketch.classes(random, samples, 3));
        LossChoice choice = LossChoice.detect(network, data);
        return new SampledSubject(choice, data, network.weights(), 2, Kept.NOTHING);
    }

    private static EigenvalueErrors errors(SampledSubject subject, int groups) {
        FreeParameters free = FreeParameters.all(subject.choice().network().layout());
        return EigenvalueErrors.of(subject, free, new Lanczos(1, 1, 1e-6, 100, 0), groups, ProgressListener.NONE, GO);
    }

    /** That of a mean is its standard error: means without one of n numbers, √((n − 1)/n·Σ(x̄₋ᵢ − x̄)²) = s/√n. */
    @Test
    void theJackknifeOfAMeanIsItsStandardError() {
        double[] x = {1, 4, 2, 9, 5};
        double[][] without = new double[5][1];
        for (int i = 0; i < 5; i++) {
            without[i][0] = (21 - x[i]) / 4;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - 4.2) * (value - 4.2) / 4;
        }
        assertThat(EigenvalueErrors.jackknife(without)[0]).isCloseTo(Math.sqrt(variance / 5), within(1e-12));
    }

    /**
     * Against what the largest eigenvalue does over 40 other draws of the same 150 samples: the mean of five estimates comes
     * within a factor of 1.6 (a standard deviation of 40 draws is known to 11 %, one of ten groups to about 24 %).
     */
    @Test
    void theErrorIsWhatOtherSamplesDo() {
        double sum = 0;
        double squares = 0;
        int draws = 40;
        for (int draw = 0; draw < draws; draw++) {
            SampledSubject subject = subject(150, 100 + draw);
            int[] all = java.util.stream.IntStream.range(0, 150).toArray();
            try (var objective = subject.on(all)) {
                FreeParameters free =
                        FreeParameters.all(subject.choice().network().layout());
                double value = new Lanczos(1, 1, 1e-6, 100, 0)
                        .of(new Hessian(objective, subject.theta(), free, GO), Lanczos.Listener.NONE)
                        .largest()
                        .get(0)
                        .value();
                sum += value;
                squares += value * value;
            }
        }
        double deviation = Math.sqrt((squares - sum * sum / draws) / (draws - 1));
        double estimate = 0;
        for (int draw = 0; draw < 5; draw++) {
            estimate += errors(subject(150, draw), 10).largest()[0] / 5;
        }
        assertThat(estimate / deviation).isBetween(1 / 1.6, 1.6);
    }

    @Test
    void fewerSamplesThanGroupsAreRefused() {
        assertThatThrownBy(() -> errors(subject(4, 0), 5))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageStartingWith("The 4 samples cannot be cut into 5 groups");
    }

    /** Student's t with 7 degrees of freedom: 2.3646. */
    @Test
    void theIntervalIsStudents() {
        assertThat(new EigenvalueErrors(8, new double[0], new double[0]).margin(1))
                .isCloseTo(2.3646, within(1e-4));
    }
}
