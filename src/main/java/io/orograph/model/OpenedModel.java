package io.orograph.model;

import io.orograph.network.Network;
import java.nio.file.Path;
import java.util.List;

/**
 * A model file and what was found in it.
 *
 * @param path the file
 * @param format what it is and who wrote it: {@code "ONNX, IR 8, opset 13, written by pytorch 1.13"}
 * @param sha256 its digest, 64 hexadecimal digits; further files that hold weights are named with theirs in a notice
 * @param fileBytes its size
 * @param network the network
 * @param notices what a person should know about how it was read: a sentence each
 */
public record OpenedModel(
        Path path, String format, String sha256, long fileBytes, Network network, List<String> notices) {

    public OpenedModel {
        notices = List.copyOf(notices);
    }
}
