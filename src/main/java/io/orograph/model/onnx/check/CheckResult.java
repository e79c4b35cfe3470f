package io.orograph.model.onnx.check;

import java.nio.file.Path;

/**
 * How a model did on its stored inputs.
 *
 * @param folder the folder of the model
 * @param status how it did; the worst of its data sets
 * @param largestError the largest |computed − stored| over all outputs; NaN if nothing was compared
 * @param reason a sentence: where the outputs differ, why it is refused, what failed; how it was read, if equal and not
 *     as it stands; may be empty
 */
public record CheckResult(Path folder, Status status, double largestError, String reason) {

    /** How a model did, from the best to the worst. */
    public enum Status {
        /** Every output is the stored one, within the tolerance. */
        EQUAL("equal"),
        /** The model, or how it is stored, is not supported. */
        REFUSED("refused"),
        /** An output is another one than is stored. */
        DIFFERENT("different"),
        /** The model cannot be run, though nothing says that it is not supported. */
        FAILED("failed");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Returns the word for it. */
        public String label() {
            return label;
        }
    }

    /** Returns the worse of two results for one model, and the larger of the errors. */
    CheckResult and(CheckResult other) {
        CheckResult worse = other.status.compareTo(status) > 0 ? other : this;
        double error =
                Double.isNaN(largestError) || largestError < other.largestError ? other.largestError : largestError;
        return new CheckResult(folder, worse.status, error, worse.reason);
    }
}
