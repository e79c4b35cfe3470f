package io.orograph.ui.sharpness;

import io.orograph.export.NamedValues;
import io.orograph.export.SavedResult;
import io.orograph.provenance.Provenance;
import io.orograph.session.StoredResult;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.study.Experiment;
import io.orograph.ui.session.SessionPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;

/** The measures of sharpness in a session: of each, by its label, the value and all that its errors are computed from. */
public final class StoredMeasures implements SessionPart {

    private static final String KIND = "sharpness";
    private final MeasuresModel model;
    private final ObservableValue<Experiment> experiment;

    /** Makes the part of a model. */
    public StoredMeasures(MeasuresModel model, ObservableValue<Experiment> experiment) {
        this.model = model;
        this.experiment = experiment;
    }

    @Override
    public List<StoredResult> stored() {
        NamedValues values = new NamedValues();
        for (SharpnessMeasure measure : model.all()) {
            MeasuresModel.Reading reading = model.readings().get(measure);
            if (reading != null && reading.state() == MeasuresModel.State.CURRENT) {
                StoredMeasurement.put(values, measure.label(), reading.value());
            }
        }
        Experiment subject = experiment.getValue();
        if (values.arrays().isEmpty() || subject == null) {
            return List.of();
        }
        Provenance provenance = subject.provenance();
        return List.of(StoredResult.of(KIND, "Sharpness at θ₀", new SavedResult(values, provenance)));
    }

    @Override
    public void restore(List<StoredResult> results) {
        Map<SharpnessMeasure, Measurement> read = new LinkedHashMap<>();
        results.stream().filter(this::owns).findFirst().ifPresent(result -> {
            for (SharpnessMeasure measure : model.all()) {
                StoredMeasurement.read(result.result().values(), measure.label())
                        .ifPresent(found -> read.put(measure, found));
            }
        });
        model.restore(read);
    }

    @Override
    public boolean owns(StoredResult result) {
        return result.kind().equals(KIND);
    }
}
