package io.orograph.model.onnx.check;

import io.orograph.file.DamagedFileException;
import io.orograph.model.onnx.OnnxModel;
import io.orograph.model.onnx.OnnxModel.Stored;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored inputs and outputs of one run of a model.
 *
 * @param inputs by the names of the model's inputs
 * @param outputs in the order of the model's outputs; there may be fewer
 */
record StoredData(List<Stored> inputs, List<Tensor> outputs) {

    StoredData {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads {@code input_0.pb}, … and {@code output_0.pb}, … of a folder. An input is the one whose name is stored with
     * it; without a name, the one at its place.
     *
     * @throws io.orograph.file.UnreadableFileException if they do not suit the model, or cannot be taken
     * @throws IOException if they cannot be read
     */
    static StoredData read(OnnxModel model, Path folder) throws IOException {
        List<Stored> found = tensors(folder, "input_");
        List<String> names = found.size() == model.inputs().size() ? model.inputs() : model.requiredInputs();
        List<Stored> inputs = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String stored = found.get(i).name();
            boolean known = model.inputs().contains(stored);
            if (!known && i >= names.size()) {
                throw new DamagedFileException(
                        folder, "holds " + found.size() + " inputs for a model that takes " + names.size());
            }
            String name = known ? stored : names.get(i);
            inputs.add(model.typed(found.get(i).named(name), name));
        }
        List<String> given = inputs.stream().map(Stored::name).toList();
        for (String name : model.requiredInputs()) {
            if (!given.contains(name)) {
                throw new DamagedFileException(folder, "lacks the model's input \"" + name + "\"");
            }
        }
        List<Stored> outputs = tensors(folder, "output_");
        if (outputs.isEmpty() || outputs.size() > model.outputs().size()) {
            throw new DamagedFileException(
                    folder,
                    "holds " + outputs.size() + " outputs of a model that has "
                            + model.outputs().size());
        }
        List<Tensor> typed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            typed.add(model.typed(outputs.get(i), model.outputs().get(i)).tensor());
        }
        return new StoredData(inputs, typed);
    }

    private static List<Stored> tensors(Path folder, String prefix) throws IOException {
        List<Stored> tensors = new ArrayList<>();
        Path file = folder.resolve(prefix + 0 + ".pb");
        while (Files.exists(file)) {
            tensors.add(OnnxModel.tensor(file));
            file = folder.resolve(prefix + tensors.size() + ".pb");
        }
        return tensors;
    }

    /** Returns the tensor of an input. */
    Tensor input(String name) {
        return inputs.stream()
                .filter(stored -> stored.name().equals(name))
                .map(Stored::tensor)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no input \"" + name + "\" is stored"));
    }
}
