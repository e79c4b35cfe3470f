package io.orograph.network.operators.window;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What windows see of an image, as columns of a matrix, by machine code: as {@link WindowColumns#gather}. The image is copied between
 * its padding, from where the rows of the matrix are copied line by line: for windows that go on by one place along the last axis, so that
 * what a place of them sees of a line lies side by side.
 */
public final class CompiledColumns {

    /** Numbers of a line, at least: what says where a line is takes as much room as six floats. */
    private static final int SHORTEST = 4;

    private final PaddedMap map;
    private final int channels;
    private final INDArray matrix;
    /** With what lies around the images, which is never written and stays 0. */
    private final Pointer padded;

    private final LongFunction<Pointer> memory;
    private final CallList columns;

    private CompiledColumns(Binding binding, int channels, INDArray matrix, Window.Axis... axes) {
        this.map = PaddedMap.of(axes);
        this.channels = channels;
        this.matrix = matrix;
        this.memory = binding::memory;
        this.padded = binding.memory((long) channels * map.size() * width());
        this.columns = columns((int) axes[axes.length - 1].out());
    }

    /**
     * Binds the columns of images of so many channels; empty where no loops are compiled or none serves.
     *
     * @param matrix takes them, [channels·taps, stops]
     */
    public static Optional<CompiledColumns> of(Binding binding, int channels, INDArray matrix, Window.Axis... axes) {
        Window.Axis last = axes[axes.length - 1];
        return last.stride() == 1 && channels > 0 && last.out() >= SHORTEST && LayerEngines.compiles()
                ? Optional.of(new CompiledColumns(binding, channels, matrix, axes))
                : Optional.empty();
    }

    private int width() {
        return matrix.dataType().width();
    }

    private CallList columns(int stops) {
        List<Piece> lines = new ArrayList<>();
        long line = (long) stops * width();
        long to = NativeCopy.address(matrix);
        for (int channel = 0; channel < channels; channel++) {
            long from = padded.address() + (long) channel * map.size() * width();
            for (int tap : map.taps()) {
                for (int stop = 0; stop < map.first().length; stop += stops) {
                    lines.add(new Piece(from + (long) (map.first()[stop] + tap) * width(), to, line));
                    to += line;
                }
            }
        }
        return new CallList.Builder().keep(List.of(matrix, padded)).copy(lines).build(memory);
    }

    /** Binds the columns of an image that begins at an index. */
    public Kernel gather(INDArray of, long begin) {
        long row = (long) map.width() * width();
        long from = NativeCopy.address(of) + begin * width();
        List<Piece> rows = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            for (int place : map.rows()) {
                rows.add(new Piece(from, padded.address() + ((long) channel * map.size() + place) * width(), row));
                from += row;
            }
        }
        CallList image = new CallList.Builder().keep(of).copy(rows).build(memory);
        return () -> {
            image.run();
            columns.run();
        };
    }
}
