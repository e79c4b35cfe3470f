package io.orograph.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/** The place of a node that is hidden at first. */
final class DeferredTest {

    private final Region node = new Region();

    @Test
    void theNodeJoinsWhenItIsShownFirstAndStays() {
        Shown.set(node, false);
        Deferred place = new Deferred(node);
        assertThat(place.getChildren()).isEmpty();
        assertThat(place.isManaged()).isFalse();
        Shown.set(node, true);
        assertThat(place.getChildren()).containsExactly(node);
        assertThat(place.isManaged()).isTrue();
        Shown.set(node, false);
        assertThat(place.isManaged()).isFalse();
        Shown.set(node, true);
        assertThat(place.getChildren()).containsExactly(node);
    }

    @Test
    void aNodeThatIsShownIsThereFromTheStart() {
        assertThat(new Deferred(node).getChildren()).containsExactly(node);
    }
}
