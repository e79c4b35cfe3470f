package io.orograph.ui.recovery;

import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.session.DataPair;
import io.orograph.ui.workspace.DataChoices;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that a window which is gone has left of one model on one set of data at one θ₀: it goes on together.
 *
 * @param parts one at least, the latest first
 */
public record UnsavedWork(List<Unsaved> parts) {

    public UnsavedWork {
        parts = List.copyOf(parts);
    }

    /** Puts together what is of the same, in the order of the latest part of each. */
    static List<UnsavedWork> of(List<Unsaved> all) {
        List<List<Unsaved>> groups = new ArrayList<>();
        for (Unsaved unsaved : all) {
            Optional<List<Unsaved>> of =
                    groups.stream().filter(group -> goTogether(group, unsaved)).findFirst();
            if (of.isPresent()) {
                of.get().add(unsaved);
            } else {
                groups.add(new ArrayList<>(List.of(unsaved)));
            }
        }
        return groups.stream().map(UnsavedWork::new).toList();
    }

    /** What can only be shown stands alone, and of each kind there is one. */
    private static boolean goTogether(List<Unsaved> group, Unsaved other) {
        return other.canGoOn()
                && group.get(0).canGoOn()
                && group.get(0).note().subject().isSame(other.note().subject())
                && group.stream()
                        .noneMatch(one -> one.note().kind().equals(other.note().kind()));
    }

    private SubjectWords subject() {
        return parts.get(0).note().subject();
    }

    /** Returns the model and the data that it is of. */
    public DataPair pair() {
        return subject().pair();
    }

    /** Returns the choices about the data. */
    public DataChoices choices() {
        return DataChoices.of(subject().loss());
    }

    /** Returns the choice of what counts as a parameter. */
    public OpenedModel.Choice parameters() {
        return subject().parameters().choice();
    }

    /** Returns the file of θ₀; empty where it is that of the model file. */
    public Optional<Path> theta() {
        return parts.get(0).theta();
    }

    /** Tells whether it can go on, or be shown as if it had just ended; else only what there is of it can be shown. */
    public boolean canGoOn() {
        return parts.get(0).canGoOn();
    }

    /** Tells whether all of it is whole. */
    public boolean isFinished() {
        return parts.stream().allMatch(Unsaved::isFinished);
    }

    /** Returns what it is, a sentence. */
    public String sentence(LocalDate today) {
        LocalDateTime when = parts.stream()
                .map(part -> part.note().when())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String day = when.toLocalDate().equals(today)
                ? ""
                : DateTimeFormatter.ofPattern("d MMMM yyyy, ", Locale.UK).format(when);
        return names() + " of " + FileName.of(pair().modelPath()) + " on " + FileName.of(Path.of(pair().data()))
                + " from " + day
                + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(when)
                + (parts.size() == 1 ? " was not " : " were not ") + (isFinished() ? "saved." : "finished.");
    }

    private String names() {
        List<String> names =
                parts.stream().map(part -> "the " + part.note().what()).toList();
        int last = names.size() - 1;
        String joined = last == 0
                ? names.get(0)
                : names.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + names.get(last);
        return "T" + joined.substring(1);
    }
}
