package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsOptionTest {

    /** Of the loss, but at least a tenth of this share of 1. */
    private static final double TOLERANCE = 1e-6;

    private static final double SMALL_LOSS = 0.1;

    @AfterEach
    void chooseStandard() {
        LayerEngines.choose(Kernels.standard());
    }

    static List<Sample> samples() throws IOException {
        return Samples.all();
    }

    private static double loss(Sample sample, String... more) throws IOException {
        Object[] arguments = new Object[8 + more.length];
        Object[] first = {"loss", sample.model(), "--data", sample.test(), "--samples", 300, "--json", "--workers"};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run.json().get("loss").asDouble();
    }

    /**
     * Rounding in 32 bits changes no loss by more than this, whatever computes the layers. It is of the size of 1e-6 a sample
     * in the deepest of them, of both signs, so that the mean over few samples would still show it.
     */
    @ParameterizedTest
    @MethodSource("samples")
    void everySampleHasItsLossWithAllKernels(Sample sample) throws IOException {
        double exact = loss(sample, "1", "--double");
        for (Kernels kernels : Kernels.values()) {
            assertThat(loss(sample, "1", "--kernels", kernels.label()))
                    .as(kernels.label())
                    .isCloseTo(exact, within(TOLERANCE * Math.max(exact, SMALL_LOSS)));
        }
    }

    /** What computed a result stands in it, and in the command that repeats it. */
    @ParameterizedTest
    @EnumSource(Kernels.class)
    void provenanceNamesWhatComputed(Kernels kernels) throws IOException {
        LayerEngines.choose(Kernels.standard());
        assumeTrue(LayerEngines.current().isPresent(), "oneDNN has no build for this machine");
        CommandRun run = CommandRun.of(
                "landscape",
                CommandRun.sample("digits-cnn.onnx"),
                "--data",
                CommandRun.sample("digits-images-test.npz"),
                "--samples",
                20,
                "--resolution",
                3,
                "--kernels",
                kernels.label(),
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(LayerEngines.chosen()).isEqualTo(kernels);
        assertThat(LayerEngines.current().isPresent()).isEqualTo(kernels == Kernels.ONEDNN);
    }

    @Test
    void anotherNameIsRefused() {
        CommandRun run = CommandRun.onDigits("loss", "--kernels", "cudnn");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--kernels").contains("onednn, nd4j");
    }
}
