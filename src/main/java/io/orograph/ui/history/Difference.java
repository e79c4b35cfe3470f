package io.orograph.ui.history;

import io.orograph.export.NamedValues;
import io.orograph.landscape.Landscape;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.study.LandscapeStudy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** The difference of two landscapes over the same cells. */
final class Difference {

    private Difference() {}

    /**
     * Returns L₁ − L₂ over the cells that both have; its standard errors are not known, since those of the two may go together.
     */
    static LandscapeStudy.Result of(LandscapeStudy.Result one, LandscapeStudy.Result other) {
        Landscape first = one.landscape();
        Landscape second = other.landscape();
        int cells = first.grid().cells();
        double[] difference = new double[cells];
        double[] errors = new double[cells];
        Arrays.fill(difference, Double.NaN);
        Arrays.fill(errors, Double.NaN);
        BitSet both = new BitSet(cells);
        for (int cell = 0; cell < cells; cell++) {
            if (first.isEvaluated(cell) && second.isEvaluated(cell)) {
                both.set(cell);
                difference[cell] = first.loss(cell) - second.loss(cell);
            }
        }
        String title = "Difference: " + name(first) + " − " + name(second);
        Provenance said = Provenance.NONE
                .with(Key.PROGRAM, first.provenance().get(Key.PROGRAM))
                .with(Key.MODEL, title)
                .with(Key.SECTION, title)
                .with(Key.RESOLUTION, first.provenance().get(Key.RESOLUTION))
                .with(Key.ALPHA, first.provenance().get(Key.ALPHA))
                .with(Key.BETA, first.provenance().get(Key.BETA));
        Section section = new Section(title, said, Optional.empty(), Optional.empty(), Optional.empty());
        Landscape landscape =
                new Landscape(section, first.grid(), new Landscape.Cells(difference, errors, null, null, both), said);
        return LandscapeStudy.Result.opened(landscape, new NamedValues(), Optional.empty());
    }

    private static String name(Landscape landscape) {
        Provenance said = landscape.provenance();
        String seed = said.text(Key.SEED);
        String model = said.text(Key.MODEL);
        return (model.isEmpty() ? landscape.section().title() : model) + (seed.isEmpty() ? "" : " (seed " + seed + ")");
    }
}
