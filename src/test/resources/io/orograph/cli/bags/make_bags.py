"""Write networks over bags of words whose offsets are data, as PyTorch exports them, for the test BagLossTest.

Each is a model, its data, and in losses.json what PyTorch's cross-entropy is for
them in 64 bits, with the largest entry of its gradient in every parameter. Bags
are of different lengths, one of them empty. It needs Debian's packages
python3-torch and python3-onnx.

    python3 make_bags.py     into the folder of this file
"""

import json
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = Path(__file__).resolve().parent
WORDS, UNITS, CLASSES, SAMPLES = 17, 5, 3, 24
LOSSES = {}


class Bags(nn.Module):
    """A bag of each kind of words, and a layer over all of them and over dense features."""

    def __init__(self, modes, last, dense=0):
        super().__init__()
        self.bags = nn.ModuleList(nn.EmbeddingBag(WORDS, UNITS, mode=mode, include_last_offset=last) for mode in modes)
        self.last = nn.Linear(UNITS * len(modes) + dense, CLASSES)
        self.dense = dense

    def forward(self, *inputs):
        dense, rest = inputs[:1 if self.dense else 0], inputs[1 if self.dense else 0:]
        each = 3 if len(rest) == 3 * len(self.bags) else 2
        parts = [bag(*rest[each * i:each * (i + 1)]) for i, bag in enumerate(self.bags)]
        return self.last(torch.cat([*dense, *parts], 1))


def bag(numbers, samples, last, weighted):
    lengths = numbers.integers(0, 6, samples)
    lengths[1] = 0
    starts = numpy.concatenate([[0], numpy.cumsum(lengths)])
    words = numbers.integers(0, WORDS, starts[-1])
    more = [numbers.uniform(0.2, 2, starts[-1]).astype("float32")] if weighted else []
    return [words, starts if last else starts[:-1], *more]


def write(name, modes, names, opset, last=False, weighted=False, dense=0, double=True):
    torch.manual_seed(len(LOSSES))
    numbers = numpy.random.default_rng(len(LOSSES))
    network = Bags(modes, last, dense).eval()

    def inputs(samples):
        features = [numbers.standard_normal((samples, dense)).astype("float32")] if dense else []
        return features + [array for _ in modes for array in bag(numbers, samples, last, weighted)]

    axes = {input_: {0: "batch" if "offsets" in input_ or "dense" in input_ else f"number of {input_}"} for input_ in names}
    torch.onnx.export(
        network, tuple(map(torch.from_numpy, inputs(4))), str(FOLDER / f"{name}.onnx"), opset_version=opset,
        input_names=names, output_names=["scores"], dynamic_axes={**axes, "scores": {0: "batch"}})
    arrays = inputs(SAMPLES)
    y = numbers.integers(0, CLASSES, SAMPLES)
    numpy.savez(FOLDER / f"{name}.npz", **dict(zip(names, arrays)), y=y)
    network.double()
    tensors = [torch.from_numpy(a).double() if a.dtype == "float32" else torch.from_numpy(a) for a in arrays]
    loss = F.cross_entropy(network(*tensors), torch.from_numpy(y))
    loss.backward()
    gradient = sum(float((p.grad ** 2).sum()) for p in network.parameters()) ** 0.5
    LOSSES[name] = {"loss": float(loss), "gradient": gradient}


def write_variants():
    """The data of the first network in other forms, and broken."""
    data = dict(numpy.load(FOLDER / "sum.npz"))
    words, offsets, y = data["words"], data["offsets"], data["y"]
    ends = [*offsets[1:], len(words)]
    rows = numpy.full((SAMPLES, 7), -1)
    for i, (start, end) in enumerate(zip(offsets, ends)):
        rows[i, :end - start] = words[start:end]
    numpy.savez(FOLDER / "renamed.npz", ids=words.astype("int32"), begin=offsets, y=y)
    numpy.savez(FOLDER / "rows.npz", words=rows, y=y)
    numpy.savez(FOLDER / "falling.npz", words=words, offsets=offsets[::-1].copy(), y=y)
    numpy.savez(FOLDER / "beyond.npz", words=words, offsets=offsets * 2, y=y)
    numpy.savez(FOLDER / "negative.npz", words=words - 1, offsets=offsets, y=y)
    numpy.savez(FOLDER / "without.npz", words=words, y=y)
    numpy.savez(FOLDER / "fewer.npz", words=words, offsets=offsets[:-1], y=y)


write("sum", ["sum"], ["words", "offsets"], 14)
write("mean", ["mean"], ["words", "offsets"], 11)
write("max", ["max"], ["text", "bag_offsets"], 17)
write("between", ["mean"], ["words", "offsets"], 13, last=True)
write("weighted", ["sum"], ["words", "offsets", "weights"], 14, weighted=True)
write("recommender", ["sum", "mean"], ["dense", "users", "users_offsets", "items", "items_offsets"], 16, dense=2)
write_variants()
(FOLDER / "losses.json").write_text(json.dumps(LOSSES, indent=2) + "\n")
