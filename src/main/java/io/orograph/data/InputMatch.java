package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Tells which array of a file goes to which input of a network with several, and which holds the targets: as a person says,
 * else by their names, else by their shapes and types where only one assignment fits. Used once.
 */
final class InputMatch {

    /** Characters of a list of inputs in a sentence. */
    private static final int LONGEST = 400;

    private final NamedArrays file;
    private final SampleAxes axes;
    private final List<NamedArrays.Array> arrays;
    private final Map<Port, NamedArrays.Array> matched = new LinkedHashMap<>();
    private boolean areSure = true;

    private InputMatch(NamedArrays file, SampleAxes axes) throws IOException {
        this.file = file;
        this.axes = axes;
        this.arrays = new ArrayList<>(file.arrays());
    }

    /**
     * Arrays and what they are for.
     *
     * @param inputs the array of each input, in the network's order
     * @param targets the array of the targets; empty if all arrays are inputs
     * @param notice says so; empty where the names are those of the network
     */
    record Found(List<NamedArrays.Array> inputs, Optional<NamedArrays.Array> targets, Optional<String> notice) {}

    /**
     * Finds the arrays.
     *
     * @param wantsTargets whether an array of targets is looked for
     * @throws UndecidedArraysException if the file does not tell
     * @throws UnsupportedFileException if there is no array, or no input, of a name that was given
     */
    static Found find(NamedArrays arrays, DataSource source, boolean wantsTargets) throws IOException {
        return new InputMatch(arrays, source.axes()).find(source, wantsTargets);
    }

    private Found find(DataSource source, boolean wantsTargets) throws IOException {
        if (source.inputName().isPresent()) {
            takeNamed(source.inputName().get());
        }
        Optional<NamedArrays.Array> named = Optional.empty();
        if (source.targetName().isPresent()) {
            named = Optional.of(array(source.targetName().get()));
        }
        Optional<NamedArrays.Array> given = named;
        take((port, array) -> array.name().equals(port.name()));
        take((port, array) -> ArrayWords.areEqual(port.name(), array.name()));
        take((port, array) -> given.filter(array::equals).isEmpty() && ArrayWords.endAlike(port.name(), array.name()));
        areSure = matched.size() == axes.inputs().size();
        take((port, array) -> ArrayWords.isTarget(port.name()) && ArrayWords.isTarget(array.name()));
        take((port, array) -> ArrayWords.isInput(port.name()) && ArrayWords.isInput(array.name()));
        takeByShape(given);
        if (matched.size() < axes.inputs().size()) {
            throw undecided();
        }
        Optional<NamedArrays.Array> targets = given.isPresent() || !wantsTargets ? given : targets();
        return new Found(
                axes.inputs().stream().map(matched::get).toList(),
                targets,
                areSure ? Optional.empty() : Optional.of(notice(targets)));
    }

    /** Takes what a person says: arrays in the order of the inputs, or each behind its input's name. */
    private void takeNamed(String text) throws IOException {
        List<String> inOrder = new ArrayList<>();
        for (String part : text.split(",")) {
            int at = part.indexOf('=');
            Optional<Port> port =
                    at < 0 ? Optional.empty() : port(part.substring(0, at).strip());
            if (at < 0 || port.isEmpty() && file.find(part.strip()).isPresent()) {
                inOrder.add(part.strip());
            } else if (port.isEmpty()) {
                throw new UnsupportedFileException(
                        file.file(),
                        "was opened for a network without an input called " + Excerpt.of(part.substring(0, at))
                                + ", which --x names; its inputs are " + ports());
            } else {
                matched.put(port.get(), array(part.substring(at + 1).strip()));
            }
        }
        for (Port port : axes.inputs()) {
            if (!matched.containsKey(port) && !inOrder.isEmpty()) {
                matched.put(port, array(inOrder.remove(0)));
            }
        }
        if (!inOrder.isEmpty()) {
            throw new UnsupportedFileException(
                    file.file(),
                    "was opened with --x for more arrays than the network has inputs, which are " + ports());
        }
    }

    private NamedArrays.Array array(String name) throws IOException {
        String found = file.required(name).name();
        return arrays.stream()
                .filter(array -> array.name().equals(found))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Port> port(String name) {
        return axes.inputs().stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .or(() -> axes.inputs().stream()
                        .filter(port -> ArrayWords.endAlike(port.name(), name))
                        .findFirst());
    }

    /** Takes the pairs of an input and an array, neither of them taken yet, that a rule puts together and no others with them. */
    private void take(BiPredicate<Port, NamedArrays.Array> rule) {
        Map<Port, NamedArrays.Array> pairs = new LinkedHashMap<>();
        for (Port port : openPorts()) {
            List<NamedArrays.Array> fitting =
                    rest().stream().filter(array -> rule.test(port, array)).toList();
            boolean isOnly = fitting.size() == 1
                    && openPorts().stream()
                                    .filter(other -> rule.test(other, fitting.get(0)))
                                    .count()
                            == 1;
            if (isOnly) {
                pairs.put(port, fitting.get(0));
            }
        }
        matched.putAll(pairs);
    }

    private List<Port> openPorts() {
        return axes.inputs().stream().filter(port -> !matched.containsKey(port)).toList();
    }

    private List<NamedArrays.Array> rest() {
        Set<NamedArrays.Array> taken = new HashSet<>(matched.values());
        return arrays.stream().filter(array -> !taken.contains(array)).toList();
    }

    private void takeByShape(Optional<NamedArrays.Array> targets) {
        List<Port> ports = openPorts();
        List<NamedArrays.Array> candidates = rest().stream()
                .filter(array -> targets.filter(array::equals).isEmpty())
                .filter(array -> !ClassArray.isText(array))
                .toList();
        if (ports.isEmpty() || candidates.size() < ports.size()) {
            return;
        }
        List<Map<Port, NamedArrays.Array>> found = new ArrayList<>();
        assign(ports, candidates, new LinkedHashMap<>(), found);
        if (found.size() == 1) {
            matched.putAll(found.get(0));
        }
    }

    /** Adds the assignments of candidates to ports, no more than two: whether there is one is what is asked. */
    private void assign(
            List<Port> ports,
            List<NamedArrays.Array> candidates,
            Map<Port, NamedArrays.Array> begun,
            List<Map<Port, NamedArrays.Array>> found) {
        if (begun.size() == ports.size()) {
            found.add(new LinkedHashMap<>(begun));
            return;
        }
        Port port = ports.get(begun.size());
        for (NamedArrays.Array array : candidates) {
            boolean isTarget = ArrayWords.isTarget(array.name()) && !ArrayWords.isTarget(port.name());
            if (found.size() < 2 && !isTarget && !begun.containsValue(array) && couldBe(port, array)) {
                begun.put(port, array);
                assign(ports, candidates, begun, found);
                begun.remove(port);
            }
        }
    }

    /** Tells whether an array has the type of an input and a shape that it could have without being changed. */
    private boolean couldBe(Port port, NamedArrays.Array array) {
        boolean isReal = array.type().contains("float") || array.type().contains("F");
        boolean counts = axes.counts(axes.inputs().indexOf(port));
        return !(port.whole() && isReal)
                && (counts
                        ? InputForm.fits(port, 1, array.shape(), 1) || InputForm.fits(port, 1, array.shape(), 0)
                        : InputForm.fits(port, 0, array.shape(), 0));
    }

    private Optional<NamedArrays.Array> targets() throws UndecidedArraysException, IOException {
        List<NamedArrays.Array> left =
                rest().stream().filter(array -> array.shape().length > 0).toList();
        List<NamedArrays.Array> called =
                left.stream().filter(array -> ArrayWords.isTarget(array.name())).toList();
        Optional<NamedArrays.Array> taken = axes.inputs().stream()
                .filter(port -> ArrayWords.isTarget(port.name()))
                .map(matched::get)
                .findFirst();
        if (called.size() == 1) {
            return Optional.of(called.get(0));
        }
        if (taken.isPresent() || left.isEmpty()) {
            return taken;
        }
        if (left.size() > 1) {
            throw new UndecidedArraysException(file, axes, "which of its arrays holds the targets", "--y");
        }
        areSure = false;
        return Optional.of(left.get(0));
    }

    private UndecidedArraysException undecided() throws IOException {
        List<String> open = openPorts().stream().map(Port::name).toList();
        String which = openPorts().stream().map(Port::toString).collect(Collectors.joining(", "));
        return new UndecidedArraysException(
                file,
                axes,
                "which of its arrays "
                        + (open.size() == 1 ? "goes to the network's input " : "go to the network's inputs ")
                        + Excerpt.of(which, LONGEST),
                "--x " + open.stream().map(name -> name + "=ARRAY").collect(Collectors.joining(","))
                        + " and the targets with --y");
    }

    private String ports() {
        return Excerpt.of(axes.inputs().stream().map(Port::toString).collect(Collectors.joining(", ")), LONGEST);
    }

    private String notice(Optional<NamedArrays.Array> targets) {
        return "The network's inputs are taken from these arrays: "
                + matched(axes.inputs())
                + targets.map(array -> "; the targets are " + Excerpt.of(array.name()))
                        .orElse("")
                + ". Choose others with --x INPUT=ARRAY,… and --y.";
    }

    private String matched(List<Port> ports) {
        return ports.stream()
                .map(port -> Excerpt.of(port.name()) + " from "
                        + Excerpt.of(matched.get(port).name()) + " "
                        + Shape.text(matched.get(port).shape()))
                .collect(Collectors.joining(", "));
    }
}
