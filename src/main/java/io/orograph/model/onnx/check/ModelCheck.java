package io.orograph.model.onnx.check;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.onnx.OnnxModel;
import io.orograph.model.onnx.OnnxModel.Reading;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.model.onnx.check.CheckResult.Status;
import io.orograph.network.ElementType;
import io.orograph.network.Network;
import io.orograph.network.Port;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Runs models on their stored inputs and compares each output with the stored one. A model is read as it stands in its
 * file first. Where the network cannot be had so, it is read again with the shapes of the stored inputs, and then with
 * the numbers of those inputs that an operator may have to know beforehand; {@link CheckResult#reason} says so.
 *
 * @param tolerance within which two numbers are equal
 * @param precision what the network computes in; outputs that are stored in double precision are computed so
 */
public record ModelCheck(Tolerance tolerance, Precision precision) {

    /**
     * Runs a model on all its data sets.
     *
     * @throws CancellationException if cancelled
     */
    public CheckResult run(StoredTest test, CancelToken cancel) {
        try {
            if (test.models().size() > 1) {
                return failed(
                        test, Status.REFUSED, "The folder holds several models; leave one, or give each its folder.");
            }
            OnnxModel model = OnnxModel.open(test.models().get(0));
            model.requireTensors();
            CheckResult result = null;
            for (Path dataSet : test.dataSets()) {
                CheckResult one = run(test, model, StoredData.read(model, dataSet), cancel);
                result = result == null ? one : result.and(one);
            }
            return result;
        } catch (UnsupportedFileException e) {
            return failed(test, Status.REFUSED, e.getMessage());
        } catch (IOException e) {
            return failed(test, Status.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(test, Status.FAILED, "Something went wrong that should not have: " + e + ".");
        }
    }

    private static CheckResult failed(StoredTest test, Status status, String reason) {
        return new CheckResult(test.folder(), status, Double.NaN, reason);
    }

    private CheckResult run(StoredTest test, OnnxModel model, StoredData data, CancelToken cancel) throws IOException {
        Reading reading = Reading.AS_IT_STANDS;
        CheckResult result = new CheckResult(test.folder(), Status.EQUAL, Double.NaN, "");
        for (int i = 0; i < data.outputs().size(); i++) {
            String name = model.outputs().get(i);
            Tensor stored = data.outputs().get(i);
            boolean again = true;
            while (again) {
                cancel.check();
                again = false;
                try {
                    OnnxReader.Result read = model.network(i, data.inputs(), reading, cancel);
                    Tolerance.Comparison comparison =
                            tolerance.compare(name, computed(read.network(), data, stored.type()), stored);
                    result = result.and(outcome(test, comparison, read.caveats()));
                } catch (UnsupportedFileException | DamagedFileException | IllegalArgumentException e) {
                    if (reading == Reading.WITH_SETTINGS) {
                        return result.and(refusal(test, e));
                    }
                    reading = Reading.values()[reading.ordinal() + 1];
                    again = true;
                }
            }
        }
        return result.status() == Status.EQUAL
                ? new CheckResult(test.folder(), Status.EQUAL, result.largestError(), said(reading))
                : result;
    }

    private Tensor computed(Network network, StoredData data, ElementType wanted) {
        List<Tensor> inputs = new ArrayList<>();
        for (Port port : network.inputs()) {
            inputs.add(data.input(port.name()));
        }
        return SingleRun.of(network, inputs, wanted == ElementType.DOUBLE ? Precision.DOUBLE : precision);
    }

    private static CheckResult outcome(StoredTest test, Tolerance.Comparison comparison, List<String> caveats) {
        return comparison
                .difference()
                .map(clause -> new CheckResult(
                        test.folder(),
                        Status.DIFFERENT,
                        comparison.largestError(),
                        (sentence(clause) + " " + String.join(" ", caveats)).strip()))
                .orElseGet(() -> new CheckResult(test.folder(), Status.EQUAL, comparison.largestError(), ""));
    }

    private static CheckResult refusal(StoredTest test, Exception e) {
        boolean refused = e instanceof UnsupportedFileException || e instanceof IllegalArgumentException && said(e);
        return failed(
                test,
                refused ? Status.REFUSED : Status.FAILED,
                e instanceof IOException
                        ? e.getMessage()
                        : sentence(e.getMessage() == null ? e.toString() : e.getMessage()));
    }

    /** Tells whether the network itself said what it cannot take, rather than a part of it stumbling over it. */
    private static boolean said(Exception e) {
        return e.getMessage() != null && (e.getCause() == null || e.getCause() instanceof IllegalArgumentException);
    }

    private static String said(Reading reading) {
        return switch (reading) {
            case AS_IT_STANDS -> "";
            case WITH_SHAPES -> "Read with the shapes of the stored inputs in place of open axes.";
            case WITH_SETTINGS -> "Read with stored inputs as settings that an operator must know beforehand.";
        };
    }

    private static String sentence(String clause) {
        String capital = clause.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + clause.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
