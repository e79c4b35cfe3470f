"""Times Orograph against PyTorch on the same networks, data and cells, side by side in one run.

The networks of benchmark_networks.py are written as ONNX and evaluated over a grid of weights: by PyTorch a point at a
time, as the published scripts do (set the weights, no_grad, mean loss), at its best number of threads and batch size:
the three that are best in a trial are timed in full, and the best of them counts; and by Orograph's command line. Both
run in turn; their times begin with the first cell, when the directions are there, and Orograph's plan and its pass at
the origin are within. A ratio is PyTorch's median time over Orograph's. Beside them stands ONNX Runtime: the time of a
forward pass over all samples with fixed weights, at its best number of threads and batch. It chooses its instructions
itself, whatever --instructions says. Memory is the most that a process had in use. With --training LeNet-5 is trained
by both instead, on 1,000 digits.

Run it by packaging/benchmark, which installs what it needs. It prints a table and writes benchmark.json.
"""

import argparse
import copy
import json
import multiprocessing
import os
import platform
import re
import resource
import statistics
import subprocess
import time
from pathlib import Path

import torch
from torch import nn

from benchmark_networks import NETWORKS, export, prepared

ROOT = Path(__file__).resolve().parent.parent
THREADS = (1, 2)
BATCHES = (8, 32, 128, 256, None)
TRIAL_CELLS = 3
TRIALS = 3
TIMED_IN_FULL = 3
KILOBYTE = 1024
MEGABYTE = 1e6
TRAINED = "LeNet-5"
EPOCHS = 5
TRAINING_BATCH = 64
LEARNING_RATE = 0.05
MOMENTUM = 0.9

# What makes a processor with wider vectors compute as one with AVX2, for all that are compared.
INSTRUCTIONS = {
    "native": {},
    "avx2": {
        "DNNL_MAX_CPU_ISA": "AVX2",
        "ONEDNN_MAX_CPU_ISA": "AVX2",
        "OPENBLAS_CORETYPE": "Haswell",
        "ATEN_CPU_CAPABILITY": "avx2",
        "MKL_ENABLE_INSTRUCTIONS": "AVX2",
        "JAVA_TOOL_OPTIONS": "-XX:UseAVX=2",
    },
}


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
    """Seconds for the cells, a point at a time, once the directions are there."""
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


def settings(samples):
    sizes = [batch or samples for batch in BATCHES if batch is None or batch < samples]
    return [(threads, batch) for threads in THREADS for batch in sizes]


def best_settings(task, samples):
    """The numbers of threads and batch sizes at which a task is fastest, the best first; task(batch) gives its seconds."""
    times = {}
    for trial in range(TRIALS):
        # What took twice as long as another will not be the best.
        hopeful = settings(samples) if trial == 0 else [key for key in times if times[key] < 2 * min(times.values())]
        for threads, batch in hopeful:
            torch.set_num_threads(threads)
            seconds = task(batch)
            times[threads, batch] = min(seconds, times.get((threads, batch), seconds))
    return sorted(times, key=times.get)


def runtime_seconds(model, x):
    """Seconds of ONNX Runtime for one pass over all samples at its best; in Java, as Orograph's tests have it."""
    numbers = model.parent / "x.raw"
    x.numpy().tofile(numbers)
    batches = ",".join(str(batch or len(x)) for batch in BATCHES)
    printed = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(ROOT / "pom.xml"), "-Pbenchmark", "test-compile", "exec:exec",
         "-Dbenchmark.main=io.orograph.model.onnx.OnnxRuntimePass",
         f"-Djmh={model.resolve()} {numbers.resolve()} {str(x.dtype).split('.')[1]} {'x'.join(map(str, x.shape))}"
         f" {batches}"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return float(re.search(r"seconds (\S+)", printed).group(1))


def torch_process(pipe, name, folder, resolution):
    """Answers in a process of its own, whose memory is PyTorch's alone: best, run, memory, runtime."""
    row = NETWORKS[name]
    x, y = row.data()
    network = prepared(row.build, x)
    line = torch.linspace(-1, 1, resolution).tolist()
    cells = [(alpha, beta) for beta in line for alpha in line]
    best = []
    for question in iter(pipe.recv, None):
        if question == "export":
            export(network, x, y, folder)
            pipe.send(len(x))
        if question == "best":
            few = cells[: min(TRIAL_CELLS, len(cells))]
            best = best_settings(lambda batch: torch_seconds(network, x, y, few, batch), len(x))[:TIMED_IN_FULL]
            pipe.send(best)
        if question == "run":
            times = []
            for threads, batch in best:
                torch.set_num_threads(threads)
                times.append(torch_seconds(network, x, y, cells, batch))
            pipe.send(times)
        if question == "memory":
            pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE)
        if question == "runtime":
            pipe.send(runtime_seconds(folder / "model.onnx", x))


def orograph(command, folder, resolution, workers):
    """Seconds and the most memory of Orograph for the grid."""
    process = subprocess.Popen(
        [*command, "landscape", str(folder / "model.onnx"), "--data", str(folder / "data.npz"), "--range", "1",
         "--resolution", str(resolution), "--workers", str(workers), "--json"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"Orograph ended with status {status}")
    return json.loads(printed)["evaluation_seconds"], usage.ru_maxrss * KILOBYTE


def compare(name, command, folder, options):
    resolution = options.resolution or NETWORKS[name].resolution
    pipe, other = multiprocessing.Pipe()
    arguments = (other, name, folder, resolution)
    process = multiprocessing.get_context("spawn").Process(target=torch_process, args=arguments)
    process.start()

    def ask(question):
        pipe.send(question)
        return pipe.recv()

    samples = ask("export")
    best = ask("best")
    all_theirs, ours, alone, memory = [], [], [], []
    for _ in range(options.repeats):
        all_theirs.append(ask("run"))
        for workers, times in ((2, ours), (1, alone)):
            seconds, most = orograph(command, folder, resolution, workers)
            times.append(seconds)
            if workers == 2:
                memory.append(most)
    by_setting = list(zip(best, zip(*all_theirs)))
    (threads, batch), theirs = min(by_setting, key=lambda entry: statistics.median(entry[1]))
    row = {
        "network": name,
        "samples": samples,
        "cells": resolution * resolution,
        "pytorch_threads": threads,
        "pytorch_batch": batch,
        "pytorch_seconds": theirs,
        "pytorch_settings": by_setting,
        "pytorch_memory": ask("memory"),
        "orograph_seconds": ours,
        "orograph_one_worker_seconds": alone,
        "orograph_memory": memory,
        "onnxruntime_seconds_a_pass": ask("runtime"),
        "ratio": statistics.median(theirs) / statistics.median(ours),
        "scaling": statistics.median(alone) / statistics.median(ours) / 2,
    }
    pipe.send(None)
    process.join()
    return row


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
    x, y = NETWORKS[TRAINED].data()
    network = prepared(NETWORKS[TRAINED].build, x)
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
        "samples": len(x),
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


def print_head():
    print("| network, samples, cells | PyTorch, ms a cell (threads, batch) | Orograph | with one worker | times as fast"
          " | two workers of twice one | ONNX Runtime, ms a pass | memory, PyTorch and Orograph, MB |")  # fmt: skip
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)


def print_row(row):
    alone = row["onnxruntime_seconds_a_pass"]
    print(
        f"| {row['network']}, {row['samples']}, {row['cells']} | {milliseconds(row, 'pytorch_seconds'):.3g}"
        f" ({row['pytorch_threads']}, {row['pytorch_batch']}) | {milliseconds(row, 'orograph_seconds'):.3g}"
        f" | {milliseconds(row, 'orograph_one_worker_seconds'):.3g} | {row['ratio']:.2f} | {row['scaling']:.0%}"
        f" | {1e3 * alone:.3g}"
        f" | {row['pytorch_memory'] / MEGABYTE:.0f}, {statistics.median(row['orograph_memory']) / MEGABYTE:.0f} |",
        flush=True,
    )


def processor():
    """The name of the processor where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", nargs="+", required=True, help="how Orograph is started")
    parser.add_argument("--folder", type=Path, required=True, help="where models, data and the result go")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--resolution", type=int, help="cells along each side, in place of each network's own")
    parser.add_argument("--only", choices=NETWORKS, action="append")
    parser.add_argument("--instructions", choices=INSTRUCTIONS, action="append", help="for all alike; default: native")
    parser.add_argument("--training", action="store_true", help="time a training instead of landscapes")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    result = {"processor": processor(), "cores": os.cpu_count(), "torch": torch.__version__, "rows": []}
    if options.training:
        result["rows"].append(compare_training(options.command, options.folder, options.repeats))
        print_training(result["rows"][0])
    for instructions in [] if options.training else options.instructions or ["native"]:
        os.environ.update(INSTRUCTIONS[instructions])
        print(f"\n{result['processor']}, instructions: {instructions}\n")
        print_head()
        for name in options.only or NETWORKS:
            folder = options.folder / name.replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            row = {"instructions": instructions, **compare(name, options.command, folder, options)}
            print_row(row)
            result["rows"].append(row)
            (options.folder / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")
    (options.folder / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
