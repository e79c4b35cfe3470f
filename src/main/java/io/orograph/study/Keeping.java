package io.orograph.study;

import io.orograph.export.Exportable;
import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.export.ResultFile;
import io.orograph.export.UnfinishedNpz;
import io.orograph.file.FileName;
import io.orograph.task.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The file into which long work is written while it goes on: what a killed program, or a computer without power, leaves of
 * it. It is written whole under a temporary name and moved into place, at least every {@link #LONGEST} where that takes no
 * more than a tenth of the time.
 */
public final class Keeping implements AutoCloseable {

    /** The longest time between two writes. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The time until the first write, of which a property has the milliseconds: tests, whose work is soon over, have it sooner. */
    private static final Duration FIRST = Duration.ofMillis(Long.getLong("orograph.first-write", SHORTEST.toMillis()));

    /** A write takes less than one part in so many of the time, where that is not too rare. */
    private static final int CHEAP = 50;

    /** A write that takes long comes after so many times as long at least. */
    private static final int AFFORDABLE = 10;

    private final Path file;
    private final boolean aside;
    private final Question question;
    private final Kept kept;
    private final Consumer<String> notices;
    private final ScheduledThreadPoolExecutor timer;
    private volatile Supplier<? extends Exportable> soFar;
    private long written;
    private boolean failing;

    /**
     * A place for work that goes on.
     *
     * @param file where it is written
     * @param aside whether the result is written into another file, whose format has no place for unfinished work
     */
    public record Place(Path file, boolean aside) {}

    /**
     * Begins to write what is kept.
     *
     * @param place where
     * @param soFar what there is of it at any time, from any thread
     * @param notices told when the file cannot be written; the work goes on
     */
    public Keeping(
            Place place, Question question, Kept kept, Supplier<? extends Exportable> soFar, Consumer<String> notices) {
        this.file = place.file();
        this.aside = place.aside();
        this.question = question;
        this.kept = kept;
        this.soFar = soFar;
        this.notices = notices;
        this.timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "keeping");
            thread.setDaemon(true);
            return thread;
        });
        // Ending it waits for no more than the write that is going on.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        after(FIRST);
    }

    /** Returns the file that is written. */
    public Path file() {
        return file;
    }

    /** Removes the file, unless it is that of the result, which is written. */
    public void finished() throws IOException {
        if (aside) {
            Files.deleteIfExists(file);
        }
    }

    /** Names what there is of the result from here on. */
    public void holds(Supplier<? extends Exportable> result) {
        soFar = result;
    }

    private void after(Duration pause) {
        try {
            Future<?> unused = timer.schedule(this::inTurn, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It was ended meanwhile.
            return;
        }
    }

    private void inTurn() {
        long start = System.nanoTime();
        try {
            write(OutputFormats::write);
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                notices.accept(
                        (e instanceof IOException ? e.getMessage() : FileName.of(file) + " cannot be written: " + e)
                                + ". The work goes on, and is tried to be kept again.");
            }
            failing = true;
        }
        after(pause(Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Returns the time from a write that took so long until the next one. */
    public static Duration pause(Duration write) {
        Duration cheap = write.multipliedBy(CHEAP);
        Duration least = write.multipliedBy(AFFORDABLE);
        Duration usual = cheap.compareTo(LONGEST) > 0 ? LONGEST : cheap;
        Duration pause = usual.compareTo(least) > 0 ? usual : least;
        return pause.compareTo(SHORTEST) > 0 ? pause : SHORTEST;
    }

    /**
     * Writes what there is, if there is more than before.
     *
     * @throws io.orograph.file.NotWrittenException if that cannot be written; the message says where a copy of it is
     */
    public void write() throws IOException {
        write(ResultFile.usual()::write);
    }

    /** Writes a result in one of its formats. */
    @FunctionalInterface
    private interface Writing {
        void write(OutputFormats<Exportable> formats, Path file, Exportable what) throws IOException;
    }

    private synchronized void write(Writing writing) throws IOException {
        long changes = kept.changes();
        if (changes > written) {
            UnfinishedNpz.Unfinished work = new UnfinishedNpz.Unfinished(question.entries(), kept);
            OutputFormat<Exportable> format = OutputFormat.whole(
                    "NPZ", "unfinished result", ".npz", (place, result) -> UnfinishedNpz.write(place, result, work));
            writing.write(OutputFormats.of(format), file, soFar.get());
            written = changes;
        }
    }

    /** Ends it, after the write that is going on: the result itself is written now. */
    public void end() {
        timer.shutdown();
        try {
            timer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, and writes what there is where that was not ended by a result: the work failed or was stopped. */
    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        end();
        try {
            write();
        } catch (IOException e) {
            notices.accept(e.getMessage() + ".");
        }
    }
}
