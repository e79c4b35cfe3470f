"""Writes the goldens of batch normalisation in training: a small convolutional network as ONNX in float64, and its
weights, running statistics and losses after 1 and 100 steps of SGD with momentum, computed by PyTorch. The same for the
network as it is initialised (batch_norm_fresh), where the exporter writes all scales and variances as one tensor, and all
shifts and means.

    python3 make_batch_norm.py

Inputs are x = sin(0.9 i + 0.31 j), so that no random numbers are needed on either side; the batches are the samples 0 to
4, 5 to 9 and 10 to 11, again and again. The second normalisation has a momentum of its own.
"""
import copy
import json
import os

import torch
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(3)

FOLDER = os.path.dirname(os.path.abspath(__file__))
SAMPLES, SIDE = 12, 6
X = torch.tensor(
    [[float(torch.sin(torch.tensor(0.9 * i + 0.31 * j))) for j in range(SIDE * SIDE)] for i in range(SAMPLES)]
).reshape(SAMPLES, 1, SIDE, SIDE)
Y = torch.tensor([(i * i + i // 3) % 2 for i in range(SAMPLES)])
BATCHES = [list(range(0, 5)), list(range(5, 10)), list(range(10, 12))]

# ONNX keeps it in float32.
EPSILON = float(torch.tensor(1e-5, dtype=torch.float32))

network = nn.Sequential(
    nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3, EPSILON), nn.Tanh(),
    nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4, EPSILON, momentum=0.3), nn.Tanh(),
    nn.Flatten(), nn.Linear(64, 2),
)


def export(network, name):
    torch.onnx.export(
        network.eval(), X[:2], os.path.join(FOLDER, name + ".onnx"), input_names=["x"], output_names=["logits"],
        opset_version=13, dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}},
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False,
    )


def state(network):
    arrays = {name: a.flatten().tolist() for name, a in network.state_dict().items() if not name.endswith("tracked")}
    with torch.no_grad():
        loss = float(nn.functional.cross_entropy(network.eval()(X), Y))
    again = copy.deepcopy(network)
    torch.optim.swa_utils.update_bn([X], again)
    with torch.no_grad():
        recomputed = float(nn.functional.cross_entropy(again.eval()(X), Y))
    network.train()
    return {"arrays": arrays, "loss_with_running_statistics": loss, "loss_with_recomputed_statistics": recomputed}


def write(network, name):
    export(network, name)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9)
    goldens = {"torch": torch.__version__, "0": state(network)}
    for step in range(1, 101):
        batch = BATCHES[(step - 1) % len(BATCHES)]
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(X[batch]), Y[batch])
        loss.backward()
        optimizer.step()
        if step in (1, 100):
            goldens[str(step)] = {**state(network), "batch_loss": float(loss)}
    with open(os.path.join(FOLDER, name + ".json"), "w") as f:
        json.dump(goldens, f, indent=1)


write(copy.deepcopy(network), "batch_norm_fresh")
# Statistics that differ from shift and scale.
network(X)
write(network, "batch_norm")
