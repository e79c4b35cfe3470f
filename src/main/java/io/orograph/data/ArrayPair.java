package io.orograph.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The names that people give to the inputs and targets of an archive, in the order in which they are looked for. */
record ArrayPair(String inputs, String targets) {

    private static final List<ArrayPair> USUAL = List.of(
            new ArrayPair("x", "y"),
            new ArrayPair("X", "Y"),
            new ArrayPair("X", "y"),
            new ArrayPair("inputs", "labels"),
            new ArrayPair("inputs", "targets"),
            new ArrayPair("X_test", "y_test"),
            new ArrayPair("x_test", "y_test"),
            new ArrayPair("X_val", "y_val"),
            new ArrayPair("x_val", "y_val"),
            new ArrayPair("X_valid", "y_valid"),
            new ArrayPair("x_valid", "y_valid"),
            new ArrayPair("X_train", "y_train"),
            new ArrayPair("x_train", "y_train"),
            new ArrayPair("data", "target"),
            new ArrayPair("images", "labels"),
            new ArrayPair("arr_0", "arr_1"));

    /**
     * Returns the pair to take from an archive.
     *
     * @param names the arrays of the archive
     * @param input the name of the inputs where a person gave it: the targets are found to match
     * @param target the name of the targets where a person gave it
     * @return empty if nothing fits
     */
    static Optional<ArrayPair> choose(Collection<String> names, Optional<String> input, Optional<String> target) {
        if (input.isPresent() && target.isPresent()) {
            return Optional.of(new ArrayPair(input.get(), target.get()));
        }
        Optional<ArrayPair> usual = USUAL.stream()
                .filter(pair -> input.map(pair.inputs::equals).orElse(names.contains(pair.inputs)))
                .filter(pair -> target.map(pair.targets::equals).orElse(names.contains(pair.targets)))
                .findFirst();
        if (usual.isPresent() || input.isEmpty() && target.isEmpty()) {
            return usual;
        }
        String given = input.or(() -> target).orElseThrow();
        List<String> others = names.stream().filter(name -> !name.equals(given)).toList();
        if (others.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                input.isPresent() ? new ArrayPair(given, others.get(0)) : new ArrayPair(others.get(0), given));
    }

    /**
     * Returns a sentence if an archive holds another pair with usual names, of which a person may have meant that: what was
     * trained on beside what was tested on.
     *
     * @param names the arrays of the archive
     */
    Optional<String> notice(Collection<String> names) {
        return USUAL.stream()
                .filter(other -> !other.inputs.equals(inputs) && !other.targets.equals(targets))
                .filter(other -> names.contains(other.inputs) && names.contains(other.targets))
                .findFirst()
                .map(other -> "The arrays " + inputs + " and " + targets + " are taken, not " + other.inputs + " and "
                        + other.targets + "; name others with --x and --y.");
    }

    /**
     * Returns the array of the inputs where no targets are wanted: that of a usual pair, else one with a usual name for
     * inputs, else the only array there is.
     *
     * @param names the arrays of the archive
     * @param target the name of the targets where a person gave it: the inputs are found to match
     * @return empty if nothing fits
     */
    static Optional<String> chooseInputs(Collection<String> names, Optional<String> target) {
        return choose(names, Optional.empty(), target)
                .map(ArrayPair::inputs)
                .or(() -> USUAL.stream()
                        .map(ArrayPair::inputs)
                        .filter(names::contains)
                        .findFirst())
                .or(() -> names.size() == 1 ? names.stream().findFirst() : Optional.empty());
    }
}
