package io.orograph.objective;

import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.Functions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The {@link CrossEntropy} of logits in single precision as machine code, where one class counts for each sample: in double
 * precision, as the loop in Java has it, to a few units in the last place. A network of some thousand weights is evaluated in less
 * time than exponentials take in Java. Used by one thread at a time.
 */
final class CompiledCrossEntropy implements CompiledLoss {

    /** Classes up to which the code is written for each of them. */
    private static final int MOST_CLASSES = 64;

    private static final int LOGITS = 0;
    private static final int LABELS = 1;
    private static final int LOSSES = 2;
    private static final int ACCURACIES = 3;

    private static final Map<Integer, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** Samples that are gone through at once. */
    private static final int LANES = 4;

    private final NativeArrays memory = new NativeArrays();
    private final INDArray logits;
    private final int samples;
    private final CompiledLoop loop;
    private final INDArray labels;
    private final INDArray losses;
    private final INDArray accuracies;
    private final CallList[] tiles;

    private CompiledCrossEntropy(INDArray logits, int samples, int classes, double... targets) {
        this.logits = logits;
        this.samples = samples;
        this.loop = LOOPS.computeIfAbsent(classes, CompiledCrossEntropy::compiled);
        this.tiles = new CallList[(targets.length + samples - 1) / samples];
        // Samples that a last tile lacks have some class.
        this.labels = memory.zeros(DataType.DOUBLE, (long) tiles.length * samples);
        NativeCopy.write(Arrays.copyOf(targets, tiles.length * samples), labels);
        this.losses = memory.zeros(DataType.DOUBLE, samples);
        this.accuracies = memory.zeros(DataType.DOUBLE, samples);
        Arrays.setAll(tiles, this::calls);
    }

    /**
     * Returns the loss of tiles of samples; empty if it is another one, or the loop in Java does it.
     *
     * @param samples of a tile
     * @param targets of all samples
     * @param logits what the network makes of a tile, always at the same place
     */
    static Optional<CompiledLoss> of(Loss loss, OutputLayout layout, int samples, double[] targets, INDArray logits) {
        boolean isPlain = loss instanceof CrossEntropy entropy
                && entropy.isPlainOfLogits()
                && layout.positions() == 1
                && Arrays.stream(targets).allMatch(target -> target >= 0 && target < layout.channels());
        boolean isCompiled = logits.dataType() == DataType.FLOAT
                && layout.channels() <= MOST_CLASSES
                && samples >= LANES
                && LayerEngines.compiles();
        return isPlain && isCompiled
                ? Optional.of(new CompiledCrossEntropy(logits, samples, layout.channels(), targets))
                : Optional.empty();
    }

    @Override
    public void evaluate(int tile, int first, int count, SampleAnswers answers) {
        tiles[tile].run();
        NativeCopy.read(losses, answers.losses(), first, count);
        NativeCopy.read(accuracies, answers.accuracies(), first, count);
    }

    private CallList calls(int tile) {
        long[] places = new long[ACCURACIES + 1];
        places[LOGITS] = NativeCopy.address(logits);
        places[LABELS] = NativeCopy.address(labels) + (long) tile * samples * Double.BYTES;
        places[LOSSES] = NativeCopy.address(losses);
        places[ACCURACIES] = NativeCopy.address(accuracies);
        long row = logits.length() / samples * Float.BYTES;
        return new CallList.Builder()
                .keep(List.of(logits, labels, losses, accuracies))
                .call(loop, samples, places, row, Double.BYTES, Double.BYTES, Double.BYTES)
                .build(memory::memory);
    }

    @Override
    public long bytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Writes down −log p of the labels, and 1 for a sample whose first largest logit is that of its label. */
    private static CompiledLoop compiled(int classes) {
        return StreamLoop.compiledForDoubles(loop -> {
            Value[] z = new Value[classes];
            Arrays.setAll(z, c -> loop.readColumn(LOGITS, c, classes));
            Value largest = Arrays.stream(z).reduce(Value::orLarger).orElseThrow();
            Value label = loop.read(LABELS);
            Value one = loop.constant(1);
            Value ofLabel = z[0];
            Value others = loop.constant(0);
            Value found = loop.constant(0);
            // That of a second largest logit: 1, or NaN if both are infinite.
            Value ofTie = one.plus(largest.minus(largest));
            for (int c = 0; c < classes; c++) {
                Value isLargest = z[c].isEqual(largest);
                Value term = Functions.exponential(z[c].minus(largest)).exceptWhere(isLargest);
                others = others.plus(term.orWhere(isLargest.andBits(found), ofTie));
                found = found.orBits(isLargest);
                ofLabel = ofLabel.orWhere(label.isEqual(loop.constant(c)), z[c]);
            }
            loop.write(LOSSES, Functions.logarithmOfOnePlus(others).plus(largest.minus(ofLabel)));
            // From the last class to the first one, which stays where several are the largest.
            Value top = loop.constant(-1);
            for (int c = classes - 1; c >= 0; c--) {
                top = top.orWhere(z[c].isEqual(largest), loop.constant(c));
            }
            loop.write(ACCURACIES, one.onlyWhere(top.isEqual(label)));
        });
    }
}
