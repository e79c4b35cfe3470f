package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * Puts all rounds of a Scan in its place where the length of what it runs along is known: recurrent layers are written so
 * that exporters do not know as LSTM, GRU or RNN.
 */
final class ScanRounds {

    /** Before it a Scan ran along another axis, for samples of different lengths. */
    private static final int FIRST_OPSET = 9;

    private final int opset;
    private final CopyBudget budget;
    private final SubgraphCopies copies;
    private final ControlFlow.Target target;

    ScanRounds(int opset, CopyBudget budget, SubgraphCopies copies, ControlFlow.Target target) {
        this.opset = opset;
        this.budget = budget;
        this.copies = copies;
        this.target = target;
    }

    /**
     * How a node scans.
     *
     * @param states how many of its inputs and outputs are carried from round to round
     * @param rounds how many entries it runs along
     */
    private record Plan(NodeProto node, GraphProto body, int states, int rounds) {

        int scanned() {
            return node.getInputCount() - states;
        }

        /** Returns the entry of a list for one of the scanned inputs or outputs; 0 if it is not there. */
        long of(String list, int place) {
            return node.getAttributeList().stream()
                    .filter(attribute -> attribute.getName().equals(list) && attribute.getIntsCount() > place)
                    .mapToLong(attribute -> attribute.getInts(place))
                    .findFirst()
                    .orElse(0);
        }

        /** Returns which entry a list has an input or output take in a round. */
        int entry(String directions, int place, int round) {
            return of(directions, place) == 0 ? round : rounds - 1 - round;
        }
    }

    /** Tells whether a node was replaced. */
    boolean unrolled(NodeProto node) throws IOException {
        GraphProto body = SubgraphCopies.graph(node, "body");
        long scanned = node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("num_scan_inputs"))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(0);
        int states = (int) (node.getInputCount() - scanned);
        boolean plain = opset >= FIRST_OPSET
                && body != null
                && scanned > 0
                && states >= 0
                && body.getInputCount() == node.getInputCount()
                && body.getOutputCount() >= Math.max(states, node.getOutputCount());
        if (!plain) {
            return false;
        }
        Plan open = new Plan(node, body, states, 0);
        OptionalLong rounds = target.size(node.getInput(states), open.of("scan_input_axes", 0));
        if (rounds.isEmpty() || rounds.getAsLong() < 1 || rounds.getAsLong() > Integer.MAX_VALUE) {
            return false;
        }
        write(new Plan(node, body, states, (int) rounds.getAsLong()));
        return true;
    }

    private void write(Plan plan) throws IOException {
        NodeProto node = plan.node();
        List<String> states = new ArrayList<>(node.getInputList().subList(0, plan.states()));
        List<List<String>> outputs = new ArrayList<>();
        for (int i = plan.states(); i < node.getOutputCount(); i++) {
            outputs.add(new ArrayList<>());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            budget.items(node.getInputCount());
            round(plan, round, states, outputs);
        }
        for (int i = 0; i < Math.min(plan.states(), node.getOutputCount()); i++) {
            copies.hand(states.get(i), node.getOutput(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (plan.of("scan_output_directions", i) != 0) {
                Collections.reverse(outputs.get(i));
            }
            copies.stack(outputs.get(i), plan.of("scan_output_axes", i), node.getOutput(plan.states() + i));
        }
    }

    /**
     * Writes one round.
     *
     * @param states what is carried from round to round, which is replaced
     * @param outputs take what is collected of the round
     */
    private void round(Plan plan, int round, List<String> states, List<List<String>> outputs) throws IOException {
        GraphProto body = plan.body();
        Map<String, String> names = new HashMap<>();
        String prefix = copies.prefix(plan.node());
        for (int i = 0; i < plan.states(); i++) {
            names.put(body.getInput(i).getName(), states.get(i));
        }
        for (int i = 0; i < plan.scanned(); i++) {
            String inner = body.getInput(plan.states() + i).getName();
            String entry = prefix + inner;
            String place = target.constant(
                    entry + ".place", Tensor.of(new long[] {plan.entry("scan_input_directions", i, round)}));
            target.node(Written.node("Gather", List.of(plan.node().getInput(plan.states() + i), place), entry)
                    .addAttribute(Written.integer("axis", plan.of("scan_input_axes", i)))
                    .build());
            names.put(inner, entry);
        }
        copies.copy(body, names, prefix);
        for (int i = 0; i < plan.states(); i++) {
            states.set(i, SubgraphCopies.renamed(body.getOutput(i).getName(), names));
        }
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i)
                    .add(SubgraphCopies.renamed(
                            body.getOutput(plan.states() + i).getName(), names));
        }
    }
}
