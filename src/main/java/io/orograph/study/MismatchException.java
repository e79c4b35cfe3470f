package io.orograph.study;

import io.orograph.data.ShapeMismatchException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;

/** A model, data and a loss do not go together. The message is one sentence that names what was found. */
public final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;

    private MismatchException(String sentence, Throwable cause) {
        super(sentence, cause);
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
