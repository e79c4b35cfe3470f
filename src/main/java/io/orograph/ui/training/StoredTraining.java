package io.orograph.ui.training;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.session.StoredResult;
import io.orograph.training.StateNpz;
import io.orograph.ui.session.Costly;
import io.orograph.ui.session.SessionPart;
import java.util.List;
import java.util.Optional;

/**
 * The training in a session: its choices, its path and its state, to the bit, so that it can be looked at, saved and gone on with
 * as if the window had stayed open. One that runs is there as far as it was.
 */
public final class StoredTraining implements SessionPart {

    private static final String KIND = "training";
    private static final String WORDS = "words";
    private static final String SECONDS = "seconds";
    private static final String OVER_PLANE = "over_plane";

    private final TrainingModel model;

    /** Makes the part of a model. */
    public StoredTraining(TrainingModel model) {
        this.model = model;
    }

    @Override
    public List<StoredResult> stored() {
        return model.kept().map(this::stored).stream().toList();
    }

    private StoredResult stored(TrainingKeeper.Kept training) {
        NamedValues values = new NamedValues();
        training.snapshot().arrays().forEach(values::put);
        values.put(StateNpz.SETTINGS, training.settings())
                .put(WORDS, training.words().text())
                .put(SECONDS, new double[] {training.seconds()})
                .put(OVER_PLANE, new double[] {model.isPathOverPlane() ? 1 : 0});
        return StoredResult.of(
                KIND,
                training.words().training().optimizer(),
                new SavedResult(values, training.subject().provenance()));
    }

    @Override
    public void restore(List<StoredResult> results) {
        results.stream()
                .filter(this::owns)
                .reduce((first, second) -> second)
                .ifPresent(found -> model.restore(new Restored(found)));
    }

    /** A training of a session, which waits for its network to be open. */
    record Restored(StoredResult result) {

        /** Returns the choices as a text. */
        String words() {
            return result.result().values().texts().getOrDefault(WORDS, "");
        }

        /** Returns the seconds that its steps took. */
        double seconds() {
            return number(SECONDS);
        }

        /** Tells whether its path lay over the landscape that was shown. */
        boolean isOverPlane() {
            return number(OVER_PLANE) == 1;
        }

        private double number(String name) {
            return result.number(name).orElse(0);
        }
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(KIND);
    }

    @Override
    public Optional<Costly> costly() {
        return model.costly();
    }
}
