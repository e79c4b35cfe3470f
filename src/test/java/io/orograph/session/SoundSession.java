package io.orograph.session;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.PairErrors;
import io.orograph.network.Tensor;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.LossOptions;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.study.LandscapeStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small session with something of everything, among it numbers that texts would not keep. */
public final class SoundSession {

    static final double[] AWKWARD = {
        0.1, Math.nextUp(1), -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, 3
    };

    private SoundSession() {}

    /** Returns the bytes of its file. */
    public static byte[] bytes() throws IOException {
        Path file = Files.createTempFile("sound", SessionFile.ENDING);
        try {
            SessionFile.write(file, of(file.resolveSibling("model.onnx")));
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Returns one that is about a model file. */
    static Session of(Path model) {
        StoredFile file = StoredFile.of(model, "ab");
        DataPair pair = new DataPair(
                model.toString(),
                model.toString(),
                "",
                "x",
                "",
                List.of("a", "b"),
                "",
                List.of(),
                1,
                null,
                null,
                null,
                null,
                "");
        LossWords loss = LossWords.of(LossOptions.FOUND, 7, true);
        return new Session(
                new Session.Saved("Orograph 1", "2026-11-29T07:00:00"),
                Optional.of(new Subject(
                        pair, file, file, null, loss, new ParameterWords(List.of("c"), List.of(), false, List.of()))),
                Optional.of(new Weights(
                        "step 3", new WeightsSource.Training("SGD", 3), AWKWARD.clone(), new double[] {0.3})),
                Map.of(Session.PLANE, Map.of("range", 0.7, "seed", 3L), "of a later version", Map.of("x", "y")),
                "What I saw.",
                List.of(
                        StoredResult.of(landscape(), true, "cells"),
                        StoredResult.of(
                                "spectrum",
                                "Spectrum",
                                new SavedResult(
                                        new NamedValues()
                                                .put("eigenvalues", AWKWARD.clone())
                                                .put("counts", Tensor.of(new long[] {1L << 62}, 1))
                                                .put("title", "λ"),
                                        Provenance.NONE.with(Key.SEED, 4L)))));
    }

    private static LandscapeStudy.Result landscape() {
        Grid grid = Grid.square(0.3, 3);
        BitSet evaluated = new BitSet();
        evaluated.set(0, 8);
        Landscape landscape = new Landscape(
                        grid,
                        new Landscape.Cells(AWKWARD, AWKWARD, AWKWARD, null, evaluated),
                        Provenance.NONE.with(Key.DIRECTIONS, "random").with(Key.SAMPLES, 12L))
                .with(PairErrors.of(new int[] {1, 4}, new double[] {0.1}));
        ConvexityMap map = new ConvexityMap(grid, AWKWARD, AWKWARD, AWKWARD, AWKWARD, Set.of());
        return LandscapeStudy.Result.opened(
                landscape, new NamedValues().put("planes", new double[] {0.7}).put("said", "so"), Optional.of(map));
    }
}
