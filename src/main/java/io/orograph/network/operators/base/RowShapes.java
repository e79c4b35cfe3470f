package io.orograph.network.operators.base;

import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.RowLoop;
import io.orograph.network.operators.kernel.RowPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the steps of a {@link RowSequence} lie on rows, for inputs of given shapes. */
final class RowShapes {

    private final long[] full;
    private final List<long[]> read;
    private final List<long[]> results;
    private final List<RowLoop> loops;
    private final int length;

    private RowShapes(
            long[] full, List<long[]> read, List<long[]> results, List<RowLoop> loops, boolean isElementwise) {
        this.full = full;
        this.read = read;
        this.results = results;
        this.loops = loops;
        // Where no step looks along rows, these may be of any length.
        this.length = isElementwise ? 1 : (int) full[full.length - 1];
    }

    /** Returns how they lie; empty if they do not lie on rows of one length, or a step has no loop. */
    static Optional<RowShapes> of(List<RowSequence.Step> steps, List<long[]> inputs) {
        List<long[]> read = new ArrayList<>();
        List<long[]> results = new ArrayList<>();
        List<RowLoop> loops = new ArrayList<>();
        for (RowSequence.Step step : steps) {
            List<long[]> own = own(step, inputs, results);
            Optional<RowLoop> loop = step.operator().rowLoop(own);
            if (loop.isEmpty()) {
                return Optional.empty();
            }
            results.add(step.operator().outputShapes(own).get(0));
            read.add(step.operator().isElementwise() ? results.get(results.size() - 1) : own.get(0));
            loops.add(loop.get());
        }
        long[] full = read.stream()
                .reduce((a, b) -> Shape.size(a) >= Shape.size(b) ? a : b)
                .orElseThrow();
        boolean isElementwise = steps.stream().allMatch(step -> step.operator().isElementwise())
                && read.stream().allMatch(shape -> Arrays.equals(shape, full));
        RowShapes shapes = new RowShapes(full, read, results, loops, isElementwise);
        return shapes.areRows() && shapes.areInputsCopied(steps, inputs) ? Optional.of(shapes) : Optional.empty();
    }

    /** Returns the shape of what the last step computes. */
    static long[] last(List<RowSequence.Step> steps, List<long[]> inputs) {
        List<long[]> results = new ArrayList<>();
        for (RowSequence.Step step : steps) {
            results.add(step.operator().outputShapes(own(step, inputs, results)).get(0));
        }
        return results.get(results.size() - 1);
    }

    private static List<long[]> own(RowSequence.Step step, List<long[]> inputs, List<long[]> results) {
        return Arrays.asList(Arrays.stream(step.arguments())
                .mapToObj(argument -> argument == RowSequence.Step.LEFT_OUT
                        ? null
                        : argument < 0 ? results.get(-1 - argument) : inputs.get(argument))
                .toArray(long[][]::new));
    }

    private boolean areRows() {
        boolean isKnown = Shape.size(full) > 0 && length <= RowPass.LONGEST && (length > 1 || isFull(results));
        return isKnown && isFullOrRow(read) && isFullOrRow(results);
    }

    private boolean isFull(List<long[]> shapes) {
        return shapes.stream().allMatch(shape -> Arrays.equals(shape, full));
    }

    private boolean isFullOrRow(List<long[]> shapes) {
        long[] row = full.clone();
        if (row.length > 0) {
            row[row.length - 1] = 1;
        }
        return shapes.stream().allMatch(shape -> Arrays.equals(shape, full) || Arrays.equals(shape, row));
    }

    /** Tells whether what comes from outside is copied block by block, as it lies or stretched. */
    private boolean areInputsCopied(List<RowSequence.Step> steps, List<long[]> inputs) {
        for (int i = 0; i < steps.size(); i++) {
            for (int argument : steps.get(i).arguments()) {
                if (argument >= 0 && !FloatLoop.isCopied(inputs.get(argument), read.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns how many rows there are. */
    int count() {
        return Shape.size(full) / length;
    }

    int length() {
        return length;
    }

    /** Returns how many numbers of each row an array of a shape holds: all, or one. */
    int width(long[] shape) {
        return Arrays.equals(shape, full) ? length : 1;
    }

    /** Returns the shape that the inputs of a step are stretched to. */
    long[] read(int step) {
        return read.get(step);
    }

    /** Returns the shape of what a step computes. */
    long[] result(int step) {
        return results.get(step);
    }

    List<RowLoop> loops() {
        return List.copyOf(loops);
    }

    RowLoop loop(int step) {
        return loops.get(step);
    }
}
