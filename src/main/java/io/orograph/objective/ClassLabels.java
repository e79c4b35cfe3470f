package io.orograph.objective;

import io.orograph.network.Tensor;
import io.orograph.objective.TargetForm.Coding;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How labels are written: which number the first class has, and which marks what has none.
 *
 * @param targets whole numbers, or others
 */
record ClassLabels(Tensor targets) {

    /** PyTorch's mark of what is left out. */
    private static final long TORCH_IGNORED = -100;

    /** The mark of pixels without a class in Pascal VOC and Cityscapes. */
    private static final long VOID_PIXEL = 255;

    private DoubleStream values() {
        return IntStream.range(0, targets.size()).mapToDouble(targets::get);
    }

    /** Tells whether all are classes of so many as they stand, counted from one, or marks of what is left out. */
    boolean fit(int classes) {
        if (classes == 2 && coding() != Coding.PLAIN) {
            return true;
        }
        long first = first(classes, ignored(classes));
        return values().allMatch(label -> isMark(label, classes) || isClass(label, classes, first));
    }

    private static boolean isClass(double label, int classes, long first) {
        return label == Math.rint(label) && label >= first && label < first + classes;
    }

    /** Returns the mark of what is left out that occurs among labels which all are classes else; empty if none does. */
    OptionalLong ignored(int classes) {
        if (classes == 2 && coding() != Coding.PLAIN) {
            return OptionalLong.empty();
        }
        for (long mark : new long[] {TORCH_IGNORED, VOID_PIXEL}) {
            double number = (double) mark;
            if (isMark(number, classes)
                    && values().anyMatch(label -> label == number)
                    && values().allMatch(label -> label == number || isClass(label, classes, 0))) {
                return OptionalLong.of(mark);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isMark(double label, int classes) {
        return label == TORCH_IGNORED || label == VOID_PIXEL && classes <= VOID_PIXEL;
    }

    /** Returns the label of the first class: 1 where they run from 1 to the number of classes, else 0. */
    long first(int classes, OptionalLong ignored) {
        DoublePredicate isLeftOut = label -> ignored.isPresent() && label == ignored.getAsLong();
        boolean isFromOne = values().anyMatch(label -> label == 1)
                && values().anyMatch(label -> label == classes)
                && values().allMatch(label -> isLeftOut.test(label) || isClass(label, classes, 1));
        return isFromOne ? 1 : 0;
    }

    /** Tells whether no label is that of the first of so many classes, and the least is the one behind it. */
    boolean beginAtOne() {
        return values().min().orElse(0) == 1;
    }

    /** Returns how yes and no are written if both occur and nothing else, otherwise than as 1 and 0; else plain. */
    Coding coding() {
        return Stream.of(Coding.SIGNS, Coding.BYTES)
                .filter(coding -> areOnly(coding.no(), coding.yes()))
                .findFirst()
                .orElse(Coding.PLAIN);
    }

    /** Returns the same of an output that is a probability, for which 1 and 2 can only be no and yes. */
    Coding codingOfProbability() {
        return areOnly(Coding.FROM_ONE.no(), Coding.FROM_ONE.yes()) ? Coding.FROM_ONE : coding();
    }

    private boolean areOnly(double one, double other) {
        return values().allMatch(value -> value == one || value == other)
                && values().anyMatch(value -> value == one)
                && values().anyMatch(value -> value == other);
    }

    /** Returns how many have a mark. */
    long count(long mark) {
        return values().filter(label -> label == mark).count();
    }
}
