package io.orograph.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One question before what took long is lost, and none for the rest. */
class LosingModelTest {

    private final List<Costly> work = new ArrayList<>();
    private final List<Costly> landscapes = new ArrayList<>();
    private final LosingModel model = new LosingModel(() -> work, () -> landscapes);
    private final List<String> done = new ArrayList<>();

    private static Costly costly(String what, double seconds) {
        return new Costly(what, seconds, false, seconds >= 120, new Object());
    }

    private void open() {
        model.beforeOpening(() -> done.add("opened"));
    }

    private void close() {
        model.beforeClosing(() -> done.add("closed"));
    }

    private String asked() {
        LosingModel.Question question = model.questionProperty().get();
        return question == null ? "" : question.sentence();
    }

    @Test
    void whatWasQuickGoesUnasked() {
        work.add(costly("training", 29));
        landscapes.add(costly("landscape", 29));
        open();
        close();
        assertThat(done).containsExactly("opened", "closed");
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatTookLongIsAskedAboutOnce() {
        work.add(costly("training", 400));
        work.add(costly("curve", 90));
        open();
        assertThat(asked())
                .isEqualTo("Opening this lets go of the training (7 min) and the curve (90 s), which are not saved.");
        assertThat(done).isEmpty();
        model.discard();
        assertThat(asked()).isEmpty();
        open();
        assertThat(done).containsExactly("opened", "opened");
    }

    @Test
    void cancellingStaysAndAsksAgain() {
        work.add(costly("training", 400));
        open();
        model.cancel();
        assertThat(done).isEmpty();
        assertThat(asked()).isEmpty();
        open();
        assertThat(asked()).startsWith("Opening this lets go of the training");
    }

    @Test
    void closingAsksOnlyForWhatTheNextStartDoesNotBring() {
        work.add(costly("training", 400));
        close();
        assertThat(done).containsExactly("closed");
        landscapes.add(costly("landscape", 60));
        close();
        assertThat(asked()).isEqualTo("Closing lets go of the landscape (60 s), which is not saved.");
        // Landscapes stay in the history when another model is opened.
        model.cancel();
        work.clear();
        open();
        assertThat(done).containsExactly("closed", "opened");
    }

    @Test
    void savingFirstGoesOnWhenTheFileIsThere() {
        work.add(costly("training", 400));
        open();
        List<Runnable> saved = new ArrayList<>();
        model.saveFirst(() -> saved.add(model.saving()));
        assertThat(done).isEmpty();
        saved.get(0).run();
        assertThat(done).containsExactly("opened");
        assertThat(asked()).isEmpty();
        open();
        assertThat(done).hasSize(2);
    }

    @Test
    void aSaveThatIsCancelledDoesNotGoOnLater() {
        work.add(costly("training", 400));
        open();
        model.saveFirst(() -> {});
        model.cancel();
        model.saving().run();
        assertThat(done).isEmpty();
        // It is saved all the same.
        open();
        assertThat(done).containsExactly("opened");
    }

    @Test
    void whatGoesOnAfterItWasSavedIsAskedAboutAgain() {
        work.add(new Costly("training that runs", 50, true, false, new Object()));
        model.saving().run();
        open();
        assertThat(asked())
                .isEqualTo("Opening this lets go of the training that runs (50 s so far), which is not saved.");
    }
}
