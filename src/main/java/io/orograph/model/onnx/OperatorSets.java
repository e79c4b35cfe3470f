package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.OperatorSetIdProto;

/** The versions of the operator sets that a model builds on, which give its operators' names their meaning. */
final class OperatorSets {

    /** The newest whose changes to the operators here are known. */
    static final int NEWEST = 24;

    private final Map<String, Integer> versions = new HashMap<>();

    /**
     * Reads and checks the versions.
     *
     * @throws DamagedFileException if the model states none, or one that is no version
     */
    OperatorSets(Path file, ModelProto model) throws DamagedFileException {
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            String domain = isStandard(set.getDomain()) ? "" : set.getDomain();
            int version = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, set.getVersion()));
            versions.merge(domain, version, Math::max);
        }
        Integer standard = versions.get("");
        if (standard == null && !versions.isEmpty()) {
            return;
        }
        if (standard == null || standard < 1) {
            throw new DamagedFileException(
                    file,
                    "is damaged or very old: it states "
                            + (standard == null ? "no operator set" : "the operator set " + standard)
                            + "; export the model again, with opset 13 or later");
        }
    }

    /** Tells whether it is the domain of the operators that ONNX itself defines. */
    static boolean isStandard(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    /** Returns the version of a domain's set; 1 if the model does not state it. */
    int version(String domain) {
        return versions.getOrDefault(isStandard(domain) ? "" : domain, 1);
    }

    /** Returns a sentence if the standard set is newer than {@link #NEWEST}. */
    Optional<String> notice() {
        if (version("") <= NEWEST) {
            return Optional.empty();
        }
        return Optional.of("The model is written in opset " + version("") + "; the newest one checked here is " + NEWEST
                + ", so compare an output with the original.");
    }
}
