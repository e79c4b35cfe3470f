package io.orograph.objective;

import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An {@link ElementwiseLoss} of outputs in single precision as machine code: in double precision, each sample's outputs summed in
 * their order, as the loop in Java does it. That took more time than the network of an autoencoder. Used by one thread at a time.
 */
final class CompiledElementwiseLoss implements CompiledLoss {

    /** Outputs that the code is written for at once: as many floats as a line of the cache holds. */
    private static final int COLUMNS = 16;

    private static final int OUTPUTS = 0;
    private static final int TARGETS = 1;
    private static final int SUMS = 2;
    private static final int NEW_SUMS = 3;
    private static final int WEIGHT = 4;
    private static final int RIGHT = 5;
    private static final int NEW_RIGHT = 6;
    private static final int COUNTED = 7;

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    private final NativeArrays memory = new NativeArrays();
    private final ElementwiseLoss loss;
    private final INDArray outputs;
    private final INDArray targets;
    private final OutputLayout layout;
    private final int samples;

    /** What is found before the first outputs, and after each some, in turns: what is added to is not written over. */
    private final INDArray[] sums;

    private final INDArray[] right;

    /** What sums are divided by: 1, the weight of a sample's outputs, and how many of them count. */
    private final INDArray divisors;

    private final CallList[] tiles;

    /**
     * What a loop does.
     *
     * @param name of the loss
     * @param columns outputs of each sample that it adds
     * @param size outputs of a sample
     */
    private record Form(String name, int columns, int size) {}

    private CompiledElementwiseLoss(
            ElementwiseLoss loss, OutputLayout layout, int samples, INDArray targets, INDArray outputs) {
        this.loss = loss;
        this.layout = layout;
        this.samples = samples;
        this.targets = targets;
        this.outputs = outputs;
        this.sums = columns();
        this.right = loss.hasAccuracy() ? columns() : new INDArray[0];
        this.divisors = memory.zeros(DataType.DOUBLE, 3);
        NativeCopy.write(
                new double[] {1, layout.weight() * layout.channels(), layout.counted() * layout.channels()}, divisors);
        this.tiles = new CallList[Math.toIntExact(targets.length() / layout.size() / samples)];
        Arrays.setAll(tiles, this::calls);
    }

    /** Returns one that stays 0, and two to add to. */
    private INDArray[] columns() {
        INDArray[] made = new INDArray[3];
        Arrays.setAll(made, i -> memory.zeros(DataType.DOUBLE, samples));
        return made;
    }

    /**
     * Returns the loss of tiles of samples; empty if it is another one, or the loop in Java does it.
     *
     * @param samples of a tile
     * @param targets of the samples of all tiles in single precision, if that holds them
     * @param outputs what the network makes of a tile, always at the same place
     */
    static Optional<CompiledLoss> of(
            Loss loss, OutputLayout layout, int samples, Supplier<Optional<INDArray>> targets, INDArray outputs) {
        boolean isCompiled = outputs.dataType() == DataType.FLOAT
                && outputs.length() == (long) samples * layout.size()
                && samples >= CompiledLoop.DOUBLES
                && LayerEngines.compiles();
        return isCompiled && loss instanceof ElementwiseLoss elementwise && elementwise.canCompile()
                ? targets.get().map(all -> new CompiledElementwiseLoss(elementwise, layout, samples, all, outputs))
                : Optional.empty();
    }

    @Override
    public void evaluate(int tile, int first, int count, SampleAnswers answers) {
        tiles[tile].run();
        int last = place(layout.size());
        NativeCopy.read(sums[last], answers.losses(), first, count);
        if (loss.hasAccuracy()) {
            NativeCopy.read(right[last], answers.accuracies(), first, count);
        } else {
            Arrays.fill(answers.accuracies(), first, first + count, Double.NaN);
        }
    }

    private CallList calls(int tile) {
        CallList.Builder calls = new CallList.Builder()
                .keep(List.of(outputs, targets, divisors))
                .keep(List.of(sums))
                .keep(List.of(right));
        long row = (long) layout.size() * Float.BYTES;
        long[] widths = {row, row, Double.BYTES, Double.BYTES, 0, Double.BYTES, Double.BYTES, 0};
        for (int from = 0; from < layout.size(); from += COLUMNS) {
            int to = Math.min(layout.size(), from + COLUMNS);
            long[] places = places(tile, from, to);
            Form form = new Form(loss.name(), to - from, layout.size());
            CompiledLoop loop = LOOPS.computeIfAbsent(form, this::compiled);
            calls.call(loop, samples, places, Arrays.copyOf(widths, places.length));
        }
        return calls.build(memory::memory);
    }

    private long[] places(int tile, int from, int to) {
        long[] places = new long[loss.hasAccuracy() ? COUNTED + 1 : WEIGHT + 1];
        long column = (long) from * Float.BYTES;
        places[OUTPUTS] = NativeCopy.address(outputs) + column;
        places[TARGETS] = NativeCopy.address(targets) + (long) tile * samples * layout.size() * Float.BYTES + column;
        places[SUMS] = NativeCopy.address(sums[place(from)]);
        places[NEW_SUMS] = NativeCopy.address(sums[place(to)]);
        boolean isLast = to == layout.size();
        places[WEIGHT] = NativeCopy.address(divisors) + (isLast ? Double.BYTES : 0L);
        if (loss.hasAccuracy()) {
            places[RIGHT] = NativeCopy.address(right[place(from)]);
            places[NEW_RIGHT] = NativeCopy.address(right[place(to)]);
            places[COUNTED] = NativeCopy.address(divisors) + (isLast ? 2L * Double.BYTES : 0L);
        }
        return places;
    }

    /** Returns in which of its arrays the sum of the outputs before one is. */
    private static int place(int column) {
        return column == 0 ? 0 : 1 + (column + COLUMNS - 1) / COLUMNS % 2;
    }

    private CompiledLoop compiled(Form form) {
        return StreamLoop.compiledForDoubles(loop -> {
            Value sum = loop.read(SUMS);
            for (int column = 0; column < form.columns(); column++) {
                Value output = loop.readColumn(OUTPUTS, column, form.size());
                Value target = loop.readColumn(TARGETS, column, form.size());
                sum = sum.plus(loss.compiledLoss(output, target));
            }
            loop.write(NEW_SUMS, sum.over(loop.readFirst(WEIGHT)));
            if (loss.hasAccuracy()) {
                writeRight(form, loop);
            }
        });
    }

    private void writeRight(Form form, StreamLoop loop) {
        Value sum = loop.read(RIGHT);
        for (int column = 0; column < form.columns(); column++) {
            Value output = loop.readColumn(OUTPUTS, column, form.size());
            Value target = loop.readColumn(TARGETS, column, form.size());
            sum = sum.plus(loss.compiledRight(output, target));
        }
        loop.write(NEW_RIGHT, sum.over(loop.readFirst(COUNTED)));
    }

    @Override
    public long bytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
