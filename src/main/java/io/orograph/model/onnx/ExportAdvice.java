package io.orograph.model.onnx;

import io.orograph.network.UnsupportedOperator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The advice on operators that are not supported: mostly another way to export the model. */
public final class ExportAdvice {

    /** More advice than this is not read. */
    private static final int MOST = 4;

    private static final String ANY = "*";

    private static final String GENERAL = "replace the layer by one of the supported operators (the README lists them),"
            + " export with another opset_version, or try the ONNX simplifier (onnxsim)";

    private static final String FOREIGN = "export with the operators of ONNX itself, or with the functions that define"
            + " the others in the file: what an operator of another domain computes only its own runtime knows";

    /**
     * Advice on operators of one kind.
     *
     * @param domain the domain that the operators belong to; empty for ONNX's own, {@link #ANY} for all
     * @param operators their names, without domain; none for all of the domain
     */
    private record Kind(String domain, Set<String> operators, String advice) {

        boolean covers(String type) {
            int colon = type.lastIndexOf(':');
            String name = type.substring(colon + 1);
            boolean ofDomain = domain.equals(ANY) || domain.equals(type.substring(0, Math.max(0, colon)));
            return ofDomain && (operators.isEmpty() || operators.contains(name));
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "",
                    Set.of("If", "Loop", "Scan", "Optional", "OptionalGetElement", "OptionalHasElement"),
                    "export a traced model instead of a scripted one and with fixed sizes beside the batch, or let the"
                            + " ONNX simplifier (onnxsim) resolve branches and loops that do not depend on the data"),
            new Kind(
                    "",
                    Set.of(BagLoop.LAYER),
                    "let the network take the words and the offsets as they are as inputs, not computed from others, or give"
                            + " each sample a row of its own (indices of shape [samples, words] without offsets)"),
            new Kind(
                    "",
                    Set.of(
                            "SequenceAt",
                            "SequenceConstruct",
                            "SequenceEmpty",
                            "SequenceErase",
                            "SequenceInsert",
                            "SequenceLength",
                            "SequenceMap",
                            "SplitToSequence",
                            "ConcatFromSequence"),
                    "let the training code return tensors instead of lists and use torch.split with fixed sizes, or try"
                            + " the ONNX simplifier (onnxsim)"),
            new Kind(
                    "",
                    Set.of("Shape", "Size", "ConstantOfShape", "Range"),
                    "export with fixed sizes of all axes but the batch (dynamic_axes with axis 0 alone) and with"
                            + " do_constant_folding=True, or let the ONNX simplifier (onnxsim) fold shapes"),
            new Kind(
                    ANY,
                    Set.of(
                            "QLinearConv",
                            "QLinearMatMul",
                            "ConvInteger",
                            "MatMulInteger",
                            "QGemm",
                            "QLinearAdd",
                            "QAttention",
                            "MatMulNBits"),
                    "export the model as it was before it was quantised, or in the form of QuantizeLinear and"
                            + " DequantizeLinear nodes (QDQ)"),
            new Kind(
                    "",
                    Set.of(
                            "Bernoulli",
                            "Multinomial",
                            "RandomNormal",
                            "RandomNormalLike",
                            "RandomUniform",
                            "RandomUniformLike"),
                    "export in evaluation mode (model.eval(), training=TrainingMode.EVAL): a loss that is drawn anew at"
                            + " every run has no landscape"),
            new Kind(
                    "",
                    Set.of("NonMaxSuppression", "RoiAlign", "MaxRoiPool", "NonZero", "Unique"),
                    "export the network without its post-processing: results of varying length have no loss here"),
            new Kind(
                    "",
                    Set.of(
                            "DFT",
                            "STFT",
                            "MelWeightMatrix",
                            "HannWindow",
                            "HammingWindow",
                            "BlackmanWindow",
                            "ImageDecoder",
                            "StringNormalizer",
                            "StringSplit",
                            "StringConcat",
                            "RegexFullMatch",
                            "TfIdfVectorizer"),
                    "prepare the data before they are saved, and export the network without that step"),
            new Kind(
                    "ai.onnx.ml",
                    Set.of("ZipMap", "LabelEncoder", "CastMap", "DictVectorizer"),
                    "export from scikit-learn with zipmap=False and keep the output of the probabilities alone"),
            new Kind(
                    "ai.onnx.ml",
                    Set.of("Imputer", "OneHotEncoder", "FeatureVectorizer", "Binarizer"),
                    "export the last step of the pipeline alone and save the data as that step takes them"),
            new Kind(
                    "ai.onnx.ml",
                    Set.of(),
                    "only networks can be opened: trees, kernels and linear models of ai.onnx.ml have no operators"
                            + " that carry weights to train"),
            new Kind(
                    "com.microsoft",
                    Set.of(),
                    "use the file as it was before ONNX Runtime or Olive optimised it: com.microsoft operators are"
                            + " written by that step"),
            new Kind(
                    "org.pytorch.aten",
                    Set.of(),
                    "export without ATen fallback (operator_export_type=ONNX) and with a newer opset_version"));

    private ExportAdvice() {}

    /**
     * Returns a clause that says what can be done, without repetition.
     *
     * @param operators at least one
     */
    public static String of(List<UnsupportedOperator> operators) {
        return operators.stream()
                .map(operator -> operator.refusal().isPresent() ? GENERAL : about(operator.type()))
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining("; "));
    }

    private static String about(String type) {
        return KINDS.stream()
                .filter(kind -> kind.covers(type))
                .map(Kind::advice)
                .findFirst()
                .orElse(type.contains(":") ? FOREIGN : GENERAL);
    }
}
