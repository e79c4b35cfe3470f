package io.orograph.study.sweep;

import io.orograph.file.AtomicFile;
import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.study.Question;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a sweep: {@code sweep.json} with what all of its runs have in common, and a folder a run. Held by one
 * program at a time, also after that was killed: the lock is the system's.
 */
final class SweepFolder implements AutoCloseable {

    private static final String QUESTION = "sweep.json";
    private static final String LOCK = ".lock";

    /** What may be there before the sweep is named: its lock, and models that are described by their widths. */
    private static final Set<String> OWN = Set.of(LOCK, "models");

    private static final long LARGEST_QUESTION = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    private SweepFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder for a sweep: a new or empty one, or one in which the same was begun.
     *
     * @throws FileSystemException if another program works in it, or it holds something else
     * @throws UnsupportedFileException if the sweep there has other data, settings or arithmetic
     */
    static SweepFolder take(Path folder, Question question) throws IOException {
        Path file = folder.resolve(QUESTION);
        if (Files.exists(folder) && !Files.exists(file)) {
            requireEmpty(folder);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FileSystemException(
                    null, null, folder + " cannot be made; choose a folder in one that can be written to");
        }
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(channel, folder);
            if (Files.exists(file)) {
                question.requireSame(file, read(file), "choose another folder for --out, or ask the same as then");
            } else {
                byte[] text = (ProvenanceJson.write(question.entries()) + "\n").getBytes(StandardCharsets.UTF_8);
                AtomicFile.write(file, out -> out.write(text));
            }
            return new SweepFolder(folder, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(null, null, folder + " is no folder; give the name of a folder for the runs");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !OWN.contains(FileName.of(file)))) {
                throw new FileSystemException(
                        null, null, folder + " is not empty and holds no sweep; give a new folder");
            }
        }
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new FileSystemException(
                    null, null, "Another sweep works in " + folder + "; wait for it, or choose another folder");
        }
    }

    private static Question read(Path file) throws IOException {
        if (Files.size(file) <= LARGEST_QUESTION) {
            try {
                return new Question(ProvenanceJson.read(Files.readString(file)));
            } catch (IOException e) {
                throw damaged(file, e);
            }
        }
        throw damaged(file, null);
    }

    private static DamagedFileException damaged(Path file, IOException cause) {
        return new DamagedFileException(file, "is damaged; choose another folder for --out", cause);
    }

    /**
     * Returns the folder of a run, made if it is not there.
     *
     * @param model the SHA-256 of the file with its architecture
     */
    RunFolder of(SweepRun run, String model) throws IOException {
        Path own = folder.resolve(run.name());
        Files.createDirectories(own);
        return new RunFolder(own, run, model);
    }

    @Override
    public void close() throws IOException {
        // Ends the lock; the file stays, since another may be waiting for it.
        channel.close();
    }
}
