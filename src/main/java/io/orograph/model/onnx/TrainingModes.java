package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.Optional;
import java.util.function.Function;
import onnx.OnnxMl.NodeProto;

/** Counts the nodes that a file has, or may have, in training mode, and that are evaluated here as after training. */
final class TrainingModes {

    /** Until then further outputs say that a normalisation is in training mode, since then an attribute does. */
    private static final int TRAINING_MODE = 14;

    /** Until then an attribute says that a node is not in training mode. */
    private static final int IS_TEST = 7;

    private final int opset;
    private final Function<String, Tensor> tensors;
    private int normalisations;
    private int dropouts;

    /**
     * Makes a count of none.
     *
     * @param opset the version of the standard operator set
     * @param tensors what is known before the network runs, by name; null if it is not
     */
    TrainingModes(int opset, Function<String, Tensor> tensors) {
        this.opset = opset;
        this.tensors = tensors;
    }

    /** Counts a node if it is in training mode. */
    void add(NodeProto node) {
        if (NodeReader.is(node, "BatchNormalization")) {
            normalisations += isTraining(node) ? 1 : 0;
        } else if (NodeReader.is(node, "Dropout")) {
            dropouts += isDropping(node) ? 1 : 0;
        }
    }

    private boolean isTraining(NodeProto node) {
        if (opset < IS_TEST) {
            return !isSet(node, "is_test");
        }
        return opset < TRAINING_MODE
                ? node.getOutputList().stream()
                                .filter(output -> !output.isEmpty())
                                .count()
                        > 1
                : isSet(node, "training_mode");
    }

    private boolean isDropping(NodeProto node) {
        if (opset < IS_TEST) {
            return !isSet(node, "is_test");
        }
        if (node.getInputCount() < 3 || node.getInput(2).isEmpty()) {
            return false;
        }
        Tensor training = tensors.apply(node.getInput(2));
        return training == null || training.size() != 1 || training.get(0) != 0;
    }

    private static boolean isSet(NodeProto node, String setting) {
        return node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.getName().equals(setting) && attribute.getI() != 0);
    }

    /** Returns a sentence if there are any. */
    Optional<String> notice() {
        if (normalisations == 0 && dropouts == 0) {
            return Optional.empty();
        }
        String batch = normalisations == 0
                ? ""
                : " The file has " + count(normalisations, "BatchNormalization node")
                        + " in training mode, where each batch is normalised by its own mean and"
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
