package io.orograph.fuzz;

import io.orograph.arrays.NamedArrays;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.image.Picture;
import io.orograph.export.DirectionsNpz;
import io.orograph.export.LandscapeNpz;
import io.orograph.file.DamagedFileException;
import io.orograph.format.FileHead;
import io.orograph.format.FileKind;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.ModelReaders;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.session.SessionFile;
import io.orograph.task.CancelToken;
import io.orograph.training.StateReading;
import io.orograph.ui.recovery.NoteReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The readers that are fuzzed, and the names that their files have. New ones come last: kept inputs name theirs by number. */
enum FuzzedReader {
    MODEL("model.onnx", file -> ModelReaders.open(file, new CancelToken())),
    OUTLINE("model.onnx", file -> ModelReaders.outline(file, new CancelToken())),
    NPY("data.npy", file -> DataReaders.read(DataSource.of(file, file.resolveSibling(FuzzedReader.TARGETS)))),
    NPZ("data.npz", FuzzedReader::readData),
    CSV("data.csv", FuzzedReader::readData),
    IDX("data-images-idx3-ubyte", FuzzedReader::readData),
    CIFAR("data_batch_1.bin", FuzzedReader::readData),
    PICTURE("picture.png", Picture::read),
    SAFETENSORS("weights.safetensors", FuzzedReader::readWeights),
    TORCH("weights.pt", FuzzedReader::readWeights),
    LEGACY_TORCH("weights.pth", FuzzedReader::readWeights),
    WEIGHTS_NPZ("weights.npz", FuzzedReader::readWeights),
    LANDSCAPE("landscape.npz", LandscapeNpz::read),
    DIRECTIONS("directions.npz", file -> DirectionsNpz.read(file, Layout.OF_DIRECTIONS)),
    STATE("state.npz", StateReading::read),
    DESCRIBED("any.file", FuzzedReader::describe),
    SESSION("work.orograph", SessionFile::read),
    PARQUET("table.parquet", FuzzedReader::readData),
    NOTE("kept.json", FuzzedReader::readNote);

    /** Opens a file and reads all of it. */
    @FunctionalInterface
    private interface Opening {
        void open(Path file) throws IOException;
    }

    /** The parameters of a network for directions to fit. */
    private static final class Layout {
        static final ParameterLayout OF_DIRECTIONS =
                new ParameterLayout(List.of(new Parameter("w", new long[] {2}, 0, Parameter.Role.WEIGHT, 0)));
    }

    static final String TARGETS = "targets.npy";

    private final String fileName;
    private final Opening opening;

    FuzzedReader(String fileName, Opening opening) {
        this.fileName = fileName;
        this.opening = opening;
    }

    String fileName() {
        return fileName;
    }

    void open(Path file) throws IOException {
        opening.open(file);
    }

    private static void readData(Path file) throws IOException {
        DataReaders.read(DataSource.of(file));
    }

    private static void readWeights(Path file) throws IOException {
        try (NamedArrays weights = CheckpointReaders.open(file)) {
            for (NamedArrays.Array array : weights.arrays()) {
                weights.read(array.name());
            }
        }
    }

    /** What a note of the window cannot be is refused in any words: nobody but the log hears of it. */
    private static void readNote(Path file) throws IOException {
        try {
            NoteReading.read(file);
        } catch (IOException e) {
            throw new DamagedFileException(file, "is no note", e);
        }
    }

    private static void describe(Path file) throws IOException {
        Optional<FileKind> kind = Formats.all().tell(file);
        if (kind.isEmpty() || kind.get().roles().isEmpty()) {
            throw Formats.all().refusal(FileHead.of(file), Role.DATA);
        }
        kind.get().contents();
    }
}
