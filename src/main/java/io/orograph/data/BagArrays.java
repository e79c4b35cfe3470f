package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arrays of a file with a row for each bag of words, in place of all words one behind the other and the offsets at which
 * bags begin: a network whose inputs are bags takes them so. Rows are filled up with −1, weights of words with 0.
 */
final class BagArrays implements NamedArrays {

    /** More numbers than this in all rows are refused: one long bag makes all rows as long. */
    private static final long MOST = 1L << 30;

    private final NamedArrays file;

    /** How the arrays that are cut are cut, by name. */
    private final Map<String, Cut> cuts = new LinkedHashMap<>();

    private final Set<String> offsets = new HashSet<>();

    /** How the words of an array become rows. */
    private record Cut(long[] starts, String offsets, int longest, boolean ofWords) {

        int samples() {
            return starts.length - 1;
        }
    }

    private BagArrays(NamedArrays file) {
        this.file = file;
    }

    /**
     * Returns the arrays with a row for each bag; the same arrays for a network without bags, and for data in rows.
     *
     * @throws UnsupportedFileException if the offsets are no offsets of the words
     */
    static NamedArrays of(NamedArrays arrays, DataSource source) throws IOException {
        List<Port> ports = source.axes().inputs().stream()
                .filter(port -> port.bags().isPresent())
                .toList();
        BagArrays cut = new BagArrays(arrays);
        for (Port port : ports) {
            Optional<Array> words = cut.words(port, ports, source);
            Optional<Array> starts = cut.offsets(port.bags().orElseThrow(), source);
            if (words.isPresent() && starts.isPresent()) {
                cut.add(port, words.get(), starts.get());
            } else if (words.isPresent() && words.get().shape().length == 1) {
                throw new UnsupportedFileException(
                        arrays.file(),
                        "holds the words of all samples one behind the other, "
                                + words.get().text()
                                + ", and no array of offsets that cuts them into bags; name it with --x " + port.name()
                                + "=" + words.get().name() + ","
                                + port.bags().get().offsets() + "=ARRAY");
            }
        }
        if (!ports.isEmpty() && cut.cuts.isEmpty() && cut.holdsNoRows(ports)) {
            throw new UnsupportedFileException(
                    arrays.file(),
                    "does not say which of its arrays holds the words of all bags and which the offsets at which bags begin: it"
                            + " holds " + arrays.describe() + "; name them with --x "
                            + ports.get(0).name() + "=ARRAY,"
                            + ports.get(0).bags().get().offsets() + "=ARRAY");
        }
        return cut.cuts.isEmpty() ? arrays : cut;
    }

    private boolean holdsNoRows(List<Port> ports) throws IOException {
        return ports.size() == 1 && file.arrays().stream().allMatch(array -> array.shape().length < 2);
    }

    /** Returns what was named for inputs ({@code --x}) without the offsets, which are no input. */
    static DataSource withoutOffsets(DataSource source) {
        String named = source.inputName().orElse("");
        List<String> parts = new ArrayList<>(List.of(named.split(",")));
        boolean any = parts.removeIf(part -> source.axes().inputs().stream()
                .flatMap(port -> port.bags().stream())
                .anyMatch(bags -> isFor(part, bags)));
        return any
                ? source.named(
                        parts.isEmpty() ? null : String.join(",", parts),
                        source.targetName().orElse(null))
                : source;
    }

    private static boolean isFor(String part, Port.Bags bags) {
        int at = part.indexOf('=');
        return at > 0 && part.substring(0, at).strip().equals(bags.offsets());
    }

    private Optional<Array> offsets(Port.Bags bags, DataSource source) throws IOException {
        for (String part : source.inputName().orElse("").split(",")) {
            if (isFor(part, bags)) {
                return Optional.of(
                        file.required(part.substring(part.indexOf('=') + 1).strip()));
            }
        }
        Optional<Array> named = called(bags.offsets());
        return named.isPresent() ? named : called("offsets");
    }

    private Optional<Array> words(Port port, List<Port> ports, DataSource source) throws IOException {
        for (String part : source.inputName().orElse("").split(",")) {
            int at = part.indexOf('=');
            boolean isFor = at > 0 && part.substring(0, at).strip().equals(port.name());
            if (isFor || at < 0 && !part.isBlank() && ports.size() == 1) {
                return file.find(part.substring(at + 1).strip());
            }
        }
        Optional<Array> named = called(port.name());
        if (named.isPresent() || ports.size() > 1) {
            return named;
        }
        Optional<Array> starts = offsets(port.bags().orElseThrow(), source);
        List<Array> others = new ArrayList<>();
        for (Array array : file.arrays()) {
            boolean isOther = starts.filter(array::equals).isEmpty() && !ArrayWords.isTarget(array.name());
            if (isOther && array.shape().length == 1 && !ClassArray.isText(array)) {
                others.add(array);
            }
        }
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    /** Returns the array of a name, or of the only one like it. */
    private Optional<Array> called(String name) throws IOException {
        Optional<Array> exact = file.find(name);
        if (exact.isPresent()) {
            return exact;
        }
        List<Array> alike = file.arrays().stream()
                .filter(array -> ArrayWords.areEqual(name, array.name()) || ArrayWords.endAlike(name, array.name()))
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private void add(Port port, Array words, Array starts) throws IOException {
        offsets.add(starts.name());
        if (words.shape().length != 1) {
            return;
        }
        boolean withEnd = port.bags().orElseThrow().withEnd();
        int count = (int) words.shape()[0];
        Tensor begins = file.tensor(starts.name());
        int bags = begins.size() - (withEnd ? 1 : 0);
        long[] bounds = new long[Math.max(bags, 0) + 1];
        for (int i = 0; i < begins.size(); i++) {
            double begin = begins.get(i);
            boolean fits =
                    begin == Math.rint(begin) && begin <= count && (i == 0 ? begin == 0 : begin >= bounds[i - 1]);
            if (!fits || begins.rank() != 1) {
                throw new UnsupportedFileException(
                        file.file(),
                        "holds in " + Excerpt.of(starts.name()) + " " + Shape.text(starts.shape())
                                + " no offsets of bags of " + Excerpt.of(words.name()) + " " + Shape.text(words.shape())
                                + ": offsets begin with 0, do not fall and do not pass the number of words, but entry "
                                + i + " is " + text(begin));
            }
            bounds[i] = (long) begin;
        }
        if (bags < 1) {
            throw new UnsupportedFileException(
                    file.file(), "holds no bags: " + Excerpt.of(starts.name()) + " has " + begins.size() + " entries");
        }
        bounds[bags] = withEnd ? bounds[bags] : count;
        cut(port, words, starts, bounds);
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private void cut(Port port, Array words, Array starts, long... bounds) throws UnsupportedFileException {
        long longest = 1;
        for (int i = 1; i < bounds.length; i++) {
            longest = Math.max(longest, bounds[i] - bounds[i - 1]);
        }
        if (longest * (bounds.length - 1) > MOST) {
            throw new UnsupportedFileException(
                    file.file(),
                    "holds a bag of " + longest + " words; a row of as many for each of the " + (bounds.length - 1)
                            + " bags is too large: cut long bags off");
        }
        cuts.put(words.name(), new Cut(bounds, starts.name(), (int) longest, port.whole()));
    }

    /** Returns what a person should know of how arrays were cut; nothing if none was. */
    static Optional<String> notice(NamedArrays arrays) {
        return arrays instanceof BagArrays bags ? bags.notice() : Optional.empty();
    }

    private Optional<String> notice() {
        return cuts.entrySet().stream()
                .findFirst()
                .map(cut -> "The array " + Excerpt.of(cut.getKey()) + " is cut into "
                        + cut.getValue().samples() + " bags of up to "
                        + cut.getValue().longest() + " words by "
                        + Excerpt.of(cut.getValue().offsets()) + ".");
    }

    @Override
    public Path file() {
        return file.file();
    }

    @Override
    public List<Array> arrays() throws IOException {
        return file.arrays().stream()
                .filter(array -> !offsets.contains(array.name()))
                .map(array -> {
                    Cut cut = cuts.get(array.name());
                    return cut == null
                            ? array
                            : new Array(array.name(), array.type(), new long[] {cut.samples(), cut.longest()});
                })
                .toList();
    }

    @Override
    public double[] read(String name) throws IOException {
        return tensor(name).doubles();
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        Cut cut = cuts.get(name);
        Tensor words = file.tensor(name);
        return cut == null ? words : rows(name, cut, words);
    }

    private Tensor rows(String name, Cut cut, Tensor words) throws UnsupportedFileException {
        double[] rows = new double[cut.samples() * cut.longest()];
        Arrays.fill(rows, cut.ofWords() ? -1 : 0);
        for (int bag = 0; bag < cut.samples(); bag++) {
            int from = (int) cut.starts()[bag];
            int to = (int) cut.starts()[bag + 1];
            for (int word = from; word < to; word++) {
                if (cut.ofWords() && words.get(word) < 0) {
                    throw new UnsupportedFileException(
                            file.file(),
                            "holds the word " + text(words.get(word)) + " in " + Excerpt.of(name)
                                    + ", which no table of words has; words are counted from 0");
                }
                rows[bag * cut.longest() + word - from] = words.get(word);
            }
        }
        long[] shape = {cut.samples(), cut.longest()};
        return words.type().isFloating()
                ? Tensor.of(rows, shape)
                : Tensor.of(Arrays.stream(rows).mapToLong(word -> (long) word).toArray(), shape);
    }

    @Override
    public List<String> texts(String name) throws IOException {
        return file.texts(name);
    }

    @Override
    public Map<String, Object> notes() {
        return file.notes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
