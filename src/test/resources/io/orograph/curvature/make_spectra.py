"""Make small smooth networks and the exact spectra of their Hessians.

For GELU and tanh: a fully connected network of 1,210 weights, trained for a
while on the digits of sample-models, exported to ONNX, and the eigenvalues of
the whole Hessian of its cross-entropy on digits-test.npz, by PyTorch's double
automatic differentiation in float64 of the float32 weights that the file holds.

    python3 make_spectra.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[5] / "sample-models"
HIDDEN = 16
STEPS = 60
SEED = 0
ACTIVATIONS = {"gelu": nn.GELU, "tanh": nn.Tanh}


def load(part):
    data = np.load(SAMPLES / f"digits-{part}.npz")
    return torch.from_numpy(data["x"]).double(), torch.from_numpy(data["y"]).long()


def trained(activation, x, y):
    torch.manual_seed(SEED)
    network = nn.Sequential(nn.Linear(64, HIDDEN), activation(), nn.Linear(HIDDEN, 10)).double()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(STEPS):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(x), y).backward()
        optimizer.step()
    # What the file will hold.
    return network.float().eval()


def spectrum(network, x, y):
    network = network.double()
    weights = [p.detach().clone().requires_grad_() for p in network.parameters()]
    names = [name for name, _ in network.named_parameters()]
    predicted = torch.nn.utils.stateless.functional_call(network, dict(zip(names, weights)), x)
    loss = nn.functional.cross_entropy(predicted, y)
    gradient = torch.cat([g.reshape(-1) for g in torch.autograd.grad(loss, weights, create_graph=True)])
    rows = [
        torch.cat([g.reshape(-1) for g in torch.autograd.grad(entry, weights, retain_graph=True)])
        for entry in gradient
    ]
    hessian = torch.stack(rows)
    values = torch.linalg.eigvalsh((hessian + hessian.T) / 2)
    return {
        "loss": loss.item(),
        "largest": values.flip(0)[:5].tolist(),
        "smallest": values[:3].tolist(),
        "trace": hessian.trace().item(),
    }


def main():
    x, y = load("train")
    test_x, test_y = load("test")
    spectra = {}
    for name, activation in ACTIVATIONS.items():
        network = trained(activation, x, y)
        torch.onnx.export(
            network,
            test_x[:2].float(),
            HERE / f"{name}.onnx",
            input_names=["x"],
            output_names=["logits"],
            dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}},
        )
        spectra[name] = spectrum(network, test_x, test_y)
    (HERE / "spectra.json").write_text(json.dumps(spectra, indent=1) + "\n")


if __name__ == "__main__":
    main()
