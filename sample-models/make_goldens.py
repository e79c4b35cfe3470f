"""Compute reference values for checks of the Java engine: goldens.json.

The script reads the exported ONNX files with `onnx_in_torch.py` and lets
PyTorch's automatic differentiation compute, in float64:

* `models`: on the test file, the loss at the file's weights; the Euclidean norm
  of its gradient with respect to all trainable weights (everything except the
  running mean and variance of batch normalisation, which stay constant); the
  loss with all trainable weights times 1.01; for the fully connected networks
  the largest eigenvalue of the Hessian.
* `spectra`: on the first samples of the test file, the largest and the smallest
  eigenvalues of the Hessian, and for the smallest networks its trace.
* `sharpness`: how sharp the minima of mnist-flat and mnist-sharp are, on all
  the training samples.
* `surfaces`: how rough the plane through the minima of digits-resnet and
  digits-plain along two filter normalised random directions is, on the first
  training samples.

    python3 make_goldens.py

It needs python3-scipy besides what `make_samples.py` needs.
"""

import math

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh

from make_samples import FOLDER, SAMPLES, SEED, as_tensors, fill_readme, loss_value
from make_samples import table, write_json
from onnx_in_torch import OnnxModel

STEP = 1.01
MODELS = ["digits-mlp", "mnist-lenet-bn", "diabetes-mlp", "text-transformer"]
WITH_EIGENVALUE = ["digits-mlp", "diabetes-mlp"]

# Eigenvalues of the Hessian on the first samples of the test file (None: all).
SPECTRA = {
    "digits-mlp": None,
    "digits-mlp-tanh": None,
    "diabetes-mlp": None,
    "mnist-lenet-bn": 20,
}
EIGENVALUES = 5
LARGEST_WITH_TRACE = 3000

# Random perturbations: how many are averaged, and how large they are. A plain
# one has independent normal entries of the given standard deviation. A filter
# normalised one (Li et al. 2018) has in each row or filter the given fraction
# of the norm of the weights' own, and leaves biases and normalisation alone.
SHARPNESS = ["mnist-flat", "mnist-sharp"]
DRAWS = 50
PLAIN_SIZES = [0.02, 0.05]
FILTER_SIZES = [0.1, 0.3, 0.5]

# The planes span -1 to 1 in both directions.
SURFACES = ["digits-resnet", "digits-plain"]
SURFACE_POINTS = 21
SURFACE_SAMPLES = 200


class Objective:
    """The loss of a sample on one of its data files, as a function of the weights."""

    def __init__(self, name, part, samples=None):
        self.sample = next(s for s in SAMPLES if s.name == name)
        data = np.load(FOLDER / self.sample.data_file(part))
        self.x, self.y = as_tensors(data["x"][:samples], data["y"][:samples])
        self.model = OnnxModel(FOLDER / self.sample.model_file)
        self.weights = self.model.trainable()

    def __call__(self, weights):
        predicted = self.model(self.x, weights)
        return loss_value(self.sample.loss, self.sample.output, predicted, self.y)

    def gradient(self, graph=False):
        """The flat gradient, and the weights that it was taken at."""
        weights = {k: w.clone().requires_grad_() for k, w in self.weights.items()}
        leaves = list(weights.values())
        parts = torch.autograd.grad(self(weights), leaves, create_graph=graph)
        return flat(parts), leaves

    def hessian(self):
        """The Hessian as an operator, by differentiating the gradient."""
        gradient, leaves = self.gradient(graph=True)

        def product(vector):
            direction = torch.from_numpy(np.ravel(vector))
            parts = torch.autograd.grad(gradient @ direction, leaves, retain_graph=True)
            return flat(parts).numpy()

        size = len(gradient)
        return LinearOperator((size, size), matvec=product, dtype=np.float64)

    def largest_eigenvalue(self):
        return eigenvalues(self.hessian(), 1, "LA", 1e-10)[0]

    def mean_rise(self, size, direction):
        """The mean rise of the loss after a random step of a size."""
        generator = torch.Generator().manual_seed(SEED)
        with torch.no_grad():
            start = self(self.weights)
            rises = []
            for _ in range(DRAWS):
                moved = {k: w + size * direction(w, generator) for k, w in self.weights.items()}
                rises.append(self(moved) - start)
            return torch.stack(rises).mean().item()

    def surface(self):
        """The loss over a plane along two filter normalised random directions."""
        generator = torch.Generator().manual_seed(SEED)
        u, v = [
            {k: filter_direction(w, generator) for k, w in self.weights.items()} for _ in range(2)
        ]
        steps = np.linspace(-1, 1, SURFACE_POINTS)
        with torch.no_grad():
            return np.array([
                [self({k: w + a * u[k] + b * v[k] for k, w in self.weights.items()}).item()
                 for b in steps]
                for a in steps
            ])


def eigenvalues(hessian, count, which, tolerance):
    """The largest ("LA") or smallest ("SA") ones, by the Lanczos method."""
    start = np.random.default_rng(SEED).standard_normal(hessian.shape[0])
    found = eigsh(
        hessian, k=count, which=which, v0=start, tol=tolerance, return_eigenvectors=False
    )
    return sorted(found.tolist(), reverse=which == "LA")


def flat(tensors):
    return torch.cat([t.reshape(-1) for t in tensors])


def plain_direction(weight, generator):
    return torch.randn(weight.shape, generator=generator, dtype=weight.dtype)


def filter_direction(weight, generator):
    direction = plain_direction(weight, generator)
    if weight.dim() < 2:
        return torch.zeros_like(weight)
    return direction * filter_norms(weight) / filter_norms(direction)


def filter_norms(tensor):
    return tensor.flatten(1).norm(dim=1).view(-1, *[1] * (tensor.dim() - 1))


def golden(name):
    objective = Objective(name, "test")
    scaled = {k: STEP * w for k, w in objective.weights.items()}
    gradient, _ = objective.gradient()
    result = {
        "data": objective.sample.data_file("test"),
        "trainable": len(gradient),
        "loss": objective(objective.weights).item(),
        "gradient_norm": gradient.norm().item(),
        "loss_weights_times_1.01": objective(scaled).item(),
    }
    if name in WITH_EIGENVALUE:
        result["hessian_largest_eigenvalue"] = objective.largest_eigenvalue()
    return result


def spectrum(name, samples):
    hessian = Objective(name, "test", samples).hessian()
    size = hessian.shape[0]
    result = {
        "samples": samples or 0,
        "largest": eigenvalues(hessian, EIGENVALUES, "LA", 1e-8),
        "smallest": eigenvalues(hessian, 1, "SA", 1e-6)[0],
    }
    if size <= LARGEST_WITH_TRACE:
        result["trace"] = float(sum(hessian.matvec(e)[i] for i, e in enumerate(np.eye(size))))
    return result


def sharpness(name):
    objective = Objective(name, "train")
    result = {
        "loss": objective(objective.weights).item(),
        "weights_norm": flat(objective.weights.values()).norm().item(),
        "hessian_largest_eigenvalue": objective.largest_eigenvalue(),
    }
    for size in PLAIN_SIZES:
        result[f"rise_plain_{size}"] = objective.mean_rise(size, plain_direction)
    for size in FILTER_SIZES:
        result[f"rise_filter_{size}"] = objective.mean_rise(size, filter_direction)
    return result


def surface(name):
    losses = Objective(name, "train", SURFACE_SAMPLES).surface()
    return {
        "lowest": losses.min(),
        "median": float(np.median(losses)),
        "highest": losses.max(),
        "local_minima": local_minima(losses),
    }


def local_minima(losses):
    """How many inner points of the grid are lower than their eight neighbours."""
    windows = np.lib.stride_tricks.sliding_window_view(losses, (3, 3))
    return int((windows.min(axis=(2, 3)) == losses[1:-1, 1:-1]).sum())


def columns(results):
    """A table with one column for each model and one row for each figure."""
    keys = next(iter(results.values()))
    rows = [[k.replace("_", " "), *[three_digits(r[k]) for r in results.values()]] for k in keys]
    return table(["", *results], rows)


def three_digits(value):
    if isinstance(value, int):
        return str(value)
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def main():
    torch.set_num_threads(1)
    results = {
        "models": {name: golden(name) for name in MODELS},
        "spectra": {name: spectrum(name, samples) for name, samples in SPECTRA.items()},
        "sharpness": {name: sharpness(name) for name in SHARPNESS},
        "surfaces": {name: surface(name) for name in SURFACES},
    }
    write_json("goldens.json", results)
    fill_readme("sharpness", columns(results["sharpness"]))
    fill_readme("surfaces", columns(results["surfaces"]))


if __name__ == "__main__":
    main()
