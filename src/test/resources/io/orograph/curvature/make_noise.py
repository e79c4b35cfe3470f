"""Find the noise of minibatch gradients of the networks of make_spectra.py.

For gelu.onnx and tanh.onnx as they are in this folder, on digits-test.npz: the
gradient of the cross-entropy of each sample by PyTorch in float64, the trace of
their covariance (N - 1 below) and the squared norm of their mean.

    python3 make_noise.py
"""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[5] / "sample-models"
ACTIVATIONS = {"gelu": nn.GELU, "tanh": nn.Tanh}


def network(name, activation):
    arrays = [numpy_helper.to_array(a) for a in onnx.load(HERE / f"{name}.onnx").graph.initializer]
    by_shape = {a.shape: torch.from_numpy(a.copy()).double() for a in arrays}
    hidden = 16
    model = nn.Sequential(nn.Linear(64, hidden), activation(), nn.Linear(hidden, 10)).double()
    with torch.no_grad():
        model[0].weight.copy_(by_shape[(hidden, 64)])
        model[0].bias.copy_(by_shape[(hidden,)])
        model[2].weight.copy_(by_shape[(10, hidden)])
        model[2].bias.copy_(by_shape[(10,)])
    return model


def noise(model, x, y):
    rows = []
    for i in range(len(x)):
        loss = nn.functional.cross_entropy(model(x[i : i + 1]), y[i : i + 1])
        rows.append(torch.cat([g.reshape(-1) for g in torch.autograd.grad(loss, list(model.parameters()))]))
    rows = torch.stack(rows)
    mean = rows.mean(0)
    trace = ((rows - mean) ** 2).sum() / (len(rows) - 1)
    return {"trace": trace.item(), "squared_norm": (mean @ mean).item(), "samples": len(rows)}


def main():
    data = np.load(SAMPLES / "digits-test.npz")
    x, y = torch.from_numpy(data["x"]).double(), torch.from_numpy(data["y"]).long()
    found = {name: noise(network(name, activation), x, y) for name, activation in ACTIVATIONS.items()}
    (HERE / "noise.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
