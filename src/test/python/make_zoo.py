"""Write networks of many families as PyTorch exports them, to measure what Orograph opens.

Each is a folder in the layout of ONNX's own tests, with fresh weights from a
fixed seed and the outputs that PyTorch computes:

    FOLDER/resnet/model.onnx
    FOLDER/resnet/test_data_set_0/input_0.pb, output_0.pb
    FOLDER/resnet/data.npz, loss.json    where the network has one input and a loss

The batch is open wherever PyTorch can export it so, and a network is traced
with a batch of another size than that of the stored inputs, so that a size that
was taken for a constant shows. It needs Debian's packages python3-torch,
python3-torchvision and python3-onnx.

    python3 make_zoo.py FOLDER [NAME ...]
"""

import json
import sys
import warnings
import zlib
from pathlib import Path

import numpy
import torch
from onnx import numpy_helper
from torch import nn

from zoo import audio, generative, graphs, language, others, recurrent, registry, vision  # noqa: F401


def disturb(module):
    """Move every parameter and statistic from where a fresh network has it, so that each one counts."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
        for layer in module.modules():
            if isinstance(layer, nn.modules.batchnorm._BatchNorm) and layer.running_mean is not None:
                layer.running_mean.normal_(0, 0.1)
                layer.running_var.uniform_(0.8, 1.3)


def outputs_of(module, inputs):
    with torch.no_grad():
        result = module(*inputs)
    return [result] if isinstance(result, torch.Tensor) else list(result)


def names(kind, count):
    return [kind] if count == 1 else [f"{kind}_{i}" for i in range(count)]


def export(entry, module, path):
    example = entry.inputs(entry.traced)
    results = outputs_of(module, example)
    inputs, outputs = names("x", len(example)), names("y", len(results))
    open_axes = {} if entry.fixed else {
        name: {entry.batch_axis.get(name, 0): "batch"}
        for name, tensor in zip(inputs + outputs, list(example) + results)
        if tensor.dim() and name not in entry.shared}
    torch.onnx.export(
        module, example, str(path), opset_version=entry.opset, input_names=inputs, output_names=outputs,
        dynamic_axes=open_axes)


def store(folder, kind, tensors):
    for i, tensor in enumerate(tensors):
        proto = numpy_helper.from_array(tensor.detach().numpy())
        (folder / f"{kind}_{i}.pb").write_bytes(proto.SerializeToString())


def loss(entry, inputs, results, folder):
    """Store targets for the first output, and what PyTorch's loss is for them."""
    if entry.loss is None or len(inputs) > 1:
        return
    y, value = entry.loss(results[0].double())
    numpy.savez(folder / "data.npz", x=inputs[0].numpy(), y=y.numpy())
    (folder / "loss.json").write_text(json.dumps({"loss": float(value)}) + "\n")


def write(entry, root):
    torch.manual_seed(zlib.crc32(entry.name.encode()))
    folder = root / entry.name
    stored = folder / "test_data_set_0"
    stored.mkdir(parents=True, exist_ok=True)
    module = entry.make().eval()
    disturb(module)
    export(entry, module, folder / "model.onnx")
    inputs = entry.inputs(entry.traced if entry.fixed else entry.stored)
    results = outputs_of(module, inputs)
    store(stored, "input", inputs)
    store(stored, "output", results)
    loss(entry, inputs, results, folder)


def main():
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    root, chosen = Path(sys.argv[1]), set(sys.argv[2:])
    for entry in registry.ENTRIES:
        if not chosen or entry.name in chosen:
            try:
                write(entry, root)
                print(entry.name, flush=True)
            except Exception as e:  # what PyTorch itself does not export is named, and is none of the count
                print(f"{entry.name}: PyTorch does not export it: {str(e).splitlines()[0]}", flush=True)


if __name__ == "__main__":
    main()
