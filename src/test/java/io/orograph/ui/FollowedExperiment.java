package io.orograph.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.Experiment;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.HandRunBackground;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a model of the window is given in a test: the experiment that it follows, a background that the test runs itself,
 * and a place for problems, of which there has to be none in the end.
 */
public final class FollowedExperiment implements BeforeEachCallback, AfterEachCallback {

    private final HandRunBackground background = new HandRunBackground();
    private final List<Throwable> problems = new ArrayList<>();
    private final ObjectProperty<Experiment> subject = new SimpleObjectProperty<>();
    private final List<Experiment> kept = new ArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        Fx.start();
    }

    public HandRunBackground background() {
        return background;
    }

    public Problems problems() {
        return (what, cause) -> problems.add(cause);
    }

    /** Returns the property that the model follows. */
    public ObjectProperty<Experiment> subject() {
        return subject;
    }

    /** Takes charge of an experiment: it is closed when the test is over. */
    public Experiment keep(Experiment experiment) {
        kept.add(experiment);
        return experiment;
    }

    /** Lets the model follow another experiment, or none. */
    public void show(Experiment experiment) {
        Fx.run(() -> subject.set(experiment));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        show(null);
        kept.forEach(Experiment::close);
        assertThat(problems).isEmpty();
    }
}
