package io.orograph.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NamedArrays;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.network.Parameter;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person sees of a match of checkpoints, and can change. */
@NeedsDisplay
class MatchViewTest {

    private static final NamedArrays.Array ZETA = new NamedArrays.Array("zeta", "float32", new long[] {2, 2});
    private static final NamedArrays.Array ALPHA = new NamedArrays.Array("alpha", "float32", new long[] {2, 2});
    /** As many numbers as the others, in another shape. */
    private static final NamedArrays.Array MU = new NamedArrays.Array("mu", "float32", new long[] {4});

    private final List<String> chosen = new ArrayList<>();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static WeightMatch.Assignment assignment(String parameter, String array, WeightMatch.Basis basis) {
        return new WeightMatch.Assignment(
                new Parameter(parameter, new long[] {2, 2}, 0, Parameter.Role.WEIGHT, 0), array, false, basis);
    }

    private static PathModel.Opened opened(WeightMatch.Basis basis) {
        WeightMatch match =
                new WeightMatch(List.of(assignment("first", "zeta", basis), assignment("second", "alpha", basis)));
        return new PathModel.Opened(List.of(Path.of("a.npz")), match, List.of(ZETA, ALPHA, MU), 0);
    }

    private MatchView view(PathModel.Opened opened) {
        return Fx.get(() -> {
            MatchView view = new MatchView((parameter, array) -> chosen.add(parameter + " " + array.name()));
            view.show(opened);
            return view;
        });
    }

    private static List<Node> rows(MatchView view) {
        return ((VBox) view.getContent()).getChildren();
    }

    @Test
    void whatWasGuessedIsShownAtOnceAndWhatFitsCanBeChosen() {
        MatchView view = view(opened(WeightMatch.Basis.SHAPE_AND_ORDER));
        assertThat(view.isVisible()).isTrue();
        assertThat(view.isExpanded()).isTrue();
        assertThat(((Label) rows(view).get(0)).getText()).startsWith("2 of 2 were matched by nothing but their order");
        @SuppressWarnings("unchecked")
        ComboBox<NamedArrays.Array> first = (ComboBox<NamedArrays.Array>)
                ((VBox) rows(view).get(1)).getChildren().get(1);
        assertThat(first.getItems()).containsExactly(ZETA, ALPHA);
        assertThat(first.getValue()).isEqualTo(ZETA);
        Fx.run(() -> first.setValue(ALPHA));
        assertThat(chosen).containsExactly("first alpha");
    }

    @Test
    void whatWasMatchedByNameStaysClosed() {
        MatchView view = view(opened(WeightMatch.Basis.NAME));
        assertThat(view.isVisible()).isTrue();
        assertThat(view.isExpanded()).isFalse();
        assertThat(rows(view)).hasSize(2);
        Fx.run(() -> view.show(null));
        assertThat(view.isVisible()).isFalse();
    }
}
