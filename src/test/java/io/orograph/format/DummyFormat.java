package io.orograph.format;

import io.orograph.data.DataFormat;
import io.orograph.data.DataSource;
import io.orograph.data.Inputs;
import io.orograph.network.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The smallest reader: a format of data that holds a sample and its target whatever is in the file. */
public final class DummyFormat implements DataFormat {

    /** How a file of it begins. */
    public static final String SIGNATURE = "\u0001DUMMY";

    @Override
    public Identity identity() {
        return new Identity("dummy", "Dummy", "a dummy of a file", List.of(".dummy"), Set.of(Role.DATA));
    }

    @Override
    public boolean matches(FileHead head) {
        return head.startsWith(SIGNATURE);
    }

    @Override
    public Samples read(DataSource source) {
        Path file = source.path();
        return new Samples(file, readInputs(source).first(), file, Tensor.of(new long[] {1}, 1), List.of("no", "yes"));
    }

    @Override
    public Inputs readInputs(DataSource source) {
        return Inputs.of(Tensor.of(new float[] {1, 2}, 1, 2));
    }

    @Override
    public Contents contents(FileHead head) {
        return new Contents.Builder()
                .fact("stuffing", "Stuffing", "straw")
                .remark("It has no brain.")
                .build();
    }
}
