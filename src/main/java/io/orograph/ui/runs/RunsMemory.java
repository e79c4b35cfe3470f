package io.orograph.ui.runs;

import io.orograph.study.runs.Run;
import io.orograph.training.CheckpointSeries;
import io.orograph.ui.runs.RunsModel.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;

/** The memory that the weights of listed runs take: where it is too much, the oldest let go of theirs. */
final class RunsMemory {

    private final ObservableList<Listed> runs;
    private final double mostBytes;
    private final Consumer<String> told;

    /**
     * Watches over a list.
     *
     * @param told takes a sentence where the end of a run is let go
     */
    RunsMemory(ObservableList<Listed> runs, double mostBytes, Consumer<String> told) {
        this.runs = runs;
        this.mostBytes = mostBytes;
        this.told = told;
    }

    /**
     * Lets go of weights, of runs without a star and of the oldest first, where all together take too much memory.
     *
     * @param newest the run that keeps its own
     */
    void spare(String newest) {
        sparePaths(newest);
        List<Listed> first = new ArrayList<>();
        runs.stream().filter(each -> !each.run().starred()).forEach(first::add);
        runs.stream().filter(each -> each.run().starred()).forEach(first::add);
        double bytes = runs.stream().mapToDouble(each -> bytes(each.run())).sum();
        for (Listed each : first) {
            if (bytes > mostBytes && bytes(each.run()) > 0 && !each.run().id().equals(newest)) {
                bytes -= bytes(each.run());
                runs.set(runs.indexOf(each), each.with(each.run().withoutWeights()));
                told.accept("The weights of " + each.run().name()
                        + " are not kept any more: all runs together would take too much memory");
            }
        }
    }

    /** Lets go of the weights on the way first, of the oldest runs first: the ends take far less. */
    private void sparePaths(String newest) {
        double bytes = runs.stream()
                .mapToDouble(each -> bytes(each.run()) + pathBytes(each.run()))
                .sum();
        for (Listed each : List.copyOf(runs)) {
            if (bytes > mostBytes
                    && pathBytes(each.run()) > 0
                    && !each.run().id().equals(newest)) {
                bytes -= pathBytes(each.run());
                runs.set(runs.indexOf(each), each.with(each.run().withoutPath()));
            }
        }
    }

    /** Paths in memory are kept in 32 bits, or in 64 where the training computes in 64: counted as the larger. */
    private static double pathBytes(Run run) {
        return run.path()
                .filter(path -> !(path instanceof CheckpointSeries))
                .map(path -> (double) Double.BYTES
                        * path.size()
                        * run.end().map(end -> end.theta().length).orElse(0))
                .orElse(0.0);
    }

    private static double bytes(Run run) {
        return run.end()
                .filter(weights -> weights.file().isEmpty())
                .map(weights -> (double) Double.BYTES * (weights.theta().length + weights.statistics().length))
                .orElse(0.0);
    }
}
