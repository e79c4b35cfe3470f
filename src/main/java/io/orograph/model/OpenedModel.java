package io.orograph.model;

import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model file and what was found in it.
 *
 * @param path the file
 * @param format what it is and who wrote it: {@code "ONNX, IR 8, opset 13, written by pytorch 1.13"}
 * @param sha256 its digest, 64 hexadecimal digits; further files that hold weights are named with theirs in a notice
 * @param fileBytes its size
 * @param network the network
 * @param choice what a person chose to be parameters; empty sets if the reader's choice stands
 * @param notices what a person should know about how it was read: a sentence each
 */
public record OpenedModel(
        Path path, String format, String sha256, long fileBytes, Network network, Choice choice, List<String> notices) {

    /** They may list names from the file. */
    private static final int LONGEST_NOTICE = 2000;

    /**
     * The tensors that a person chose to be something else than the reader took them for.
     *
     * @param asParameters names of constants
     * @param asConstants names of parameters
     */
    public record Choice(NavigableSet<String> asParameters, NavigableSet<String> asConstants) {

        /** The empty choice. */
        public static final Choice NONE = new Choice(new TreeSet<>(), new TreeSet<>());

        public Choice {
            asParameters = Collections.unmodifiableNavigableSet(new TreeSet<>(asParameters));
            asConstants = Collections.unmodifiableNavigableSet(new TreeSet<>(asConstants));
        }

        /** Tells whether the reader's choice stands. */
        public boolean isNone() {
            return asParameters.isEmpty() && asConstants.isEmpty();
        }

        /** Returns the two choices one after the other: what is taken back is no choice any more. */
        private Choice and(Set<String> moreParameters, Set<String> moreConstants) {
            NavigableSet<String> parameters = new TreeSet<>(asParameters);
            NavigableSet<String> constants = new TreeSet<>(asConstants);
            moreParameters.stream().filter(name -> !constants.remove(name)).forEach(parameters::add);
            moreConstants.stream().filter(name -> !parameters.remove(name)).forEach(constants::add);
            return new Choice(parameters, constants);
        }
    }

    public OpenedModel {
        notices = notices.stream()
                .map(notice -> Excerpt.of(notice, LONGEST_NOTICE))
                .toList();
    }

    /**
     * Returns the same file with another choice of what its parameters are; a notice says so.
     *
     * @param asParameters names of constants of real numbers
     * @param asConstants names of parameters
     * @throws IllegalArgumentException if there is no such constant or parameter; the message says which
     */
    public OpenedModel choosing(Set<String> asParameters, Set<String> asConstants) {
        if (asParameters.isEmpty() && asConstants.isEmpty()) {
            return this;
        }
        Network chosen = network.choosing(asParameters, asConstants);
        List<String> said = new ArrayList<>(notices);
        if (!asParameters.isEmpty()) {
            said.add("Taken as parameters as you chose: " + String.join(", ", new TreeSet<>(asParameters)) + ".");
        }
        if (!asConstants.isEmpty()) {
            said.add("Taken as constants as you chose: " + String.join(", ", new TreeSet<>(asConstants)) + ".");
        }
        return new OpenedModel(path, format, sha256, fileBytes, chosen, choice.and(asParameters, asConstants), said);
    }
}
