package io.orograph.format;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of file formats, and what follows from it: what a file is, how files are chosen, what is said of others. */
public final class Formats {

    private final List<Format> list;
    private final List<Format> tried;

    /**
     * Makes a list of formats.
     *
     * @param list in the order in which they are named and tried; {@linkplain Format#isWeak weak} ones are tried last
     */
    public Formats(List<? extends Format> list) {
        this.list = List.copyOf(list);
        List<Format> ordered = new ArrayList<>(list);
        ordered.removeIf(Format::isWeak);
        list.stream().filter(Format::isWeak).forEach(ordered::add);
        this.tried = List.copyOf(ordered);
    }

    private static final class Known {
        private static final Formats ALL = new Formats(known());

        private static List<Format> known() {
            List<Format> formats = new ArrayList<>();
            ServiceLoader.load(Format.class, Format.class.getClassLoader()).forEach(formats::add);
            formats.addAll(ForeignFormat.ALL);
            return formats;
        }
    }

    /** Returns all formats that this program knows: those that it reads, and those that people take for them. */
    public static Formats all() {
        return Known.ALL;
    }

    /** Returns this list with further formats, which are named and tried first. */
    public Formats with(Format... more) {
        List<Format> formats = new ArrayList<>(List.of(more));
        formats.addAll(list);
        return new Formats(formats);
    }

    /** Returns the formats, in the order in which they are named. */
    public List<Format> list() {
        return list;
    }

    /** Returns the formats of files that can play a role. */
    public List<Format> of(Role role) {
        return list.stream().filter(format -> format.roles().contains(role)).toList();
    }

    /** Returns the endings of files that can play one of the roles: {@code .npz}, each once. */
    public List<String> endings(Role... roles) {
        Set<Role> wanted = Set.of(roles);
        return list.stream()
                .filter(format -> format.roles().stream().anyMatch(wanted::contains))
                .flatMap(format -> format.endings().stream())
                .distinct()
                .toList();
    }

    /**
     * Tells whether a file can play a role, by its content.
     *
     * @throws IOException if it cannot be read
     */
    public boolean can(Path file, Role role) throws IOException {
        return tell(file).filter(kind -> kind.can(role)).isPresent();
    }

    /**
     * Tells what a file is by its content.
     *
     * @return empty if it is of no known format
     * @throws DamagedFileException if it is empty
     * @throws IOException if it cannot be read; the message is a sentence
     */
    public Optional<FileKind> tell(Path file) throws IOException {
        return tell(FileHead.of(file));
    }

    /** Tells what a file is; see {@link #tell(Path)}. */
    public Optional<FileKind> tell(FileHead head) throws IOException {
        for (Format format : tried) {
            if (format.matches(head)) {
                Set<Role> roles = format.rolesOf(head);
                // A format that has roles but none for this content leaves the file to the next.
                if (!roles.isEmpty() || format.roles().isEmpty()) {
                    return Optional.of(new FileKind(head, format, roles));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the format by which a file is to be opened in a role.
     *
     * @param type what that format implements for it
     * @throws UnreadableFileException if there is none; the sentence says what the file is and what to do
     * @throws IOException if the file cannot be read
     */
    public <T> T reader(FileHead head, Role role, Class<T> type) throws IOException {
        for (Format format : tried) {
            boolean fits = type.isInstance(format) && format.roles().contains(role);
            if ((fits || format.roles().isEmpty()) && format.matches(head)) {
                if (fits) {
                    return type.cast(format);
                }
                break;
            }
        }
        throw refusal(head, role);
    }

    /** Returns what is said of a file that cannot play a role. */
    public UnreadableFileException refusal(FileHead head, Role role) throws IOException {
        if (head.isDamagedZip()) {
            return role == Role.MODEL
                    ? new UnsupportedFileException(head.path(), ForeignFormat.DAMAGED_ZIP)
                    : new DamagedFileException(head.path(), ZipArchive.DAMAGED);
        }
        Optional<Format> known = matching(head);
        if (known.isPresent()) {
            return new UnsupportedFileException(head.path(), known.get().refusal(head, role, choice(role)));
        }
        return new DamagedFileException(
                head.path(),
                switch (role) {
                    case MODEL ->
                        "is not a model of a known format; " + choice(role) + " (most frameworks can export one)";
                    case DATA -> "is of no kind that is known here, or damaged; " + choice(role);
                    default -> "is not " + role.noun() + " of a known format; " + choice(role);
                });
    }

    /** Returns what can be opened in a role, for the end of a sentence: {@code choose an ONNX file}. */
    public String choice(Role role) {
        List<String> names = of(role).stream().map(Format::name).distinct().toList();
        return switch (role) {
            case MODEL -> "choose " + article(names.get(0)) + " " + joined(names, "or") + " file";
            case DATA -> joined(names, "and") + " files can be opened";
            default -> "choose " + listed(role);
        };
    }

    /** Returns the formats of a role, for a sentence: {@code NPZ, NPY, CSV or IDX (MNIST)}. */
    public String names(Role role) {
        return joined(of(role).stream().map(Format::name).distinct().toList(), "or");
    }

    /** Returns the formats of a role with their endings, for a sentence: {@code NPZ (.npz) or ONNX (.onnx)}. */
    public String listed(Role role) {
        return joined(of(role).stream().map(Formats::withEndings).toList(), "or");
    }

    private static String withEndings(Format format) {
        String endings = String.join(", ", format.endings());
        String name = format.name();
        return name.endsWith(")")
                ? name.substring(0, name.length() - 1) + ": " + endings + ")"
                : name + " (" + endings + ")";
    }

    private static String article(String name) {
        return "AEIOU".indexOf(name.toUpperCase(Locale.ROOT).charAt(0)) >= 0 ? "an" : "a";
    }

    private static String joined(List<String> names, String last) {
        int end = names.size() - 1;
        return end < 1
                ? String.join("", names)
                : names.subList(0, end).stream().collect(Collectors.joining(", ")) + " " + last + " " + names.get(end);
    }

    /**
     * Tells which roles a file that a person named may have, before it is opened: by its content, or where that says
     * too little, by its name.
     *
     * @return the roles of its format, whether all suit its content or not; none if nothing is known of it
     */
    public Set<Role> likelyRoles(Path file) {
        Set<Role> named = list.stream()
                .filter(format -> FileName.endsIn(file, format.endings()))
                .flatMap(format -> format.roles().stream())
                .collect(Collectors.toSet());
        return told(file)
                .filter(format ->
                        named.isEmpty() || !format.isWeak() && !format.roles().isEmpty())
                .map(Format::roles)
                .orElse(named);
    }

    /**
     * Tells whether a file is one of the formats by its name, or by what it holds where that says so for certain: any text
     * might be a table.
     */
    public boolean recognizes(Path file) {
        return list.stream()
                        .anyMatch(format -> FileName.endsIn(file, format.endings())
                                && !format.roles().isEmpty())
                || told(file)
                        .filter(format -> !format.isWeak() && !format.roles().isEmpty())
                        .isPresent();
    }

    private Optional<Format> told(Path file) {
        try {
            return matching(FileHead.of(file));
        } catch (IOException e) {
            // Whoever opens it says what is wrong with it.
            return Optional.empty();
        }
    }

    private Optional<Format> matching(FileHead head) throws IOException {
        for (Format format : tried) {
            if (format.matches(head)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
