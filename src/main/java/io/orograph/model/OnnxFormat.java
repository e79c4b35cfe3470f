package io.orograph.model;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import io.orograph.model.checkpoint.NetworkCheckpoint;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Port;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Models in ONNX: a network, and weights for another of its architecture. */
public final class OnnxFormat implements ModelFormat, ArraysFormat {

    @Override
    public Identity identity() {
        return new Identity("onnx", "ONNX", "an ONNX model", List.of(".onnx"), Set.of(Role.MODEL, Role.WEIGHTS));
    }

    @Override
    public boolean matches(FileHead head) {
        return !head.isText() && OnnxReader.recognises(head.bytes());
    }

    /** Tells that the format has no signature: a few bytes are all that is known of its beginning. */
    @Override
    public boolean isWeak() {
        return true;
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) {
        // So little says that it is a model that its name has to say so too.
        return wanted == Role.DATA && !head.isNamed(endings())
                ? "is of no kind that is known here, or damaged; " + choice
                : "is an ONNX model, not " + wanted.noun() + "; " + choice;
    }

    @Override
    public Result read(Path file, CancelToken cancel) throws IOException {
        return result(OnnxReader.read(file, cancel));
    }

    @Override
    public Result outline(Path file, CancelToken cancel) throws IOException {
        return result(OnnxReader.outline(file, cancel));
    }

    private static Result result(OnnxReader.Result model) {
        return new Result(model.format(), model.network(), model.notices());
    }

    @Override
    public NamedArrays openArrays(FileHead head) throws IOException {
        return NetworkCheckpoint.open(head.path());
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Result model = outline(head.path(), new CancelToken());
        Contents.Builder contents = new Contents.Builder()
                .fact("written_as", "Written as", model.format())
                .fact("inputs", "Inputs", text(model.network().inputs()))
                .fact("outputs", "Outputs", text(model.network().outputs()))
                .fact("parameters", "Parameters", model.network().layout().size());
        model.notices().forEach(contents::remark);
        return contents.build();
    }

    private static String text(List<Port> ports) {
        return ports.stream().map(port -> port.name() + " " + port.text()).collect(Collectors.joining(", "));
    }
}
