package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.Optional;
import java.util.function.Function;
import onnx.OnnxMl.NodeProto;

/** Counts the nodes that a file has in training mode, and that are evaluated here as after training. */
final class TrainingModes {

    private final Function<String, Tensor> tensors;
    private int normalisations;
    private int dropouts;

    /**
     * Makes a count of none.
     *
     * @param tensors what is known before the network runs, by name; null if it is not
     */
    TrainingModes(Function<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** Counts a node if it is in training mode. */
    void add(NodeProto node) {
        if (NodeReader.is(node, "BatchNormalization")) {
            boolean training = node.getAttributeList().stream()
                    .anyMatch(attribute -> attribute.getName().equals("training_mode") && attribute.getI() != 0);
            normalisations += training ? 1 : 0;
        } else if (NodeReader.is(node, "Dropout") && node.getInputCount() > 2) {
            Tensor training = tensors.apply(node.getInput(2));
            dropouts += training != null && training.size() == 1 && training.get(0) != 0 ? 1 : 0;
        }
    }

    /** Returns a sentence if there are any. */
    Optional<String> notice() {
        if (normalisations == 0 && dropouts == 0) {
            return Optional.empty();
        }
        String batch = normalisations == 0
                ? ""
                : " The file has " + count(normalisations, "BatchNormalization node")
                        + " in training mode (training_mode = 1), where each batch is normalised by its own mean and"
                        + " variance; here the running ones of the file are taken, as after training.";
        String drops = dropouts == 0
                ? ""
                : " The file has " + count(dropouts, "Dropout node")
                        + " in training mode, which drops numbers at random; here none is dropped, as after training.";
        return Optional.of((batch + drops).strip());
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
