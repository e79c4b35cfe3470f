package io.orograph.model;

import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import io.orograph.network.TiedTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
     * @param asParameters names of constants, or of tied tensors
     * @param asConstants names of parameters, or of tied tensors
     * @param untied whether all tied tensors are parameters of their own
     * @param splits which parameters are split into parts, each of which is one then, as {@link SplitWords} reads it
     */
    public record Choice(
            NavigableSet<String> asParameters, NavigableSet<String> asConstants, boolean untied, List<String> splits) {

        /** The empty choice. */
        public static final Choice NONE = new Choice(Set.of(), Set.of(), false, List.of());

        /** Makes a choice from names in any order. */
        public Choice(Set<String> asParameters, Set<String> asConstants, boolean untied, List<String> splits) {
            this((NavigableSet<String>) new TreeSet<>(asParameters), new TreeSet<>(asConstants), untied, splits);
        }

        public Choice {
            asParameters = Collections.unmodifiableNavigableSet(new TreeSet<>(asParameters));
            asConstants = Collections.unmodifiableNavigableSet(new TreeSet<>(asConstants));
            splits = splits.stream().distinct().toList();
        }

        /** Tells whether the reader's choice stands. */
        public boolean isNone() {
            return equals(NONE);
        }

        /** Returns the two choices one after the other: what is taken back is no choice any more. */
        private Choice and(Choice more) {
            NavigableSet<String> parameters = new TreeSet<>(asParameters);
            NavigableSet<String> constants = new TreeSet<>(asConstants);
            more.asParameters.stream().filter(name -> !constants.remove(name)).forEach(parameters::add);
            more.asConstants.stream().filter(name -> !parameters.remove(name)).forEach(constants::add);
            List<String> split = new ArrayList<>(splits);
            split.addAll(more.splits);
            return new Choice((Set<String>) parameters, constants, untied || more.untied, split);
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
     * @throws IllegalArgumentException if there is no such constant, parameter or tied tensor; the message says which
     */
    public OpenedModel choosing(Choice more) {
        Set<String> parameters = new TreeSet<>(more.asParameters());
        if (more.untied()) {
            network.layout().tied().stream()
                    .map(TiedTensor::name)
                    .filter(name -> !more.asConstants().contains(name))
                    .forEach(parameters::add);
        }
        Network chosen = chosen(parameters, more);
        Choice both = choice.and(more);
        if (chosen == network) {
            return both.equals(choice)
                    ? this
                    : new OpenedModel(path, format, sha256, fileBytes, network, both, notices);
        }
        List<String> said = new ArrayList<>(notices);
        TieNotice.of(network).ifPresent(said::remove);
        TieNotice.of(chosen).ifPresent(said::add);
        say(said, "Taken as parameters as you chose: ", parameters);
        say(said, "Taken as constants as you chose: ", more.asConstants());
        if (chosen.layout().split().size() > network.layout().split().size()) {
            SplitWords.notice(network).ifPresent(said::remove);
            SplitWords.notice(chosen).ifPresent(said::add);
        }
        return new OpenedModel(path, format, sha256, fileBytes, chosen, both, said);
    }

    /** Splits between the two, so that a constant can be split, and a part can be a constant. */
    private Network chosen(Set<String> parameters, Choice more) {
        if (more.splits().isEmpty()) {
            boolean isSame = parameters.isEmpty() && more.asConstants().isEmpty();
            return isSame ? network : network.choosing(parameters, more.asConstants());
        }
        Network whole = parameters.isEmpty() ? network : network.choosing(parameters, Set.of());
        Network split = SplitWords.applied(whole, more.splits());
        return more.asConstants().isEmpty() ? split : split.choosing(Set.of(), more.asConstants());
    }

    private static void say(List<String> said, String what, Collection<String> names) {
        if (!names.isEmpty()) {
            said.add(what + String.join(", ", names) + ".");
        }
    }

    /**
     * Returns the same file with another choice of some tensors.
     *
     * @param asParameters names of constants of real numbers, or of tied tensors
     * @param asConstants names of parameters, or of tied tensors
     * @throws IllegalArgumentException if there is no such constant, parameter or tied tensor; the message says which
     */
    public OpenedModel choosing(Set<String> asParameters, Set<String> asConstants) {
        return choosing(new Choice(asParameters, asConstants, false, List.of()));
    }
}
