"""Evaluate a small ONNX graph with PyTorch in float64.

The sample models are exported in float32. To know exactly what the exported
file says, and not what the network in memory said, both `make_samples.py` and
`make_goldens.py` read the file back with this evaluator and compute in double
precision. It knows only the operators that the samples use and refuses any
other.
"""

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class OnnxModel:
    """An ONNX graph with its weights as float64 tensors, in the file's order."""

    def __init__(self, path):
        model = onnx.load(path)
        onnx.checker.check_model(model)
        self.graph = model.graph
        self.opset = model.opset_import[0].version
        self.weights = {i.name: as_tensor(i) for i in self.graph.initializer}

    def trainable(self):
        """The weights without the running statistics of batch normalisation."""
        statistics = set()
        for node in self.graph.node:
            if node.op_type == "BatchNormalization":
                statistics.update(node.input[3:5])
        return {k: v for k, v in self.weights.items() if k not in statistics}

    def __call__(self, x, weights=None):
        """The graph's first output for a batch x; weights replaces the file's own."""
        values = {**self.weights, **(weights or {}), self.graph.input[0].name: x}
        for node in self.graph.node:
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            inputs = [values[name] for name in node.input]
            values[node.output[0]] = OPERATORS[node.op_type](inputs, attributes)
        return values[self.graph.output[0].name]


def as_tensor(initializer):
    array = numpy_helper.to_array(initializer)
    return torch.from_numpy(array.astype(numpy.float64))


def gemm(inputs, attributes):
    a, b, bias = inputs
    assert attributes.get("alpha", 1) == 1 and attributes.get("beta", 1) == 1
    assert not attributes.get("transA", 0)
    return a @ (b.T if attributes.get("transB", 0) else b) + bias


def conv(inputs, attributes):
    assert attributes.get("group", 1) == 1
    assert set(attributes.get("dilations", [1])) == {1}
    return F.conv2d(*inputs, stride=attributes["strides"], padding=padding(attributes))


def batch_normalization(inputs, attributes):
    x, scale, shift, mean, variance = inputs
    assert not attributes.get("training_mode", 0)
    return F.batch_norm(x, mean, variance, scale, shift, eps=attributes["epsilon"])


def max_pool(inputs, attributes):
    return F.max_pool2d(
        inputs[0], attributes["kernel_shape"], attributes["strides"], padding(attributes)
    )


def average_pool(inputs, attributes):
    pads = padding(attributes)
    assert pads == [0, 0]
    return F.avg_pool2d(inputs[0], attributes["kernel_shape"], attributes["strides"])


def padding(attributes):
    """The symmetric padding [top, left]; ONNX gives [top, left, bottom, right]."""
    pads = list(attributes.get("pads", [0, 0, 0, 0]))
    assert pads[:2] == pads[2:]
    return pads[:2]


def reduce_mean(inputs, attributes):
    return inputs[0].mean(dim=list(attributes["axes"]), keepdim=bool(attributes.get("keepdims", 1)))


def transpose(inputs, attributes):
    return inputs[0].permute(*attributes.get("perm", range(inputs[0].dim())[::-1]))


OPERATORS = {
    "Add": lambda i, a: i[0] + i[1],
    "AveragePool": average_pool,
    "BatchNormalization": batch_normalization,
    "Constant": lambda i, a: as_tensor(a["value"]),
    "Conv": conv,
    "Div": lambda i, a: i[0] / i[1],
    "Flatten": lambda i, a: i[0].flatten(a.get("axis", 1)),
    "Gather": lambda i, a: i[0].index_select(0, i[1].flatten()).view(*i[1].shape, *i[0].shape[1:]),
    "Gemm": gemm,
    "GlobalAveragePool": lambda i, a: i[0].mean(dim=(2, 3), keepdim=True),
    "LogSoftmax": lambda i, a: torch.log_softmax(i[0], a.get("axis", -1)),
    "MaxPool": max_pool,
    "MatMul": lambda i, a: i[0] @ i[1],
    "Mul": lambda i, a: i[0] * i[1],
    "Pow": lambda i, a: i[0] ** i[1],
    "ReduceMean": reduce_mean,
    "Relu": lambda i, a: torch.relu(i[0]),
    "Reshape": lambda i, a: i[0].reshape(*i[1].long().tolist()),
    "Sigmoid": lambda i, a: torch.sigmoid(i[0]),
    "Softmax": lambda i, a: torch.softmax(i[0], a.get("axis", -1)),
    "Sqrt": lambda i, a: i[0].sqrt(),
    "Sub": lambda i, a: i[0] - i[1],
    "Tanh": lambda i, a: torch.tanh(i[0]),
    "Transpose": transpose,
}
