"""Times Orograph against PyTorch on the same networks, data and cells, side by side in one run.

Three networks (a dense one, LeNet-5 and ResNet-20 with batch normalisation) are built here with seeded weights,
written as ONNX, and evaluated on real MNIST digits over a grid of weights: by PyTorch a point at a time, as the published
scripts do (set the weights, no_grad, mean loss), at its best number of threads and batch size; and by Orograph's
command line. Both run in turn. A ratio is PyTorch's median time over Orograph's. With --training LeNet-5 is trained by
both instead, on the same 1,000 digits.

Run it by packaging/benchmark, which installs what it needs. It prints a table and writes benchmark.json.
"""

import argparse
import copy
import json
import platform
import statistics
import subprocess
import time
from pathlib import Path

import numpy
import torch
from torch import nn

SEED = 1
THREADS = (1, 2)
BATCHES = (128, 256, None)
TRIAL_CELLS = 6
TRAINED = "LeNet-5"
EPOCHS = 5
TRAINING_BATCH = 64
LEARNING_RATE = 0.05
MOMENTUM = 0.9


class Block(nn.Module):
    """Two convolutions with batch normalisation and a skip (He et al. 2016)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.skip = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.skip = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        inner = torch.relu(self.norm1(self.conv1(x)))
        return torch.relu(self.norm2(self.conv2(inner)) + self.skip(x))


def dense():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10)
    )


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def resnet():
    layers = [nn.Conv2d(1, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels = 16
    for stage, width in enumerate((16, 32, 64)):
        for block in range(3):
            layers.append(Block(channels, width, 2 if stage > 0 and block == 0 else 1))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


NETWORKS = {
    "dense 784-128-64-10": (dense, 1000, 28, 41),
    "LeNet-5": (lenet, 1000, 28, 31),
    "ResNet-20": (resnet, 256, 32, 11),
}


def digits(samples, side):
    """Digits of the sample data, scaled to 0-1 and framed with zeros to the wanted side."""
    data = numpy.load(Path(__file__).parent.parent / "sample-models" / "mnist-test.npz")
    images = torch.tensor(data["x"][:samples].astype(numpy.float32) / 255)
    frame = (side - 28) // 2
    return nn.functional.pad(images, (frame,) * 4), torch.tensor(data["y"][:samples].astype(numpy.int64))


def prepared(build, x):
    """The network in evaluation mode, its running statistics those of the data."""
    torch.manual_seed(SEED)
    network = build()
    network.train()
    with torch.no_grad():
        for _ in range(20):
            network(x)
    return network.eval()


def export(network, x, y, folder):
    torch.onnx.export(
        network, x[:2], str(folder / "model.onnx"), input_names=["x"], output_names=["logits"], opset_version=13,
        dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}},
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False,
    )  # fmt: skip
    numpy.savez(folder / "data.npz", x=x.numpy(), y=y.numpy())


def directions(network):
    """Two random directions, each filter to the norm of the weights' filter; biases and norms stay."""
    result = []
    for _ in range(2):
        direction = []
        for weights in network.parameters():
            drawn = torch.randn_like(weights) if weights.dim() > 1 else torch.zeros_like(weights)
            if weights.dim() > 1:
                for filter_, target in zip(drawn, weights):
                    filter_.mul_(target.norm() / (filter_.norm() + 1e-10))
            direction.append(drawn)
        result.append(direction)
    return result


@torch.no_grad()
def torch_seconds(network, x, y, cells, batch):
    """Seconds for the cells, a point at a time."""
    origin = [weights.detach().clone() for weights in network.parameters()]
    first, second = directions(network)
    started = time.perf_counter()
    for alpha, beta in cells:
        for weights, start, one, two in zip(network.parameters(), origin, first, second):
            weights.copy_(start + alpha * one + beta * two)
        total = 0.0
        for begin in range(0, len(x), batch):
            outputs = network(x[begin : begin + batch])
            total += nn.functional.cross_entropy(outputs, y[begin : begin + batch], reduction="sum").item()
        total /= len(x)
    seconds = time.perf_counter() - started
    for weights, start in zip(network.parameters(), origin):
        weights.copy_(start)
    return seconds


def best_setting(task, samples):
    """The number of threads and the batch size at which a task is fastest; task(batch) gives its seconds."""
    sizes = [batch or samples for batch in BATCHES if batch is None or batch < samples]
    times = {}
    for threads, batch in [(threads, batch) for threads in THREADS for batch in sizes] * 3:
        torch.set_num_threads(threads)
        seconds = task(batch)
        times[threads, batch] = min(seconds, times.get((threads, batch), seconds))
    return min(times, key=times.get)


def orograph_seconds(command, folder, resolution, workers):
    printed = subprocess.run(
        [*command, "landscape", str(folder / "model.onnx"), "--data", str(folder / "data.npz"), "--range", "1",
         "--resolution", str(resolution), "--workers", str(workers), "--json"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return json.loads(printed)["evaluation_seconds"]


def compare(name, command, folder, repeats):
    build, samples, side, resolution = NETWORKS[name]
    x, y = digits(samples, side)
    network = prepared(build, x)
    export(network, x, y, folder)
    line = torch.linspace(-1, 1, resolution).tolist()
    cells = [(alpha, beta) for beta in line for alpha in line]
    threads, batch = best_setting(lambda batch: torch_seconds(network, x, y, cells[:TRIAL_CELLS], batch), samples)
    torch.set_num_threads(threads)
    theirs, ours, alone = [], [], []
    for _ in range(repeats):
        theirs.append(torch_seconds(network, x, y, cells, batch))
        ours.append(orograph_seconds(command, folder, resolution, 2))
        alone.append(orograph_seconds(command, folder, resolution, 1))
    return {
        "network": name,
        "samples": samples,
        "cells": len(cells),
        "pytorch_threads": threads,
        "pytorch_batch": batch,
        "pytorch_seconds": theirs,
        "orograph_seconds": ours,
        "orograph_one_worker_seconds": alone,
        "ratio": statistics.median(theirs) / statistics.median(ours),
        "scaling": statistics.median(alone) / statistics.median(ours) / 2,
    }


def torch_training_seconds(network, x, y, threads):
    """Seconds for the steps of a training with momentum, from the network's weights, which stay."""
    torch.set_num_threads(threads)
    trained = copy.deepcopy(network).train()
    optimizer = torch.optim.SGD(trained.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    started = time.perf_counter()
    for _ in range(EPOCHS):
        order = torch.randperm(len(x))
        for begin in range(0, len(x), TRAINING_BATCH):
            batch = order[begin : begin + TRAINING_BATCH]
            optimizer.zero_grad()
            nn.functional.cross_entropy(trained(x[batch]), y[batch]).backward()
            optimizer.step()
    return time.perf_counter() - started


def orograph_training_seconds(command, folder):
    printed = subprocess.run(
        [*command, "train", str(folder / "model.onnx"), "--data", str(folder / "data.npz"), "--optimizer", "momentum",
         "--momentum", str(MOMENTUM), "--lr", str(LEARNING_RATE), "--batch", str(TRAINING_BATCH),
         "--epochs", str(EPOCHS), "--json"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return json.loads(printed)["step_seconds"]


def compare_training(command, folder, repeats):
    build, samples, side, _ = NETWORKS[TRAINED]
    x, y = digits(samples, side)
    network = prepared(build, x)
    export(network, x, y, folder)
    theirs, ours = {threads: [] for threads in THREADS}, []
    for threads in THREADS:
        torch_training_seconds(network, x, y, threads)
    for _ in range(repeats):
        for threads in THREADS:
            theirs[threads].append(torch_training_seconds(network, x, y, threads))
        ours.append(orograph_training_seconds(command, folder))
    best = min(THREADS, key=lambda threads: statistics.median(theirs[threads]))
    return {
        "network": TRAINED,
        "samples": samples,
        "epochs": EPOCHS,
        "batch": TRAINING_BATCH,
        "pytorch_threads": best,
        "pytorch_seconds": theirs[best],
        "orograph_seconds": ours,
        "times_pytorch": statistics.median(ours) / statistics.median(theirs[best]),
    }


def print_training(row):
    print(
        f"{row['network']} trained on {row['samples']} digits for {row['epochs']} epochs in batches of {row['batch']}:"
        f" PyTorch {statistics.median(row['pytorch_seconds']):.3g} s ({row['pytorch_threads']} threads), Orograph"
        f" {statistics.median(row['orograph_seconds']):.3g} s, the start of Java's compiler included:"
        f" {row['times_pytorch']:.2f} times PyTorch's"
    )


def milliseconds(row, key):
    return 1e3 * statistics.median(row[key]) / row["cells"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", nargs="+", required=True, help="how Orograph is started")
    parser.add_argument("--folder", type=Path, required=True, help="where models, data and the result go")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", choices=NETWORKS, action="append")
    parser.add_argument("--training", action="store_true", help="time a training instead of landscapes")
    options = parser.parse_args()
    rows = []
    if options.training:
        options.folder.mkdir(parents=True, exist_ok=True)
        rows.append(compare_training(options.command, options.folder, options.repeats))
        print_training(rows[0])
    for name in [] if options.training else options.only or NETWORKS:
        folder = options.folder / name.replace(" ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        rows.append(compare(name, options.command, folder, options.repeats))
        row = rows[-1]
        print(
            f"{name}: {row['samples']} digits, {row['cells']} cells; a cell takes PyTorch"
            f" {milliseconds(row, 'pytorch_seconds'):.3g} ms ({row['pytorch_threads']} threads,"
            f" batches of {row['pytorch_batch']}), Orograph {milliseconds(row, 'orograph_seconds'):.3g} ms"
            f" ({milliseconds(row, 'orograph_one_worker_seconds'):.3g} with one worker):"
            f" {row['ratio']:.2f} times as fast; two workers reach {row['scaling']:.0%} of twice one",
            flush=True,
        )
    result = {"machine": platform.processor() or platform.machine(), "torch": torch.__version__, "rows": rows}
    (options.folder / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
