package io.orograph.model.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;

/**
 * The nodes that compute for rows of words, [samples, words] with −1 where there is none, what a loop computes for bags. A bag
 * without words gives 0, as PyTorch has it.
 */
final class BagRows {

    /** Smaller than any number that a table holds: no largest is found there. */
    private static final long LOWEST = -(1L << 62);

    private final BagLoop loop;
    private final int opset;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    /**
     * Writes the nodes.
     *
     * @param words the input that holds the rows of words
     * @param weights the input that holds a weight for each of them
     * @param opset the version of the standard operator set
     */
    BagRows(BagLoop loop, String words, Optional<String> weights, int opset) {
        this.loop = loop;
        this.opset = opset;
        String zero = constant("zero", 0);
        String isWord = add("are words", "Not", add("missing", "Equal", words, constant("no word", -1)));
        String rows = add("rows", "Gather", loop.table(), add("words", "Where", isWord, words, zero));
        String counted = cast("counted", isWord);
        String each = weights.map(name -> add("weights", "Mul", counted, name)).orElse(counted);
        if (loop.reduction().equals("ReduceMax")) {
            largest(rows, isWord, counted);
        } else {
            sum(rows, each, counted);
        }
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    List<TensorProto> constants() {
        return constants;
    }

    private void sum(String rows, String each, String counted) {
        String weighted = add("weighted", "Mul", rows, add("factors", "Reshape", each, constant("column", 0, 0, 1)));
        if (loop.reduction().equals("ReduceSum")) {
            reduce("ReduceSum", weighted, false, loop.output());
            return;
        }
        String sum = reduce("ReduceSum", weighted, false, name("sum"));
        String count = reduce("ReduceSum", counted, true, name("count"));
        String divisor = add("divisor", "Max", count, cast("one", constant("least", 1)));
        nodes.add(Written.node("Div", List.of(sum, divisor), loop.output()).build());
    }

    private void largest(String rows, String isWord, String counted) {
        String which = add("which", "Reshape", isWord, constant("column", 0, 0, 1));
        String lowest = cast("lowest", constant("lowest whole", LOWEST));
        String candidates = add("candidates", "Where", which, rows, lowest);
        String largest = reduce("ReduceMax", candidates, false, name("largest"));
        String nothing = cast("nothing", constant("none", 0));
        String any = add("any", "Less", nothing, reduce("ReduceSum", counted, true, name("count")));
        nodes.add(Written.node("Where", List.of(any, largest, nothing), loop.output())
                .build());
    }

    private String name(String what) {
        return loop.output() + "." + what;
    }

    private String add(String what, String type, String... inputs) {
        nodes.add(Written.node(type, List.of(inputs), name(what)).build());
        return name(what);
    }

    private String cast(String what, String value) {
        nodes.add(Written.node("Cast", List.of(value), name(what))
                .addAttribute(Written.integer("to", DataType.FLOAT_VALUE))
                .build());
        return name(what);
    }

    private String reduce(String type, String value, boolean keeps, String output) {
        nodes.add(BagLoop.alongWords(type, opset, constant(output + " axis", 1), value, output)
                .addAttribute(Written.integer("keepdims", keeps ? 1 : 0))
                .build());
        return output;
    }

    private String constant(String what, long... values) {
        constants.add(Written.vector(name(what), values));
        return name(what);
    }
}
