package io.orograph.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Work that takes long is asked about once, with its time in words. */
@NeedsDisplay
class LongWorkWatchTest {

    private final List<String> chosen = new ArrayList<>();
    private final SimpleBooleanProperty running = new SimpleBooleanProperty();
    private final SimpleDoubleProperty progress = new SimpleDoubleProperty();
    private LongWorkQuestion question;
    private double now;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private void begin() {
        Fx.run(() -> {
            question = new LongWorkQuestion("long");
            new LongWorkWatch(
                            question,
                            "This training",
                            seconds -> List.of(new LongWorkQuestion.Choice("less", "Less", () -> chosen.add("less"))),
                            () -> chosen.add("cancel"),
                            () -> now)
                    .follow(running, progress);
            running.set(true);
        });
    }

    private void at(double seconds, double share) {
        now = seconds;
        Fx.run(() -> progress.set(share));
    }

    private boolean isAsked() {
        return Fx.get(() -> question.isVisible());
    }

    private List<Button> buttons() {
        return Fx.get(() -> {
            List<Button> buttons = new ArrayList<>();
            for (Node node : ((FlowPane) question.getChildren().get(1)).getChildren()) {
                buttons.add((Button) node);
            }
            return buttons;
        });
    }

    @Test
    void hoursAreSaidAndWhatTakesLessIsOffered() {
        begin();
        at(1, 0.0001);
        assertThat(isAsked()).as("too early to tell").isFalse();
        at(10, 0.0002);
        assertThat(isAsked()).isTrue();
        assertThat(Fx.get(() -> ((Label) question.getChildren().get(0)).getText()))
                .startsWith("This training takes about 13 h 53 min");
        assertThat(buttons()).extracting(Button::getText).containsExactly("Go on", "Less", "Cancel");
        Fx.run(() -> buttons().get(1).fire());
        assertThat(chosen).containsExactly("less");
        assertThat(isAsked()).isFalse();
        at(20, 0.0004);
        assertThat(isAsked()).as("once is enough").isFalse();
    }

    @Test
    void shortWorkIsNotAskedAbout() {
        begin();
        at(10, 0.1);
        at(60, 0.6);
        assertThat(isAsked()).isFalse();
    }

    /** The first steps of anything are slower than those that follow. */
    @Test
    void theQuestionIsTakenBackWhenTheWorkTurnsOutShort() {
        begin();
        at(10, 0.01);
        assertThat(isAsked()).isTrue();
        at(20, 0.5);
        assertThat(isAsked()).isFalse();
    }

    @Test
    void theQuestionEndsWithTheWork() {
        begin();
        at(10, 0.01);
        assertThat(isAsked()).isTrue();
        Fx.run(() -> running.set(false));
        assertThat(isAsked()).isFalse();
        assertThat(chosen).isEmpty();
    }
}
