package io.orograph.training;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.objective.Evaluation;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path of a training as a folder: {@code step-000120.npz} with the weights after so many steps (and
 * the running statistics of batch normalisations), {@code losses.csv} with a line a point, and {@code resume/state.npz}
 * with what the training needs to go on from where it was last. A point is whole on the disk before the training goes on,
 * and the folder is one that {@link CheckpointSeries} reads.
 */
public final class RecordFolder implements TrainingRecorder, Closeable {

    private static final Pattern POINT = Pattern.compile("step-(\\d{6,18})\\.npz");
    /** Share of the learning rate by which two computations of the same may differ. */
    private static final double RATE_ROUNDING = 1e-9;

    /** Between two points the state is kept so often. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    /** A write comes after so many times as long as the one before took, at least. */
    private static final long AFFORDABLE = 10;

    private static final String TABLE = RecordTables.LOSSES;
    private static final String SHARPNESS = RecordTables.SHARPNESS;
    private static final String HEADER =
            "step,epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy\n";

    private final Path folder;
    private final ParameterLayout layout;
    private final Precision precision;
    private final String settings;
    private final BufferedWriter table;
    private long kept = System.nanoTime();
    private long pause = LONGEST_NANOS;

    private RecordFolder(Path folder, ParameterLayout layout, Precision precision, String settings) throws IOException {
        this.folder = folder;
        this.layout = layout;
        this.precision = precision;
        this.settings = settings;
        Path file = folder.resolve(TABLE);
        boolean isNew = !Files.exists(file);
        this.table = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (isNew) {
            table.write(HEADER);
            table.flush();
        }
    }

    /**
     * Makes sure that a place can take a record: a folder that is empty, or one that is to be made.
     *
     * @throws FileSystemException if not; the message is a sentence
     */
    public static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(null, null, folder + " is no folder; give the name of a folder to record in");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new FileSystemException(
                        null, null, folder + " is not empty; give a new folder, so that two trainings do not mix");
            }
        }
    }

    /**
     * Begins a record.
     *
     * @param folder empty, or made here
     * @param layout of the states: {@link Training#layout}
     * @param precision in which the weights are kept
     * @param settings what must be the same for the training to go on later
     * @throws IOException if it cannot be written to
     */
    public static RecordFolder create(Path folder, ParameterLayout layout, Precision precision, String settings)
            throws IOException {
        requireEmpty(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FileSystemException(
                    null, null, folder + " cannot be made; choose a folder in one that can be written to");
        }
        return new RecordFolder(folder, layout, precision, settings);
    }

    /**
     * Goes on with a record.
     *
     * @param folder one that {@link #lastState} reads
     * @throws IOException if it cannot be written to
     */
    public static RecordFolder append(Path folder, ParameterLayout layout, Precision precision, String settings)
            throws IOException {
        return new RecordFolder(folder, layout, precision, settings);
    }

    /**
     * Returns where the training of a record was last.
     *
     * @param settings of the training that is to go on
     * @throws io.orograph.file.UnreadableFileException if there is no such record, it is damaged, or it was made with
     *     other settings; the message says which
     * @throws IOException if it cannot be read
     */
    public static TrainingState lastState(Path folder, String settings) throws IOException {
        if (!Files.exists(stateFile(folder))) {
            throw new UnsupportedFileException(
                    folder, "holds no training that can go on; choose a folder that a training recorded in");
        }
        return StateNpz.read(stateFile(folder), settings);
    }

    private static String lastLine(Path table) throws IOException {
        try {
            return Files.readAllLines(table).stream()
                    .reduce((before, line) -> line)
                    .orElse("");
        } catch (CharacterCodingException e) {
            throw new DamagedFileException(
                    table, "is damaged: it holds what is no text; choose another record, or train anew", e);
        }
    }

    /**
     * Returns what a schedule that depends on the length of the training does where the training goes on with another
     * length: as a sentence; empty where its learning rate is the one that was recorded.
     *
     * @param settings of the training that is to go on
     * @param samples that are trained on
     */
    public static Optional<String> otherRate(Path folder, TrainingSettings settings, int samples) throws IOException {
        String[] last = lastLine(folder.resolve(TABLE)).split(",");
        if (last.length < 3 || !last[0].matches("[1-9]\\d{0,17}") || !last[2].matches("[0-9][0-9.eE+-]{0,30}")) {
            return Optional.empty();
        }
        long step = Long.parseLong(last[0]);
        double before;
        try {
            before = Double.parseDouble(last[2]);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        long total = settings.stepsPerEpoch(samples) * settings.epochs();
        double now = settings.schedule().at(settings.optimizer().learningRate(), step - 1, total);
        return Math.abs(now - before) <= RATE_ROUNDING * settings.optimizer().learningRate()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The %s schedule runs over %d epochs now: its learning rate at step %,d, %.3g when it was recorded,"
                                + " is %.3g and goes on from there.",
                        settings.schedule().shape().label(),
                        settings.epochs(),
                        step,
                        before,
                        now));
    }

    /**
     * Returns the optimiser that recorded checkpoints, as a title; empty where they are not the points of one record, or its
     * state cannot be read.
     */
    static Optional<String> optimizerOf(List<Path> files) {
        Set<Path> folders =
                files.stream().map(file -> file.toAbsolutePath().getParent()).collect(Collectors.toSet());
        if (folders.size() != 1
                || !files.stream()
                        .allMatch(file -> POINT.matcher(FileName.of(file)).matches())) {
            return Optional.empty();
        }
        Path state = stateFile(folders.iterator().next());
        if (!Files.isRegularFile(state)) {
            return Optional.empty();
        }
        try {
            return OptimizerSettings.titleIn(StateNpz.settings(state));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tells whether a file is called as the points of a record are. */
    public static boolean isPoint(Path file) {
        return POINT.matcher(FileName.of(file)).matches();
    }

    /** Returns the step of a point of a record. */
    public static long step(Path file) {
        Matcher name = POINT.matcher(FileName.of(file));
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is no point of a record");
        }
        return Long.parseLong(name.group(1));
    }

    /** Returns the file of the training's state, in a folder of its own since it is no checkpoint of the path. */
    private static Path stateFile(Path folder) {
        return folder.resolve("resume").resolve("state.npz");
    }

    @Override
    public boolean wantsState() {
        return System.nanoTime() - kept > pause;
    }

    @Override
    public void keep(TrainingState state) throws IOException {
        long begin = System.nanoTime();
        Path file = stateFile(folder);
        Files.createDirectories(file.getParent());
        StateNpz.write(file, state, settings);
        kept = System.nanoTime();
        pause = Math.max(LONGEST_NANOS, AFFORDABLE * (kept - begin));
    }

    @Override
    public void record(TrainingPoint point, double[] state) throws IOException {
        Path file = folder.resolve(fileName(point.step()));
        WeightsNpz.write(file, layout, state, precision);
        table.write(point.step() + "," + point.epoch() + "," + text(point.learningRate()) + "," + text(point.train())
                + "," + text(point.validation()) + "\n");
        table.flush();
    }

    /**
     * Adds a line to the table of sharpnesses, {@code sharpness.csv}, which is made with the first.
     *
     * @param values by the name of their column; what the table of before has no column for is left out
     * @throws IOException if it cannot be written
     */
    public void recordSharpness(Map<String, String> values) throws IOException {
        Path file = folder.resolve(SHARPNESS);
        boolean there = Files.exists(file);
        List<String> names = there ? List.of(header(file).split(",", -1)) : List.copyOf(values.keySet());
        String line = names.stream().map(name -> values.getOrDefault(name, "")).collect(Collectors.joining(","));
        Files.writeString(
                file,
                (there ? "" : String.join(",", names) + "\n") + line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String header(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return Objects.toString(reader.readLine(), "");
        }
    }

    /** Returns the name of the file with the weights after so many steps. */
    public static String fileName(long step) {
        return String.format(Locale.ROOT, "step-%06d.npz", step);
    }

    private static String text(Evaluation evaluation) {
        return evaluation == null ? "," : text(evaluation.loss()) + "," + text(evaluation.accuracy());
    }

    /** Returns a number as text, empty for NaN, so that a table reader takes it as missing. */
    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
