package io.orograph.network;

import java.util.List;

/**
 * A tensor of a model file that a person has split: its parts are parameters, and it is put together from them.
 *
 * @param own the parameter that it is if it is whole; its offset means nothing
 */
public record SplitTensor(Parameter own, Partition partition) {

    /** Returns its name in the model file. */
    public String name() {
        return own.name();
    }

    /** Returns the names of the parts as parameters: {@code attn.qkv.weight.q}. */
    public List<String> parts() {
        return partition.names().stream().map(part -> name() + "." + part).toList();
    }

    /** Returns a part as a parameter by itself, at no place in θ. */
    public Parameter part(int i) {
        return part(i, 0);
    }

    Parameter part(int i, int offset) {
        boolean cutsBlocks = partition.axis() == 0 && own.outputGroups() == own.shape()[0];
        return new Parameter(
                parts().get(i),
                partition.shape(i, own.shape()),
                offset,
                own.role(),
                own.outputAxis(),
                cutsBlocks ? partition.sizes().get(i) : own.outputGroups());
    }
}
