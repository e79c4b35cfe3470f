package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Precision;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.Experiment;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.compare.CompareModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A comparison that was not finished is offered at the next start, and goes on in its own window. */
@NeedsDisplay
class GoingOnComparisonTest {

    private static final int CELLS = 81;

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private final LeftBehind left = new LeftBehind(ui);

    private CompareModel compare() {
        return ui.window().compare().model();
    }

    private Comparison.Result awaitResult() {
        CompareModel model = compare();
        Fx.await("all is measured", () -> model.resultProperty().get() != null);
        return model.resultProperty().get();
    }

    @Test
    void aComparisonGoesOn() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path other = other();
        Fx.run(() -> {
            compare().resolutionProperty().set(CELLS);
            ui.window().compare().compareOpen();
            compare().add(List.of(other));
        });
        left.awaitNote("study.npz", "\"comparison\"");
        left.killAndStart();
        assertThat(left.sentence()).contains("comparison").contains("not finished");
        left.goOn();
        Comparison.Result resumed = awaitResult();
        assertThat(Fx.get(() -> ui.window().compare().stage().isShowing())).isTrue();
        assertThat(compare().resolutionProperty().get()).isEqualTo(CELLS);
        assertThat(resumed.models()).extracting(ComparedModel::name).endsWith("other.npz");
        Fx.run(() -> compare().evaluateAnew());
        Comparison.Result anew = awaitResult();
        for (int i = 0; i < 2; i++) {
            assertThat(resumed.models().get(i).landscape().losses())
                    .containsExactly(anew.models().get(i).landscape().losses());
            assertThat(resumed.models().get(i).sharpness())
                    .isEqualTo(anew.models().get(i).sharpness());
        }
    }

    /** Weights of the same architecture, elsewhere. */
    private Path other() throws IOException {
        Experiment open =
                Fx.get(() -> ui.models().workspace().experimentProperty().get());
        double[] theta = new Random(3).doubles(open.layout().size(), -1, 1).toArray();
        Path file = ui.folder().resolve("other.npz");
        WeightsNpz.write(file, open.layout(), theta, Precision.DOUBLE);
        return file;
    }
}
