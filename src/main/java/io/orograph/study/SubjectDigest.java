package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.model.OpenedModel;
import io.orograph.network.Engine;
import io.orograph.network.Tensor;
import io.orograph.plane.Plane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The digest of all that the bits of a loss depend on, by which cells and planes are known again: program and arithmetic,
 * model, data, choices, θ₀ with its statistics, and the plane. Experiments that were put together anew have the same where they
 * compute the same.
 */
public final class SubjectDigest {

    private static final int CHUNK = 1 << 13;

    private final MessageDigest digest = sha256();

    private SubjectDigest() {}

    /** Returns the digest of an experiment as hexadecimal digits. */
    public static String of(Experiment experiment) {
        return new SubjectDigest().add(experiment).text();
    }

    /** Returns the digest of an experiment and a plane that it is evaluated over. */
    public static String of(Experiment experiment, Plane plane) {
        return new SubjectDigest()
                .add(experiment)
                .add(plane.statistics().label())
                .add(plane.origin())
                .add(plane.first())
                .add(plane.second())
                .text();
    }

    private SubjectDigest add(Experiment experiment) {
        Engine engine = Engine.here();
        OpenedModel model = experiment.model();
        DataSource source = experiment.loaded().source();
        Set<String> files = Stream.concat(Stream.of(model.path(), source.path()), source.targetsPath().stream())
                .map(path -> path.toAbsolutePath().normalize().toString())
                .collect(Collectors.toSet());
        // The command says every choice in words; its files are known by their digests, wherever they are.
        String choices = experiment.command("", Command.of()).arguments().stream()
                .flatMap(List::stream)
                .filter(word -> !files.contains(word))
                .collect(Collectors.joining("\n"));
        for (String part : List.of(
                Version.current(),
                engine.libraries(),
                engine.instructions(),
                model.sha256(),
                experiment.loaded().sha256(),
                choices,
                Integer.toString(experiment.data().samples()),
                Integer.toString(experiment.objective().tileSize()),
                experiment.objective().precision().name())) {
            add(part);
        }
        return addNumbers(experiment.data().targets())
                .add(experiment.weights().theta())
                .add(experiment.weights().statistics());
    }

    private SubjectDigest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    private SubjectDigest add(double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES);
        buffer.putInt(values.length);
        for (double value : values) {
            if (buffer.remaining() < Double.BYTES) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            buffer.putDouble(value);
        }
        digest.update(buffer.flip());
        return this;
    }

    /** Adds the targets, which may be in a file of their own that has no digest. */
    private SubjectDigest addNumbers(Tensor tensor) {
        return tensor == null ? this : add(tensor.doubles());
    }

    private String text() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
