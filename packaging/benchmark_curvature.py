"""Times Orograph's gradient and largest Hessian eigenvalue against PyTorch, side by side in one run.

The networks and data are those of benchmark.py. PyTorch computes the gradient of the mean loss over all samples at its
best number of threads and batch size: the three that are best in a trial are timed many times, since two threads that
wait for each other take very different times, and the best median counts. It computes the eigenvalue by power iteration
on products by automatic differentiation until it changes by less than 0.001 of itself, as PyHessian does (Yao et al.
2020); Orograph by the benchmarks of src/benchmark, in Java, the eigenvalue until it is known to 1 %. A ratio is
Orograph's median time over PyTorch's.

Run it by packaging/benchmark --curvature.
"""

import argparse
import json
import re
import statistics
import subprocess
import time
from pathlib import Path

import torch
from torch import nn

from benchmark import TIMED_IN_FULL, best_settings
from benchmark_networks import NETWORKS, export, prepared

GRADIENT_OF = ("dense 784-128-64-10", "LeNet-5", "ResNet-20", "transformer")
# Of the others PyTorch's power iteration takes minutes a time.
EIGENVALUE_OF = ("dense 784-128-64-10", "LeNet-5")
EPOCHS = 5
TOLERANCE = 1e-3
MOST_ITERATIONS = 100
LEAST_GRADIENTS = 15


def trained(network, x, y):
    """A short training: curvature is measured at minima, where a few eigenvalues stand apart."""
    torch.manual_seed(0)
    optimizer = torch.optim.Adam(network.parameters(), 2e-3)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(50):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(x[rows]), y[rows]).backward()
            optimizer.step()
    return network


def gradient(network, x, y, batch):
    """∇L over all samples, summed over batches."""
    parameters = list(network.parameters())
    total = [torch.zeros_like(weights) for weights in parameters]
    for begin in range(0, len(x), batch):
        loss = nn.functional.cross_entropy(network(x[begin : begin + batch]), y[begin : begin + batch], reduction="sum")
        for sum_, part in zip(total, torch.autograd.grad(loss / len(x), parameters)):
            sum_.add_(part)
    return total


def product(network, x, y, batch, vector):
    """∇²L·v over all samples, summed over batches: the gradient of ∇L·v."""
    parameters = list(network.parameters())
    total = [torch.zeros_like(weights) for weights in parameters]
    for begin in range(0, len(x), batch):
        loss = nn.functional.cross_entropy(network(x[begin : begin + batch]), y[begin : begin + batch], reduction="sum")
        first = torch.autograd.grad(loss / len(x), parameters, create_graph=True)
        for sum_, part in zip(total, torch.autograd.grad(first, parameters, vector)):
            sum_.add_(part)
    return total


def dot(one, other):
    return sum((a * b).sum() for a, b in zip(one, other)).item()


def normalized(vector):
    length = dot(vector, vector) ** 0.5 + 1e-6
    return [part / length for part in vector]


def largest_eigenvalue(network, x, y, batch):
    torch.manual_seed(0)
    vector = normalized([torch.randn_like(weights) for weights in network.parameters()])
    eigenvalue = None
    for _ in range(MOST_ITERATIONS):
        moved = product(network, x, y, batch, vector)
        before, eigenvalue = eigenvalue, dot(moved, vector)
        vector = normalized(moved)
        if before is not None and abs(eigenvalue - before) / (abs(before) + 1e-6) < TOLERANCE:
            break
    return eigenvalue


def seconds(task, repeats):
    """Of each repetition, after one that does not count."""
    task()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        task()
        times.append(time.perf_counter() - started)
    return times


def best_of(task, samples, repeats):
    """The number of threads and the batch size whose median time is least, and the times; task(batch) is timed."""
    hopeful = best_settings(lambda batch: seconds(lambda: task(batch), 1)[0], samples)[:TIMED_IN_FULL]
    times = {}
    for threads, batch in hopeful:
        torch.set_num_threads(threads)
        times[threads, batch] = seconds(lambda batch=batch: task(batch), repeats)
    threads, batch = min(times, key=lambda setting: statistics.median(times[setting]))
    return threads, batch, times[threads, batch]


def orograph(root, folder, name):
    """Seconds of each iteration of one JMH benchmark, and the eigenvalue that it found, if it looked for one."""
    result = folder / f"{name}.json"
    printed = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(root / "pom.xml"), "-Pbenchmark", "test-compile", "exec:exec",
         f"-Djmh=CurvatureBenchmark.{name} -p model={folder / 'model.onnx'} -p data={folder / 'data.npz'}"
         f" -rf json -rff {result}"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    eigenvalue = float(re.search(r"eigenvalue (\S+)", printed).group(1))
    times = [time / 1e3 for time in json.loads(result.read_text())[0]["primaryMetric"]["rawData"][0]]
    return times, eigenvalue


def compare(name, root, folder, repeats):
    x, y = NETWORKS[name].data()
    network = trained(prepared(NETWORKS[name].build, x), x, y)
    export(network, x, y, folder)
    tasks = {
        "gradient": lambda batch: gradient(network, x, y, batch),
        "largestEigenvalue": lambda batch: largest_eigenvalue(network, x, y, batch),
    }
    threads, batch, gradients = best_of(tasks["gradient"], len(x), max(repeats, LEAST_GRADIENTS))
    torch.set_num_threads(threads)
    rows = []
    for task, run in tasks.items():
        if task == "largestEigenvalue" and name not in EIGENVALUE_OF:
            continue
        theirs = gradients if task == "gradient" else seconds(lambda run=run: run(batch), repeats)
        ours, eigenvalue = orograph(root, folder, task)
        rows.append({
            "network": name,
            "task": task,
            "pytorch_threads": threads,
            "pytorch_batch": batch,
            "pytorch_seconds": theirs,
            "orograph_seconds": ours,
            "pytorch_result": run(batch) if task == "largestEigenvalue" else None,
            "orograph_result": eigenvalue if task == "largestEigenvalue" else None,
            "ratio": statistics.median(ours) / statistics.median(theirs),
        })
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where models, data and the result go")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", choices=GRADIENT_OF, action="append")
    options = parser.parse_args()
    rows = []
    for name in options.only or GRADIENT_OF:
        folder = (options.folder / name.replace(" ", "-")).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for row in compare(name, Path(__file__).resolve().parent.parent, folder, options.repeats):
            rows.append(row)
            print(
                f"{name}, {row['task']}: PyTorch {1e3 * statistics.median(row['pytorch_seconds']):.3g} ms"
                f" ({row['pytorch_threads']} threads, batches of {row['pytorch_batch']}), Orograph"
                f" {1e3 * statistics.median(row['orograph_seconds']):.3g} ms: {row['ratio']:.2f} times PyTorch's time"
                + (f"; {row['pytorch_result']:.5g} and {row['orograph_result']:.5g}" if row["pytorch_result"] else ""),
                flush=True,
            )
    (options.folder / "curvature.json").write_text(json.dumps({"torch": torch.__version__, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
