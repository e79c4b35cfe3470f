package io.orograph.study;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.InputFitter;
import io.orograph.data.Inputs;
import io.orograph.data.Preparation;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.SampleAxes;
import io.orograph.network.Tensor;
import io.orograph.objective.Predictor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network says about inputs, for which no targets are needed.
 *
 * @param outputs the network's output, [n, …]: FLOAT or DOUBLE as the precision is
 * @param notices what a person should know about how the inputs were fitted: a sentence each
 */
public record Prediction(Tensor outputs, List<String> notices) {

    public Prediction {
        notices = List.copyOf(notices);
    }

    /**
     * Reads the inputs, fits them to the model and runs it on them.
     *
     * @param output the name of the output; empty for the first
     * @param scaleBytes whether bytes 0 to 255 are divided by 255
     * @throws IOException if the data cannot be read or taken
     * @throws MismatchException if model and inputs do not go together
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Prediction of(
            OpenedModel model,
            DataSource source,
            Optional<String> output,
            boolean scaleBytes,
            Precision precision,
            CancelToken cancel)
            throws IOException {
        SampleAxes axes = SampleAxes.of(model.network());
        Inputs inputs = DataReaders.openInputs(source.forInputs(axes));
        String name = FileName.of(source.path());
        try {
            InputFitter.FittedInputs fitted = InputFitter.fit(name, inputs, axes);
            Network network = output.map(model.network()::withOutput).orElse(model.network());
            return of(network, fitted, scaleBytes, source.preparation(), precision, cancel);
        } catch (IllegalArgumentException e) {
            throw MismatchException.of(model, name, e);
        }
    }

    private static Prediction of(
            Network network,
            InputFitter.FittedInputs fitted,
            boolean scaleBytes,
            Preparation preparation,
            Precision precision,
            CancelToken cancel) {
        List<String> notices = new ArrayList<>(fitted.notices());
        List<Boolean> scaled = InputScale.scaled(network, fitted.inputs());
        boolean areBytes = IntStream.range(0, scaled.size())
                .anyMatch(i -> scaled.get(i) && fitted.bytes().get(i));
        if (scaleBytes && !areBytes) {
            notices.add(Experiment.NOT_BYTES);
        }
        Inputs prepared = InputScale.prepared(fitted.inputs(), scaled, scaleBytes, preparation);
        Tensor outputs = Predictor.predict(network, network.weights(), prepared, precision, cancel);
        return new Prediction(
                precision == Precision.SINGLE ? Tensor.of(outputs.floats(), outputs.shape()) : outputs, notices);
    }
}
