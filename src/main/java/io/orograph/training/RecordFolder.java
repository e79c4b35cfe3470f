package io.orograph.training;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.objective.Evaluation;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The path of a training as a folder: {@code step-000120.npz} with the weights after so many steps, and
 * {@code losses.csv} with a line a point. A point is whole on the disk before the training goes on, and the folder is
 * one that {@link CheckpointSeries} reads.
 */
public final class RecordFolder implements TrainingRecorder, Closeable {

    private static final String TABLE = "losses.csv";

    private final Path folder;
    private final ParameterLayout layout;
    private final Precision precision;
    private final BufferedWriter table;

    private RecordFolder(Path folder, ParameterLayout layout, Precision precision) throws IOException {
        this.folder = folder;
        this.layout = layout;
        this.precision = precision;
        this.table = Files.newBufferedWriter(folder.resolve(TABLE));
        table.write("step,epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy\n");
        table.flush();
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
     * @param precision in which the weights are kept
     * @throws IOException if it cannot be written to
     */
    public static RecordFolder create(Path folder, ParameterLayout layout, Precision precision) throws IOException {
        requireEmpty(folder);
        Files.createDirectories(folder);
        return new RecordFolder(folder, layout, precision);
    }

    @Override
    public void record(TrainingPoint point, double[] theta) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "step-%06d.npz", point.step()));
        WeightsNpz.write(file, layout, theta, precision);
        table.write(point.step() + "," + point.epoch() + "," + text(point.learningRate()) + "," + text(point.train())
                + "," + text(point.validation()) + "\n");
        table.flush();
    }

    private static String text(Evaluation evaluation) {
        return evaluation == null ? "," : text(evaluation.loss()) + "," + text(evaluation.accuracy());
    }

    /** Empty for NaN, so that a table reader takes it as missing. */
    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
