package io.orograph.study;

import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.InputFitter;
import io.orograph.data.Preparation;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.objective.Predictor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        long[] port = Experiment.inputShape(model);
        Tensor inputs = DataReaders.openInputs(source.forInput(port));
        String name = FileName.of(source.path());
        try {
            InputFitter.FittedInputs fitted = InputFitter.fit(name, inputs, port);
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
        if (scaleBytes && !fitted.scaleOffered()) {
            notices.add(Experiment.NOT_BYTES);
        }
        Tensor scaled = preparation.of(scaleBytes ? InputFitter.scaledToUnit(fitted.inputs()) : fitted.inputs());
        Tensor outputs = Predictor.predict(network, network.weights(), scaled, precision, cancel);
        return new Prediction(
                precision == Precision.SINGLE ? Tensor.of(outputs.floats(), outputs.shape()) : outputs, notices);
    }
}
