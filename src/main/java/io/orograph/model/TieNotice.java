package io.orograph.model;

import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import io.orograph.network.TiedTensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentence that says which tensors of a model are tied. */
final class TieNotice {

    private static final int MOST_NAMED = 6;

    private TieNotice() {}

    /** Returns the sentence, cut as notices are. */
    static Optional<String> of(Network network) {
        List<TiedTensor> tied = network.layout().tied();
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        String more = tied.size() > MOST_NAMED ? " and " + (tied.size() - MOST_NAMED) + " more" : "";
        String names = tied.stream().limit(MOST_NAMED).map(TieNotice::text).collect(Collectors.joining(", "));
        String what = tied.size() == 1
                ? "it is tied to that: the two are one parameter here"
                : "they are tied: each pair is one parameter here";
        return Optional.of("The file holds equal numbers twice: " + names + more + "; " + what
                + " and move together. If they were equal only by the way the network was begun, --untie makes "
                + (tied.size() == 1 ? "it a parameter of its own." : "them parameters of their own."));
    }

    private static String text(TiedTensor tied) {
        return Excerpt.of(tied.name()) + " is " + Excerpt.of(tied.source()) + (tied.transposed() ? " transposed" : "");
    }
}
