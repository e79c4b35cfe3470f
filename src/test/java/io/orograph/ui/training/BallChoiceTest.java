package io.orograph.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleIntegerProperty;
import org.junit.jupiter.api.Test;

final class BallChoiceTest {

    /** The first two further balls, of SGD and of SAM, were both yellow. */
    @Test
    void furtherBallsHaveColorsOfTheirOwnWhateverTheirOptimiser() {
        SimpleIntegerProperty batch = new SimpleIntegerProperty(64);
        List<BallChoice> all = new ArrayList<>();
        for (DroppedOptimizer kind : DroppedOptimizer.values()) {
            all.add(new BallChoice(kind, 1, kind.argb(), batch));
        }
        for (DroppedOptimizer kind :
                List.of(DroppedOptimizer.SGD, DroppedOptimizer.SAM, DroppedOptimizer.ADAM, DroppedOptimizer.MOMENTUM)) {
            all.add(new BallChoice(kind, 2, BallChoice.furtherColor(all), batch));
        }
        assertThat(all).extracting(BallChoice::argb).doesNotHaveDuplicates();
    }
}
