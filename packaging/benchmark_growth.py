"""Times Orograph's landscapes as cells, samples, parameters and workers grow, one of them at a time.

A dense network of two equal inner layers on drawn data, which costs the same whatever it has learned. A series ends early
where a run takes longer than --longest. Prints a table a series, with the time a unit: constant where growth is linear.
Run it by packaging/benchmark --growth; it writes growth.json.
"""

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

import torch

from benchmark import MEGABYTE, orograph, processor
from benchmark_networks import CLASSES, SEED, dense, export

INPUTS = 64


@dataclass(frozen=True)
class Run:
    """What one run computes."""

    width: int = 128
    samples: int = 1000
    resolution: int = 21
    workers: int = 2

    def parameters(self):
        return (INPUTS + 1) * self.width + (self.width + 1) * self.width + (self.width + 1) * CLASSES

    def cells(self):
        return self.resolution * self.resolution


def series(cores):
    """By name: the runs, what grows, and what a unit of the time is."""
    return {
        "cells": ([Run(resolution=side) for side in (5, 11, 21, 41, 81, 161)], Run.cells, "a cell"),
        "samples": ([Run(samples=10**power) for power in (2, 3, 4, 5)], lambda run: run.samples, "a sample"),
        "parameters": (
            [Run(width=width, samples=256, resolution=5) for width in (12, 66, 275, 960, 3120, 9960)],
            Run.parameters,
            "a parameter",
        ),
        "workers": (
            [Run(width=512, workers=count) for count in range(1, cores + 1)],
            lambda run: 1 / run.workers,
            "a worker's share",
        ),
    }


def measured(command, folder, run):
    """Seconds and memory of a run; models and data are made anew, and overwritten by the next."""
    torch.manual_seed(SEED)
    x, y = torch.randn(run.samples, INPUTS), torch.randint(0, CLASSES, (run.samples,))
    export(dense(INPUTS, run.width, run.width, CLASSES), x, y, folder)
    return orograph(command, folder, run.resolution, run.workers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", nargs="+", required=True, help="how Orograph is started")
    parser.add_argument("--folder", type=Path, required=True, help="where models, data and the result go")
    parser.add_argument("--longest", type=float, default=60, help="seconds after which a series ends")
    parser.add_argument("--only", choices=series(1), action="append")
    options = parser.parse_args()
    folder = options.folder / "growth"
    folder.mkdir(parents=True, exist_ok=True)
    result = {"processor": processor(), "cores": os.cpu_count(), "series": {}}
    for name, (runs, size, unit) in series(os.cpu_count()).items():
        if options.only and name not in options.only:
            continue
        print(f"\n| {name} | seconds | microseconds {unit} | memory, MB |\n| --- | --- | --- | --- |")
        rows = result["series"][name] = []
        for run in runs:
            seconds, memory = measured(options.command, folder, run)
            rows.append({**run.__dict__, "parameters": run.parameters(), "seconds": seconds, "memory": memory})
            shown = run.workers if name == "workers" else size(run)
            print(f"| {shown:,} | {seconds:.3g} | {1e6 * seconds / size(run):.3g} | {memory / MEGABYTE:.0f} |", flush=True)
            (options.folder / "growth.json").write_text(json.dumps(result, indent=2) + "\n")
            if seconds > options.longest:
                break


if __name__ == "__main__":
    main()
