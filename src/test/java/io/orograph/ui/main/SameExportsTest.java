package io.orograph.ui.main;

import io.orograph.cli.RepeatedCommand;
import io.orograph.landscape.Landscape;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.provenance.Key;
import io.orograph.study.Command;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the window exports is what its copied command writes: the same arrays to the bit, the same provenance. */
@NeedsDisplay
class SameExportsTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    @BeforeEach
    void openSample() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
    }

    private void fire(String id) {
        window.fire(id);
    }

    private void await(String directions) {
        Predicate<Landscape> wanted =
                shown -> shown.provenance().text(Key.DIRECTIONS).startsWith(directions);
        window.awaitWhole(wanted);
    }

    private Command command() {
        return Fx.get(() -> window.models().evaluation().shownProperty().get().command());
    }

    /** The numbers that the window exports. */
    private Path exported() {
        Path file = window.folder().resolve("exported.npz");
        window.files().answer(file);
        window.shortcut("Shortcut+Shift+E");
        Fx.await(
                "the numbers are written",
                () -> Files.exists(file)
                        && window.window().exports().activityProperty().get().isEmpty());
        return file;
    }

    private Path repeated(Command command) {
        Path file = window.folder().resolve("repeated.npz");
        RepeatedCommand.run(command, file);
        return file;
    }

    private void assertSame() throws IOException {
        RepeatedCommand.assertSame(exported(), repeated(command()));
    }

    private Path fresh(String name, long seed) throws IOException {
        ParameterLayout layout = Fx.get(
                () -> window.models().workspace().experimentProperty().get().layout());
        Path file = window.folder().resolve(name);
        WeightsNpz.write(file, layout, FreshWeights.draw(layout, seed), Precision.SINGLE);
        return file;
    }

    @Test
    void randomDirections() throws IOException {
        assertSame();
    }

    @Test
    void aPlaneThroughThreeModels() throws IOException {
        window.files().answer(fresh("second.npz", 1), fresh("third one.npz", 2));
        fire("#between-plane");
        await("through ");
        assertSame();
    }

    @Test
    void aCurveBetweenTwoModels() throws IOException {
        Fx.run(() -> window.models().training().choices().epochsProperty().set(2));
        window.files().answer(fresh("other.npz", 1));
        fire("#between-curve");
        await("plane of a Bézier curve");
        assertSame();
    }

    @Test
    void aPathOfCheckpoints() throws IOException {
        for (int epoch = 1; epoch <= 10; epoch += 3) {
            fresh("epoch_" + epoch + ".npz", epoch);
        }
        window.files().answer(window.folder().resolve("epoch_4.npz"));
        fire("#open-checkpoints");
        await("principal directions of");
        assertSame();
    }

    /** The last step of the command does not know of the training before it: that alone is not the same. */
    @Test
    void aTrainedPath() throws IOException {
        Fx.run(() -> {
            window.models().training().choices().baseProperty().set(BaseOptimizer.ADAM);
            window.models().training().choices().epochsProperty().set(3);
        });
        fire("#train");
        await("principal directions of");
        RepeatedCommand.assertSameButForTheCommand(exported(), repeated(command()));
    }
}
