package io.orograph.study;

import io.orograph.data.DataReaders;
import io.orograph.data.ShapeMismatchException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import java.util.Optional;

/** A model, data and a loss do not go together. The message is one sentence that names what was found. */
public final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;

    private MismatchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Returns what is said where a data file does not go with a model.
     *
     * @param cause as there
     */
    static MismatchException of(OpenedModel model, LoadedData loaded, IllegalArgumentException cause) {
        MismatchException plain = of(model, loaded.dataset().name(), cause);
        Optional<String> advice =
                cause instanceof ShapeMismatchException ? DataReaders.advice(loaded.source()) : Optional.empty();
        return advice.map(more -> new MismatchException(plain.getMessage() + " " + more, cause))
                .orElse(plain);
    }

    /**
     * @param data what the data are called
     * @param cause whose message is a clause, or a whole sentence if it is about the shape of the inputs
     */
    static MismatchException of(OpenedModel model, String data, IllegalArgumentException cause) {
        String sentence = cause instanceof ShapeMismatchException
                ? cause.getMessage()
                : FileName.of(model.path()) + " and " + Excerpt.of(data) + " do not go together: "
                        + Excerpt.of(cause.getMessage(), LONGEST)
                        + "; choose data made for this network, or another loss.";
        return new MismatchException(sentence, cause);
    }
}
