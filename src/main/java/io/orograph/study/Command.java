package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line that computes a result again. Its words are texts and files: written with the folders of the files it
 * can be run anywhere, without them it is what a file may say to others.
 */
public final class Command {

    private static final String PROGRAM = "orograph";

    /** What a POSIX shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** What has to run before. */
    private final List<Command> before;

    /** Texts, paths and {@link FileIn}. */
    private final List<Object> words;

    /** Which array is which parameter in every file of weights that it reads; null if none is matched. */
    private final Map<String, String> arrays;

    /**
     * A file in a folder that another command makes: without its own folders it is still in that one.
     *
     * @param name of the file
     */
    public record FileIn(Path folder, String name) {

        private Path path() {
            return folder.resolve(name);
        }

        private String withoutFolders() {
            return FileName.of(folder) + "/" + name;
        }
    }

    private Command(List<Command> before, List<Object> words, Map<String, String> arrays) {
        this.before = List.copyOf(before);
        this.words = List.copyOf(words);
        this.arrays = arrays;
    }

    /**
     * Returns a command.
     *
     * @param words the name of the command and what follows it: texts, numbers and paths
     */
    public static Command of(Object... words) {
        return new Command(List.of(), List.of(), null).with(words);
    }

    /** The command of what no command repeats; with whatever words it stays that. */
    public static final Command NONE = said("");

    /** Returns a command of which a file says how it was typed; it is kept as it is, without further words. */
    public static Command said(String text) {
        return new Command(List.of(), List.of(new Said(text)), null);
    }

    /** A whole command line, whose words are not known. */
    private record Said(String text) {}

    /** Returns the same with more words: texts, numbers and paths. */
    public Command with(Object... more) {
        if (isSaid()) {
            return this;
        }
        List<Object> all = new ArrayList<>(words);
        for (Object word : more) {
            all.add(word instanceof Path || word instanceof FileIn ? word : text(word));
        }
        return new Command(before, all, arrays);
    }

    /** Returns the same words for another command that takes them all; none if it is not the one that they are for. */
    Command under(String other, String name) {
        if (words.isEmpty() || !name.equals(words.get(0))) {
            return NONE;
        }
        List<Object> all = new ArrayList<>(words);
        all.set(0, other);
        return new Command(before, all, arrays);
    }

    /** Returns the same with all words of another behind it, and what that needs before. */
    public Command with(Command other) {
        if (other.isSaid()) {
            return other;
        }
        List<Command> all = new ArrayList<>(before);
        all.addAll(other.before);
        Command both = new Command(all, words, arrays).with(other.words.toArray());
        return other.arrays == null ? both : both.matching(other.arrays);
    }

    /**
     * Returns the same that reads a file of weights with these choices of arrays; none if it reads another file with other
     * choices, since what a command is told holds for all of its files.
     *
     * @param chosen which array is which parameter, by the parameter's name, where a person chose it
     */
    public Command matching(Map<String, String> chosen) {
        if (isSaid()) {
            return this;
        }
        return arrays == null || arrays.equals(chosen) ? new Command(before, words, Map.copyOf(chosen)) : NONE;
    }

    /** Returns the same to be run after another, whose files it reads. */
    public Command after(Command first) {
        if (isSaid()) {
            return this;
        }
        List<Command> all = new ArrayList<>(first.before);
        all.add(new Command(List.of(), first.words, first.arrays));
        all.addAll(before);
        return new Command(all, words, arrays);
    }

    /** Returns the same with an option for what is switched on. */
    public Command flag(boolean on, String option) {
        return on ? with(option) : this;
    }

    /** Returns the same with an option for each of several values that it does not give already. */
    public Command each(String option, Collection<?> values) {
        Command command = this;
        for (Object value : values) {
            command = command.gives(option, value) ? command : command.with(option(option, value));
        }
        return command;
    }

    /** An option with a value that may look like an option, or like a file of arguments, itself. */
    private static Object[] option(String option, Object value) {
        return looksLikeAnother(value.toString()) ? new Object[] {option + "=" + value} : new Object[] {option, value};
    }

    private static boolean looksLikeAnother(String word) {
        return word.startsWith("-") || word.startsWith("@");
    }

    private boolean gives(String option, Object value) {
        List<Object> wanted = List.of(of(option(option, value)).words.toArray());
        return Collections.indexOfSubList(words, wanted) >= 0;
    }

    /** Numbers as the command line reads them. */
    private static String text(Object word) {
        if (word instanceof Double number) {
            String text = Double.toString(number);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        return word instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : word.toString();
    }

    /** Returns all of it as entries of a file, from which {@link #ofWords} makes an equal command. */
    public Map<String, Object> words() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("before", before.stream().map(Command::words).toList());
        entries.put("words", words.stream().map(Command::entries).toList());
        if (arrays != null) {
            entries.put("arrays", new TreeMap<>(arrays));
        }
        return entries;
    }

    private static Map<String, String> entries(Object word) {
        if (word instanceof FileIn file) {
            return Map.of("folder", file.folder().toString(), "name", file.name());
        }
        if (word instanceof Said said) {
            return Map.of("said", said.text());
        }
        return Map.of(word instanceof Path ? "file" : "text", word.toString());
    }

    /**
     * Returns a command of what {@link #words} gave.
     *
     * @throws IllegalArgumentException if the entries are not such
     */
    public static Command ofWords(Map<?, ?> entries) {
        List<Command> before = new ArrayList<>();
        for (Object step : list(entries.get("before"))) {
            before.add(ofWords(map(step)));
        }
        List<Object> words = new ArrayList<>();
        for (Object word : list(entries.get("words"))) {
            words.add(word(map(word)));
        }
        Map<String, String> arrays = new TreeMap<>();
        if (entries.get("arrays") instanceof Map<?, ?> chosen) {
            chosen.forEach((parameter, array) -> arrays.put(String.valueOf(parameter), String.valueOf(array)));
        }
        return new Command(before, words, entries.containsKey("arrays") ? arrays : null);
    }

    private static Object word(Map<?, ?> entries) {
        if (entries.get("said") instanceof String said) {
            return new Said(said);
        }
        if (entries.get("file") instanceof String file) {
            return Path.of(file);
        }
        if (entries.get("folder") instanceof String folder && entries.get("name") instanceof String name) {
            return new FileIn(Path.of(folder), name);
        }
        return String.valueOf(entries.get("text"));
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("a command without its words");
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("a command with a word that is none");
    }

    /** Returns the words for the program itself, with the folders of files: of each command that is to be run, in order. */
    public List<List<String>> arguments() {
        return steps().stream()
                .map(step -> step.allWords().map(Command::whole).toList())
                .toList();
    }

    private Stream<Object> allWords() {
        if (arrays == null || arrays.isEmpty()) {
            return words.stream();
        }
        List<String> choices = arrays.entrySet().stream()
                .map(choice -> choice.getKey() + "=" + choice.getValue())
                .sorted()
                .toList();
        return Stream.concat(words.stream(), Command.of().each("--match", choices).words.stream());
    }

    private List<Command> steps() {
        List<Command> steps = new ArrayList<>(before);
        steps.add(this);
        return steps;
    }

    private boolean isSaid() {
        return words.size() == 1 && words.get(0) instanceof Said;
    }

    /** Tells whether it is none, as where a file does not say which command it is of. */
    public boolean isEmpty() {
        return text().isBlank();
    }

    /** Returns a provenance that names it, if it is one. */
    public Provenance in(Provenance provenance) {
        return isEmpty() ? provenance : provenance.with(Key.COMMAND, withoutFolders());
    }

    /** Returns the files that it reads and that are not there, as weights in memory are in none until they are saved. */
    public List<Path> missing() {
        Set<Object> made = before.stream().flatMap(step -> step.words.stream()).collect(Collectors.toSet());
        return words.stream()
                .filter(word -> !made.contains(word))
                .flatMap(word -> word instanceof Path path && Files.notExists(path) ? Stream.of(path) : Stream.empty())
                .toList();
    }

    /** Returns what to type in a shell, with the folders of files. */
    public String text() {
        return joined(Command::whole);
    }

    /** Returns what to type in a shell in the folder of the files: a result that is passed on names no folders. */
    public String withoutFolders() {
        return joined(word -> word instanceof FileIn file
                ? file.withoutFolders()
                : word instanceof Path path ? inThisFolder(FileName.of(path)) : word.toString());
    }

    private static String inThisFolder(String name) {
        return looksLikeAnother(name) ? "./" + name : name;
    }

    private static String whole(Object word) {
        if (word instanceof FileIn file) {
            return whole(file.path());
        }
        return word instanceof Path path ? path.toAbsolutePath().normalize().toString() : word.toString();
    }

    private String joined(Function<Object, String> written) {
        if (isSaid()) {
            return ((Said) words.get(0)).text();
        }
        return steps().stream()
                .map(step -> PROGRAM + " "
                        + step.allWords().map(written).map(Command::quoted).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" && "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return text();
    }
}
