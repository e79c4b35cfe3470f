package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Network;
import io.orograph.network.UnsupportedOperator;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import onnx.OnnxMl.ModelProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.DiscardUnknownFieldsParser;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.UnsafeByteOperations;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Reads ONNX models of every opset: dense tensors, inside the file or in files beside it, and a graph whose
 * control flow is known beforehand. Functions defined in the file are put into the graph, and constants are computed.
 */
public final class OnnxReader {

    /** Names in a file may be of any length; a sentence may not. */
    private static final int LONGEST_MESSAGE = 2000;

    private static final int LONGEST_NAME = 60;

    private static final Set<String> ROUNDING = Set.of("QuantizeLinear", "DynamicQuantizeLinear");
    private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

    private OnnxReader() {}

    /**
     * The contents of a file.
     *
     * @param format what it is and who wrote it: {@code "ONNX, IR 8, opset 13, written by pytorch 1.13"}
     * @param notices what a person should know about how it was read: a sentence each
     * @param caveats those of the notices that say where the network does not compute what the file says
     */
    public record Result(String format, Network network, List<String> notices, List<String> caveats) {
        public Result {
            notices = List.copyOf(notices);
            caveats = List.copyOf(caveats);
        }

        private Result noticing(String notice) {
            List<String> more = new ArrayList<>(List.of(notice));
            more.addAll(notices);
            return new Result(format, network, more, caveats);
        }
    }

    /**
     * Tells whether a file may be an ONNX model. The format has no signature: this is a protobuf field that a model
     * has, and that text does not begin with.
     *
     * @param head its first bytes
     */
    public static boolean recognises(byte[] head) {
        try {
            int tag = CodedInputStream.newInstance(head).readTag();
            FieldDescriptor field = ModelProto.getDescriptor().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            return field != null && field.getLiteType().getWireType() == WireFormat.getTagWireType(tag);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a model.
     *
     * @throws DamagedFileException if it is not an ONNX model, or one that is broken
     * @throws UnsupportedFileException if it needs what there is not
     * @throws IOException if it cannot be read
     * @throws CancellationException if cancelled
     */
    public static Result read(Path file, CancelToken cancel) throws IOException {
        return supported(file, outline(file, cancel));
    }

    /**
     * Reads a model whether its operators are supported or not: see {@link Network#unsupported}.
     *
     * @throws DamagedFileException if it is not an ONNX model, or one that is broken
     * @throws UnsupportedFileException if it cannot even be described
     * @throws IOException if it cannot be read
     * @throws CancellationException if cancelled
     */
    public static Result outline(Path file, CancelToken cancel) throws IOException {
        BatchFirst arranged = BatchFirst.of(parse(file));
        BagInputs bags = BagInputs.of(file, arranged.model());
        Result result = outline(file, bags.model(), cancel);
        for (Optional<String> notice : List.of(bags.notice(), arranged.notice())) {
            result = notice.map(result::noticing).orElse(result);
        }
        return result;
    }

    /** Returns what stands in a file, as it stands there. */
    static ModelProto parse(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new UnsupportedFileException(
                    file, "is larger than 2 GB; save the model with its weights in a file beside it (external data)");
        }
        return parse(file, Files.readAllBytes(file));
    }

    /**
     * Reads a model whose bytes are in memory; nobody may write to them any more.
     *
     * @param file names it in messages, and its folder is where external data are
     */
    static Result read(Path file, byte[] bytes, CancelToken cancel) throws IOException {
        return read(file, parse(file, bytes), cancel);
    }

    /** Reads a model that was taken from a file, and may have been changed since. */
    static Result read(Path file, ModelProto model, CancelToken cancel) throws IOException {
        return supported(file, outline(file, model, cancel));
    }

    private static Result supported(Path file, Result result) throws UnsupportedFileException {
        List<UnsupportedOperator> unsupported = result.network().unsupported();
        if (!unsupported.isEmpty()) {
            String what = Wording.shorten(UnsupportedOperator.clause(unsupported), LONGEST_MESSAGE);
            throw new UnsupportedFileException(
                    file, "cannot be evaluated here: " + what + "; " + ExportAdvice.of(unsupported));
        }
        return result;
    }

    private static Result outline(Path file, ModelProto model, CancelToken cancel) throws IOException {
        cancel.check();
        OperatorSets operatorSets = new OperatorSets(file, model);
        DequantizedWeights.Result dequantized = DequantizedWeights.read(file, model);
        MergedTensors.Result separated = MergedTensors.separate(file, dequantized.model());
        CopyBudget budget = new CopyBudget(file);
        RealOutputs outputs = RealOutputs.of(FunctionInliner.inline(file, separated.model(), budget));
        GraphReader reader =
                new GraphReader(file, TypedOperators.of(OutputTensors.computed(outputs.graph())), operatorSets, budget);
        Network network = network(file, reader, cancel);

        List<String> notices = new ArrayList<>();
        operatorSets.notice().ifPresent(notices::add);
        outputs.notice().ifPresent(notices::add);
        dequantized.notice().ifPresent(notices::add);
        separated.notice().ifPresent(notices::add);
        notices.addAll(reader.notices());
        notices.addAll(weightNotices(network));
        roundingNotice(network).ifPresent(notices::add);
        return new Result(format(model, operatorSets), network, notices, reader.caveats());
    }

    private static ModelProto parse(Path file, byte[] content) throws IOException {
        ByteString bytes = UnsafeByteOperations.unsafeWrap(content);
        ModelProto model;
        try {
            WireCheck.check(bytes);
            CodedInputStream in = bytes.newCodedInput();
            // The raw data of the tensors are slices of the file's bytes instead of copies.
            in.enableAliasing(true);
            model = DiscardUnknownFieldsParser.wrap(ModelProto.parser()).parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new DamagedFileException(
                    file,
                    "is a damaged or incomplete ONNX model, or none at all (" + reason(e)
                            + "); copy or export it again",
                    e);
        }
        if (!model.hasGraph()) {
            throw new DamagedFileException(file, "is no ONNX model, or one without a graph; export the model again");
        }
        return model;
    }

    /** Returns the first clause of the parser's message: the rest is advice to programmers. */
    private static String reason(InvalidProtocolBufferException e) {
        return e.getMessage().split("[.;]", 2)[0].replace("While parsing a protocol message, ", "");
    }

    private static Network network(Path file, GraphReader reader, CancelToken cancel) throws IOException {
        try {
            return reader.read(cancel);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // An operator may stumble in any way over inputs or settings that it lacks: the file is at fault.
            boolean plain = e instanceof IllegalArgumentException && e.getMessage() != null;
            String what = plain
                    ? Wording.shorten(e.getMessage(), LONGEST_MESSAGE)
                    : "a node lacks inputs or has impossible settings";
            throw new DamagedFileException(file, "is not a valid ONNX model: " + what + "; export it again", e);
        }
    }

    /** Returns a sentence for a network whose loss has steps where its gradient has none. */
    private static Optional<String> roundingNotice(Network network) {
        boolean rounds = network.nodes().stream().anyMatch(node -> ROUNDING.contains(node.type()));
        return rounds
                ? Optional.of("The network rounds numbers on the way (quantised): its loss has small steps, and its"
                        + " gradient is that of the network without rounding.")
                : Optional.empty();
    }

    private static List<String> weightNotices(Network network) {
        double[] weights = network.weights();
        if (weights.length == 0) {
            return List.of(
                    network.unsupported().isEmpty()
                            ? "The network has no trainable weights."
                            : "No operator that is supported trains weights.");
        }
        long broken = Arrays.stream(weights).filter(w -> !Double.isFinite(w)).count();
        return broken == 0
                ? List.of()
                : List.of(broken + " of the " + weights.length
                        + " weights are NaN or infinite, as after a training that diverged.");
    }

    private static String format(ModelProto model, OperatorSets operatorSets) {
        String writer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
        String format = "ONNX, IR " + model.getIrVersion() + ", opset " + operatorSets.version("");
        return writer.isEmpty() ? format : format + ", written by " + Wording.shorten(writer, LONGEST_NAME);
    }
}
