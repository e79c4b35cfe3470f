package io.orograph.objective;

import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.Functions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The {@link CrossEntropy} of logits in single precision as machine code: in double precision, as the loop in Java has it, to a few
 * units in the last place. A network of some thousand weights is evaluated in less time than exponentials take in Java. Used by one
 * thread at a time.
 */
final class CompiledCrossEntropy implements CompiledLoss {

    /** Classes up to which the code is written for each of them. */
    private static final int MOST_CLASSES = 64;

    private static final int LABELS = 0;
    private static final int LOSSES = 1;
    private static final int ACCURACIES = 2;

    /** The logits, or those of the first class, behind which the other classes' follow. */
    private static final int LOGITS = 3;

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private final NativeArrays memory = new NativeArrays();
    private final INDArray logits;
    private final OutputLayout layout;
    private final double[] targets;
    private final CallList calls;

    /** Of the tile that is loaded, by position. */
    private final INDArray labels;

    private final INDArray losses;
    private final INDArray accuracies;
    private int loaded = -1;

    /** What is found of each position, to be summed; none where a sample has one. */
    private final double[] found;

    /**
     * How logits lie.
     *
     * @param areApart whether each class has those of all positions one behind the other; else a position has those of its classes
     */
    private record Form(int classes, boolean areApart) {}

    private CompiledCrossEntropy(INDArray logits, OutputLayout layout, int samples, double... targets) {
        int positions = samples * layout.positions();
        this.logits = logits;
        this.layout = layout;
        this.targets = targets;
        this.labels = memory.zeros(DataType.DOUBLE, positions);
        this.losses = memory.zeros(DataType.DOUBLE, positions);
        this.accuracies = memory.zeros(DataType.DOUBLE, positions);
        this.found = new double[isMean() ? positions : 0];
        this.calls = calls(positions);
    }

    /** Tells whether a sample's loss is a mean, of several positions or where some are left out. */
    private boolean isMean() {
        return layout.positions() > 1 || layout.weight() != 1;
    }

    /**
     * Returns the loss of tiles of samples; empty if it is another one, or the loop in Java does it.
     *
     * @param samples of a tile
     * @param targets of all samples, classes or {@link CrossEntropy#LEFT_OUT}
     * @param logits what the network makes of a tile, always at the same place
     */
    static Optional<CompiledLoss> of(Loss loss, OutputLayout layout, int samples, double[] targets, INDArray logits) {
        boolean isPlain = loss instanceof CrossEntropy entropy && entropy.isPlainOfLogits();
        int together = layout.inner() == 1 ? samples * layout.outer() : layout.inner();
        boolean isCompiled = logits.dataType() == DataType.FLOAT
                && logits.length() == (long) samples * layout.size()
                && layout.channels() <= MOST_CLASSES
                && together >= CompiledLoop.DOUBLES
                && LayerEngines.compiles();
        return isPlain && isCompiled
                ? Optional.of(new CompiledCrossEntropy(logits, layout, samples, targets))
                : Optional.empty();
    }

    @Override
    public void evaluate(int tile, int first, int count, SampleAnswers answers) {
        if (tile != loaded) {
            // Positions that a last tile lacks have the labels of the tile before.
            NativeCopy.write(targets, first * layout.positions(), count * layout.positions(), labels);
            loaded = tile;
        }
        calls.run();
        read(losses, layout.weight(), first, count, answers.losses());
        read(accuracies, layout.counted(), first, count, answers.accuracies());
    }

    private void read(INDArray ofPositions, double divisor, int first, int count, double... answers) {
        if (!isMean()) {
            NativeCopy.read(ofPositions, answers, first, count);
            return;
        }
        int positions = layout.positions();
        NativeCopy.read(ofPositions, found, 0, count * positions);
        for (int sample = 0; sample < count; sample++) {
            double sum = 0;
            for (int i = sample * positions; i < (sample + 1) * positions; i++) {
                sum += found[i];
            }
            answers[first + sample] = sum / divisor;
        }
    }

    private CallList calls(int positions) {
        boolean areApart = layout.inner() > 1;
        int classes = layout.channels();
        int together = areApart ? layout.inner() : positions;
        CompiledLoop loop = LOOPS.computeIfAbsent(new Form(classes, areApart), CompiledCrossEntropy::compiled);
        List<long[]> tables = new ArrayList<>();
        for (int from = 0; from < positions; from += together) {
            tables.add(places(from, areApart ? classes : 1, together));
        }
        long[] widths = new long[tables.get(0).length];
        Arrays.fill(widths, Double.BYTES);
        Arrays.fill(widths, LOGITS, widths.length, (areApart ? 1L : classes) * Float.BYTES);
        return new CallList.Builder()
                .keep(List.of(logits, labels, losses, accuracies))
                .call(loop, together, tables, widths)
                .build(memory::memory);
    }

    /** Returns where each stream begins, for positions from one on. */
    private long[] places(int from, int streams, int together) {
        long[] places = new long[LOGITS + streams];
        places[LABELS] = NativeCopy.address(labels) + (long) from * Double.BYTES;
        places[LOSSES] = NativeCopy.address(losses) + (long) from * Double.BYTES;
        places[ACCURACIES] = NativeCopy.address(accuracies) + (long) from * Double.BYTES;
        for (int i = 0; i < streams; i++) {
            long logit = (long) from * layout.channels() + (long) i * together;
            places[LOGITS + i] = NativeCopy.address(logits) + logit * Float.BYTES;
        }
        return places;
    }

    @Override
    public long bytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Writes down −log p of the labels, and 1 for a position whose first largest logit is that of its label; 0 if it is left out. */
    private static CompiledLoop compiled(Form form) {
        int classes = form.classes();
        return StreamLoop.compiledForDoubles(loop -> {
            Value[] z = new Value[classes];
            Arrays.setAll(
                    z, c -> form.areApart() ? loop.readColumn(LOGITS + c, 0, 1) : loop.readColumn(LOGITS, c, classes));
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
            Value loss = Functions.logarithmOfOnePlus(others).plus(largest.minus(ofLabel));
            loop.write(LOSSES, loss.exceptWhere(label.isEqual(loop.constant(CrossEntropy.LEFT_OUT))));
            // From the last class to the first one, which stays where several are the largest.
            Value top = loop.constant(CrossEntropy.LEFT_OUT - 1);
            for (int c = classes - 1; c >= 0; c--) {
                top = top.orWhere(z[c].isEqual(largest), loop.constant(c));
            }
            loop.write(ACCURACIES, one.onlyWhere(top.isEqual(label)));
        });
    }
}
