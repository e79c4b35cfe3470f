package io.orograph.ui.workspace;

import io.orograph.data.DataSource;
import io.orograph.data.UndecidedArraysException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.study.Experiment;
import io.orograph.study.KeptWeights;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The outcome of a request to open: a model, data, or both.
 *
 * @param leftOver data that are set aside since they were opened for another model; null if there are none
 * @param weights to be θ₀ in place of the model file's; null for those
 * @param failed data that are not open; null if none were asked for, or they are
 * @param choices about model and data; null for those that are found
 * @param asRead the model with the reader's choice of parameters, where another one was made; else null
 */
record Opened(
        OpenedModel model,
        LoadedData data,
        LeftOver leftOver,
        Sample sample,
        Weights weights,
        Failed failed,
        OpenChoices choices,
        OpenedModel asRead) {

    Opened(OpenedModel model, LoadedData data, LeftOver leftOver, Sample sample, Weights weights, Failed failed) {
        this(model, data, leftOver, sample, weights, failed, null, null);
    }

    /** Data that could not be opened, beside a model that could, or because there is something to ask first. */
    record Failed(DataSource source, IOException cause) {

        boolean asks() {
            return cause instanceof UndecidedArraysException;
        }

        ArraysQuestion question() {
            UndecidedArraysException undecided = (UndecidedArraysException) cause;
            return new ArraysQuestion(source, undecided.inputs(), undecided.arrays());
        }
    }

    /** Returns the same with choices about model and data. */
    Opened with(OpenChoices chosen) {
        return new Opened(model, data, leftOver, sample, weights, failed, chosen, asRead);
    }

    /** Returns the same of a model whose parameters a person has chosen. */
    Opened asRead(OpenedModel read) {
        return new Opened(model, data, leftOver, sample, weights, failed, choices, read);
    }

    /** Returns a model with data that are open already, and were opened for it or for none; they may be null. */
    static Opened keeping(OpenedModel model, LoadedData open) {
        try {
            return new Opened(model, anew(open, model), null, null, null, null);
        } catch (UndecidedArraysException e) {
            return new Opened(model, null, null, null, null, new Failed(open.source(), e));
        }
    }

    /** Returns a model with data that are set aside, since they were opened for another one. */
    static Opened settingAside(OpenedModel model, LoadedData open, Path of) {
        LoadedData read;
        try {
            read = anew(open, model);
        } catch (UndecidedArraysException e) {
            read = open;
        }
        return new Opened(model, null, new LeftOver(read, of, Experiment.canBe(model, read)), null, null, null);
    }

    /**
     * Returns open data as another model has them read.
     *
     * @throws UndecidedArraysException if it is to be asked which array each of its inputs gets
     */
    private static LoadedData anew(LoadedData open, OpenedModel model) throws UndecidedArraysException {
        try {
            return open == null ? null : open.anewFor(model);
        } catch (UndecidedArraysException e) {
            if (e.inputs().size() > 1) {
                throw e;
            }
            return open;
        } catch (IOException e) {
            // Their file may be gone since: they stay as they are open.
            return open;
        }
    }

    /**
     * Reads what was open before, as it was.
     *
     * @throws IOException if the model cannot be read, or has not what was chosen of it
     */
    static Opened again(Again before, CancelToken cancel) throws IOException {
        OpenedModel read = ModelReaders.open(before.model(), cancel);
        OpenedModel chosen;
        try {
            chosen = read.choosing(before.parameters());
        } catch (IllegalArgumentException e) {
            throw new UnsupportedFileException(
                    before.model(), "is not what it was when it was open last: " + e.getMessage() + "; open it anew");
        }
        Weights theta = before.theta().isEmpty()
                ? null
                : KeptWeights.read(before.theta().get(), chosen.network());
        Opened both = both(chosen, before.source(), null, theta);
        OpenChoices choices =
                new OpenChoices(before.choices(), before.parameters().splits());
        return new Opened(both.model, both.data, null, null, theta, both.failed, choices, read);
    }

    private static LoadedData read(DataSource source, OpenedModel model) throws IOException {
        return model == null ? LoadedData.open(source) : LoadedData.open(source, model);
    }

    /** Reads the data of a model; where they cannot be read, the model is good nevertheless and stays open. */
    static Opened both(OpenedModel model, DataSource source, Sample sample, Weights theta) {
        try {
            return new Opened(model, read(source, model), null, sample, theta, null);
        } catch (IOException e) {
            return new Opened(model, null, null, sample, theta, new Failed(source, e));
        }
    }

    /**
     * Reads data.
     *
     * @param model the open one; null if there is none
     * @throws IOException if they cannot be read; not where there is something to ask first
     */
    static Opened data(DataSource source, OpenedModel model, Sample sample) throws IOException {
        try {
            return new Opened(null, read(source, model), null, sample, null, null);
        } catch (UndecidedArraysException e) {
            return new Opened(null, null, null, sample, null, new Failed(source, e));
        }
    }
}
