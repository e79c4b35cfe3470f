package io.orograph.data;

import io.orograph.arrays.ArraysFormat;
import io.orograph.arrays.NamedArrays;
import io.orograph.format.FileHead;
import io.orograph.format.Role;
import java.io.IOException;
import java.util.Set;

/** The ground of formats of named tensors that hold weights as a rule, and data where a person opens them as such. */
abstract class TensorFiles implements DataFormat {

    private final String id;
    private final ArraysFormat format;

    TensorFiles(String id, ArraysFormat format) {
        this.id = id;
        this.format = format;
    }

    @Override
    public final Identity identity() {
        Identity weights = format.identity();
        return new Identity(id, name(weights), weights.label(), weights.endings(), Set.of(Role.DATA));
    }

    /** Returns how the format is called among those of data. */
    abstract String name(Identity weights);

    /** Opens a file of tensors. */
    NamedArrays open(FileHead head) throws IOException {
        return format.openArrays(head);
    }

    @Override
    public final boolean matches(FileHead head) throws IOException {
        return format.matches(head);
    }

    @Override
    public final Samples read(DataSource source) throws IOException {
        try (NamedArrays arrays = open(FileHead.of(source.path()))) {
            return ArrayData.samples(arrays, source);
        }
    }

    @Override
    public final Inputs readInputs(DataSource source) throws IOException {
        try (NamedArrays arrays = open(FileHead.of(source.path()))) {
            return ArrayData.inputs(arrays, source);
        }
    }

    @Override
    public final boolean holdsArrays() {
        return true;
    }
}
