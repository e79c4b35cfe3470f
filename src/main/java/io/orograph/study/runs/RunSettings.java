package io.orograph.study.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orograph.file.AtomicFile;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import io.orograph.study.Experiment;
import io.orograph.study.TrainingStudy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a training follows from: its settings, and model, data and loss with their digests. As a file it is {@code
 * settings.json}, which {@code train --settings} repeats to equal bits.
 *
 * @param training its settings
 * @param whole whether it is one training from its beginning; else it went on with other settings on the way, and these are
 *     the last
 * @param origin program, model, data, loss and arithmetic
 */
public record RunSettings(TrainingWords training, boolean whole, Provenance origin) {

    /** The name of the file in a folder that a training recorded. */
    public static final String FILE = "settings.json";

    private static final String FORMAT = "orograph-training";
    private static final long VERSION = 1;

    /** Settings are some fifty short entries. */
    private static final long LARGEST = 1 << 20;

    /** Returns the settings of a training. */
    public static RunSettings of(Experiment experiment, TrainingStudy study, boolean whole) {
        return new RunSettings(
                TrainingWords.of(study), whole, experiment.provenance().and(experiment.arithmetic()));
    }

    /** Returns all of it as one JSON object. */
    public String text() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("format", FORMAT);
        entries.put("version", VERSION);
        entries.put("training", training.entries());
        entries.put("whole", whole);
        entries.putAll(origin.entries());
        return ProvenanceJson.json(entries);
    }

    /** Writes or replaces a file, whole or not at all. */
    public void write(Path file) throws IOException {
        byte[] text = (text() + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    /**
     * Returns the settings that a text says.
     *
     * @throws IOException if it says none; the message is a clause
     */
    public static RunSettings of(String text) throws IOException {
        try {
            Map<String, Object> entries =
                    new LinkedHashMap<>(ProvenanceJson.read(text).entries());
            if (!FORMAT.equals(entries.remove("format"))) {
                throw new IOException("holds no settings of a training");
            }
            if (!(entries.remove("version") instanceof Long version) || version > VERSION) {
                throw new IOException("is of a later version of Orograph");
            }
            TrainingWords training = TrainingWords.read(entries.remove("training"));
            boolean whole = Boolean.TRUE.equals(entries.remove("whole"));
            if (training == null) {
                throw new IOException("holds no settings of a training");
            }
            training.study();
            return new RunSettings(training, whole, new Provenance(entries));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("is damaged: it is no such JSON", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or holds no settings; the message is a sentence
     */
    public static RunSettings read(Path file) throws IOException {
        RegularFile.requireReadable(file);
        if (Files.size(file) > LARGEST) {
            throw new UnsupportedFileException(file, "is no settings.json; choose the one that a training recorded");
        }
        try {
            return of(Files.readString(file));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new DamagedFileException(file, "is damaged: it is no text; choose another settings.json", e);
        } catch (java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UnsupportedFileException(
                    file, Excerpt.of(e.getMessage(), 200) + "; choose the settings.json that a training recorded", e);
        }
    }

    /** Returns the name of the model file; empty where it is not known. */
    public String model() {
        return words(Key.MODEL);
    }

    private String words(Key<String> key) {
        return Excerpt.of(Objects.toString(origin.entries().get(key.name()), ""));
    }

    /** Tells whether the weights of the training are weights of an open network. */
    public boolean isOfNetwork(Experiment open) {
        return is(Key.MODEL_SHA256, open.model().sha256())
                && is(Key.PARAMETERS, (long) open.layout().size());
    }

    /** Tells whether its losses are on the data that are open too. */
    public boolean isOfData(Experiment open) {
        return is(Key.DATA_SHA256, open.loaded().sha256());
    }

    private boolean is(Key<?> key, Object value) {
        return value.equals(origin.entries().get(key.name()));
    }

    /**
     * Returns why a training on what is open would not take the same steps: a sentence each.
     *
     * @param file of these settings
     */
    public List<String> differences(Experiment open, Path file) {
        List<String> sentences = new ArrayList<>();
        Map<String, Object> now = open.provenance().and(open.arithmetic()).entries();
        String called = FileName.of(file);
        differ(sentences, now, Key.MODEL_SHA256, called + " is of another model, " + model());
        differ(sentences, now, Key.DATA_SHA256, called + " is of other data, " + words(Key.DATA));
        differ(sentences, now, Key.SAMPLES, called + " is of another number of samples");
        differ(sentences, now, Key.LOSS, called + " is of another loss, " + words(Key.LOSS));
        differ(
                sentences,
                now,
                Key.PRECISION,
                called + " is of another arithmetic, in " + words(Key.PRECISION) + " precision");
        differ(sentences, now, Key.INSTRUCTIONS, called + " is of another processor, whose sums round otherwise");
        if (!training.fresh()) {
            differ(sentences, now, Key.WEIGHTS, called + " is of a training from other weights");
        }
        return sentences;
    }

    private void differ(List<String> sentences, Map<String, Object> now, Key<?> key, String sentence) {
        if (!Objects.equals(plain(now.get(key.name())), plain(origin.entries().get(key.name())))) {
            sentences.add(sentence + ": the steps are not the same");
        }
    }

    /** Returns a value as JSON has it: numbers of any width are one kind there. */
    private static String plain(Object value) {
        return value == null ? "" : ProvenanceJson.json(value);
    }
}
