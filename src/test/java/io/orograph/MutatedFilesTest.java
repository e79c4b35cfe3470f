package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.file.UnreadableFileException;
import io.orograph.format.FileHead;
import io.orograph.format.FileKind;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.ModelReaders;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.onnx.ModelMutation;
import io.orograph.model.onnx.SoundModels;
import io.orograph.network.Tensor;
import io.orograph.session.SoundSession;
import io.orograph.task.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of broken files, from fixed seeds: each ends in a model, a data set or a checkpoint, or in a sentence
 * about the file; within two seconds of processor time, and without allocating more than four times the file and 64 MB.
 *
 * <p>Both limits are counted for the reading thread alone, so that a loaded machine does not fail the test, and
 * allocation is counted in all, which bounds what is held at any moment.
 */
class MutatedFilesTest {

    private static final int MODELS = 15_000;
    private static final int DATA_FILES = 3_000;
    private static final int CHECKPOINTS = 3_000;
    private static final int DESCRIBED = 3_000;
    private static final int SESSIONS = 2_000;
    private static final long MOST_NANOSECONDS = 2_000_000_000L;
    private static final long MOST_EXTRA_BYTES = 64L << 20;
    private static final long LOOK_EVERY_MILLISECONDS = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    /** What a file is opened as. */
    private enum Kind {
        MODEL,
        DATA,
        CHECKPOINT,
        /** As a file of any format, to say what is in it. */
        DESCRIBED
    }

    /** A file as it should be. */
    private record Sound(String name, byte[] bytes, Kind kind) {}

    private final List<Sound> models = new ArrayList<>();
    private final List<Sound> data = new ArrayList<>();
    private final List<Sound> checkpoints = new ArrayList<>();

    @BeforeEach
    void makeSoundFiles() throws IOException {
        for (byte[] model : List.of(
                SoundModels.small(),
                SoundModels.ofManyOperators(),
                SoundModels.withExternalData(),
                SoundModels.withControlFlow(),
                SoundModels.withEqualTensors())) {
            models.add(new Sound("model.onnx", model, Kind.MODEL));
        }
        Files.write(folder.resolve(SoundModels.WEIGHTS_FILE), new byte[24]);
        makeSoundData();
        for (String name : List.of("zip.pt", "half.pt", "legacy.pt", "nested.pth", "weights.safetensors")) {
            try (InputStream in = getClass().getResourceAsStream("model/checkpoint/" + name)) {
                checkpoints.add(new Sound(name, in.readAllBytes(), Kind.CHECKPOINT));
            }
        }
        checkpoints.add(new Sound("weights.npz", data.get(0).bytes(), Kind.CHECKPOINT));
        checkpoints.add(new Sound("weights.onnx", SoundModels.small(), Kind.CHECKPOINT));
    }

    private void makeSoundData() throws IOException {
        Tensor inputs = Tensor.of(new float[12], 4, 3);
        Tensor targets = Tensor.of(new long[] {0, 1, 2, 1}, 4);
        Path npz = folder.resolve("sound.npz");
        NpzWriter.write(npz, out -> {
            out.add("x", inputs);
            out.add("y", targets);
        });
        data.add(new Sound("data.npz", Files.readAllBytes(npz), Kind.DATA));
        ByteArrayOutputStream npy = new ByteArrayOutputStream();
        NpyWriter.write(npy, inputs);
        data.add(new Sound("data.npy", npy.toByteArray(), Kind.DATA));
        NpyWriter.write(folder.resolve("targets.npy"), targets);
        byte[] csv = "a,b,label\n1,2.5,0\n3,4,1\n5,\"6\",1\n".getBytes(StandardCharsets.UTF_8);
        data.add(new Sound("data.csv", csv, Kind.DATA));
        byte[] idx = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
        data.add(new Sound("data-images-idx3-ubyte", idx, Kind.DATA));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(idx);
        }
        data.add(new Sound("data-images-idx3-ubyte.gz", packed.toByteArray(), Kind.DATA));
        Files.write(folder.resolve("data-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
        for (String name : List.of(
                "small.h5",
                "small-packed.h5",
                "version5.mat",
                "version5-packed.mat",
                "arrays-protocol4.pkl",
                "arrays-protocol5.pkl",
                "table-snappy.parquet",
                "table-zstd.parquet",
                "pictures.parquet")) {
            try (InputStream in = getClass().getResourceAsStream("data/" + name)) {
                data.add(new Sound(name, in.readAllBytes(), Kind.DATA));
            }
        }
    }

    @Test
    void theSoundFilesOpen() throws IOException {
        for (List<Sound> sounds : List.of(models, data, checkpoints)) {
            for (Sound sound : sounds) {
                assertThat(opens(sound, sound.bytes())).as(sound.name()).isTrue();
            }
        }
    }

    @Test
    void brokenModels() throws InterruptedException {
        mostAreRefused(models, MODELS, 20261127);
    }

    @Test
    void brokenDataFiles() throws InterruptedException {
        mostAreRefused(data, DATA_FILES, 20261128);
    }

    @Test
    void brokenCheckpoints() throws InterruptedException {
        mostAreRefused(checkpoints, CHECKPOINTS, 20261129);
    }

    @Test
    void brokenFilesOfAnyFormat() throws IOException, InterruptedException {
        List<Sound> described = new ArrayList<>();
        List<Sound> session = List.of(new Sound("work.orograph", SoundSession.bytes(), Kind.DESCRIBED));
        for (List<Sound> sounds : List.of(data, checkpoints, exports(), session)) {
            sounds.forEach(sound -> described.add(new Sound(sound.name(), sound.bytes(), Kind.DESCRIBED)));
        }
        for (Sound sound : described) {
            assertThat(opens(sound, sound.bytes())).as(sound.name()).isTrue();
        }
        mostAreRefused(described, DESCRIBED, 20261130);
    }

    @Test
    void brokenSessions() throws IOException, InterruptedException {
        List<Sound> sessions = List.of(new Sound("work.orograph", SoundSession.bytes(), Kind.DESCRIBED));
        assertThat(opens(sessions.get(0), sessions.get(0).bytes())).isTrue();
        mostAreRefused(sessions, SESSIONS, 20261201);
    }

    /** Some changes do no harm; most do. */
    private void mostAreRefused(List<Sound> sounds, int count, long seed) throws InterruptedException {
        Reading reading = new Reading(sounds, count, seed);
        reading.run();
        assertThat(reading.refused).isBetween(count / 3, count - 1);
    }

    /** A landscape, directions and the state of a training, by their arrays. */
    private List<Sound> exports() throws IOException {
        Tensor two = Tensor.of(new double[] {0, 1}, 2);
        Tensor cells = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
        Tensor count = Tensor.of(new long[] {7}, 1);
        String provenance = "{\"model\": \"m.onnx\", \"seed\": 1}";
        return List.of(
                export("landscape.npz", npz -> {
                    npz.add("alpha", two);
                    npz.add("beta", two);
                    npz.add("loss", cells);
                    npz.add("loss_se", cells);
                    npz.addText("provenance", provenance);
                }),
                export("directions.npz", npz -> {
                    npz.add("d1/w", two);
                    npz.add("d2/w", two);
                    npz.addText("provenance", provenance);
                }),
                export("state.npz", npz -> {
                    npz.addText("settings", "sgd");
                    npz.add("steps", count);
                    npz.add("recorded", count);
                    npz.add("state", two);
                }));
    }

    private Sound export(String name, NpzWriter.Arrays arrays) throws IOException {
        Path file = folder.resolve(name);
        NpzWriter.write(file, arrays);
        return new Sound(name, Files.readAllBytes(file), Kind.DESCRIBED);
    }

    /** Whether a file opens; if not, the sentence is checked. Everything else that is thrown passes through. */
    private boolean opens(Sound sound, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(sound.name()), bytes);
        try {
            switch (sound.kind()) {
                case MODEL -> ModelReaders.open(file, new CancelToken());
                case DATA -> openData(file);
                case CHECKPOINT -> readAll(file);
                case DESCRIBED -> describe(file);
            }
            return true;
        } catch (UnreadableFileException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").doesNotContain("null");
            return false;
        }
    }

    private void openData(Path file) throws IOException {
        Path targets = folder.resolve("targets.npy");
        DataReaders.open(file.toString().endsWith(".npy") ? DataSource.of(file, targets) : DataSource.of(file));
    }

    /** One that is of no format is nothing to describe. */
    private static void describe(Path file) throws IOException {
        Optional<FileKind> kind = Formats.all().tell(file);
        if (kind.isEmpty() || kind.get().roles().isEmpty()) {
            throw Formats.all().refusal(FileHead.of(file), Role.DATA);
        }
        kind.get().contents();
    }

    private static void readAll(Path file) throws IOException {
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            for (NamedArrays.Array array : checkpoint.arrays()) {
                checkpoint.read(array.name());
            }
        }
    }

    /** One file of a seed: which one, and what was done to it. */
    private static byte[] broken(Sound sound, List<Sound> others, Random random) throws IOException {
        byte[] bytes = sound.bytes();
        if (sound.kind() == Kind.MODEL && random.nextBoolean()) {
            bytes = ModelMutation.of(bytes, random);
            if (random.nextBoolean()) {
                return bytes;
            }
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = broken(bytes, others.get(random.nextInt(others.size())).bytes(), random);
        }
        return bytes;
    }

    private static byte[] broken(byte[] bytes, byte[] other, Random random) {
        if (bytes.length == 0) {
            return other.clone();
        }
        byte[] copy = bytes.clone();
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(16), bytes.length - at);
        switch (random.nextInt(6)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = new byte[] {0, 1, -1, 127, -128, '9', '-', '('}[random.nextInt(8)];
            // A length field of a protobuf message or of a header, as large as it can be.
            case 2 -> Arrays.fill(copy, at, at + length, (byte) (random.nextBoolean() ? 0xFF : 0x7F));
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                byte[] piece = Arrays.copyOf(other, Math.min(length, other.length));
                return joined(joined(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return copy;
    }

    private static byte[] joined(byte[] front, byte[] back) {
        byte[] result = Arrays.copyOf(front, front.length + back.length);
        System.arraycopy(back, 0, result, front.length, back.length);
        return result;
    }

    /** Reads one broken file after the other on a thread of its own, which this one watches. */
    private final class Reading {

        private final List<Sound> sounds;
        private final int count;
        private final long seed;
        private final Thread thread = new Thread(this::readAll, "broken files");
        private volatile int current = -1;
        private volatile long begun;
        private volatile Throwable failure;
        private int refused;

        Reading(List<Sound> sounds, int count, long seed) {
            this.sounds = sounds;
            this.count = count;
            this.seed = seed;
            thread.setDaemon(true);
        }

        void run() throws InterruptedException {
            thread.start();
            while (thread.isAlive()) {
                thread.join(LOOK_EVERY_MILLISECONDS);
                int watched = current;
                long since = begun;
                long now = THREADS.getThreadCpuTime(thread.getId());
                // The file may have changed between the two readings: only then are the numbers of different files.
                if (watched >= 0 && watched == current && now >= 0 && now - since > MOST_NANOSECONDS) {
                    fail(
                            "file %d of seed %d has been read for 2 s and more: %s",
                            watched, seed, Arrays.toString(thread.getStackTrace()));
                }
            }
            if (failure != null) {
                throw new AssertionError("file " + current + " of seed " + seed + ": " + failure, failure);
            }
        }

        private void readAll() {
            try {
                for (int i = 0; i < count; i++) {
                    Random random = new Random(seed + i);
                    Sound sound = sounds.get(random.nextInt(sounds.size()));
                    byte[] bytes = broken(sound, sounds, random);
                    current = -1;
                    begun = THREADS.getThreadCpuTime(Thread.currentThread().getId());
                    current = i;
                    read(sound, bytes);
                }
            } catch (Throwable e) {
                failure = e;
            }
        }

        private void read(Sound sound, byte[] bytes) throws IOException {
            long id = Thread.currentThread().getId();
            long before = THREADS.getThreadAllocatedBytes(id);
            refused += opens(sound, bytes) ? 0 : 1;
            long allocated = THREADS.getThreadAllocatedBytes(id) - before;
            assertThat(allocated)
                    .as("bytes allocated for a file of %d", bytes.length)
                    .isLessThanOrEqualTo(4L * bytes.length + MOST_EXTRA_BYTES);
            assertThat(THREADS.getThreadCpuTime(id) - begun)
                    .as("nanoseconds of processor time")
                    .isLessThanOrEqualTo(MOST_NANOSECONDS);
        }
    }
}
