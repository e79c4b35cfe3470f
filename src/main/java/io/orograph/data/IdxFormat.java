package io.orograph.data;

import io.orograph.arrays.IdxReader;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Contents;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of MNIST, plain or compressed with gzip: images, and their labels in a file beside them. */
public final class IdxFormat implements DataFormat {

    private static final String IMAGES = "images";
    private static final String LABELS = "labels";

    @Override
    public Identity identity() {
        return new Identity("idx", "IDX (MNIST)", "an IDX file", List.of("ubyte", ".gz"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) throws IOException {
        return IdxReader.recognises(head);
    }

    @Override
    public boolean holdsOneArray() {
        return true;
    }

    @Override
    public String refusal(FileHead head, Role wanted, String choice) throws IOException {
        return IdxReader.isCompressed(head)
                ? "is compressed with gzip; unpack it with gunzip and open what is in it"
                : DataFormat.super.refusal(head, wanted, choice);
    }

    @Override
    public Samples read(DataSource source) throws IOException {
        Path file = source.path();
        Tensor array = IdxReader.read(file);
        boolean labels = array.rank() == 1;
        Optional<Path> partner = labels ? partner(file, LABELS, IMAGES) : partner(file, IMAGES, LABELS);
        if (partner.isEmpty()) {
            throw new UnsupportedFileException(
                    file,
                    "holds the " + (labels ? LABELS : "inputs") + " of an IDX pair, " + Shape.text(array.shape())
                            + ", and the " + (labels ? IMAGES : LABELS)
                            + " file is not beside it under MNIST's name; name both files");
        }
        return labels
                ? new Samples(partner.get(), DataReaders.readArray(partner.get()), file, array, List.of())
                : new Samples(file, array, partner.get(), DataReaders.readArray(partner.get()), List.of());
    }

    /**
     * Returns the labels file that lies beside an images file, or the other way round, by the names that MNIST gives
     * them: {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz}; either may be compressed.
     *
     * @param from {@code images} or {@code labels}: what the file holds
     * @param to the other of the two
     */
    private static Optional<Path> partner(Path file, String from, String to) {
        String name = FileName.of(file);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (!plain.contains(from)) {
            return Optional.empty();
        }
        Set<String> candidates = new LinkedHashSet<>();
        for (String end : new String[] {name.substring(plain.length()), "", ".gz"}) {
            String other = plain.replace(from, to);
            boolean toLabels = to.equals(LABELS);
            candidates.add(other.replace(toLabels ? "idx3" : "idx1", toLabels ? "idx1" : "idx3") + end);
        }
        return candidates.stream()
                .map(file::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public Inputs readInputs(DataSource source) throws IOException {
        Tensor inputs = IdxReader.read(source.path());
        if (inputs.rank() == 1) {
            throw new UnsupportedFileException(
                    source.path(),
                    "holds the labels of an IDX pair, " + Shape.text(inputs.shape()) + "; name its images file");
        }
        return Inputs.of(inputs);
    }

    @Override
    public Tensor readArray(Path file) throws IOException {
        return IdxReader.read(file);
    }

    @Override
    public Contents contents(FileHead head) throws IOException {
        Tensor array = IdxReader.read(head.path());
        Contents.Builder contents = new Contents.Builder();
        contents.fact("array", "Array", array.toString());
        DataFormat.describeSamples(head.path(), contents);
        return contents.build();
    }
}
