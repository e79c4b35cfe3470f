"""The list of networks, and what goes into them and comes out."""

from dataclasses import dataclass, field
from typing import Callable, Optional

import torch
from torch import nn
from torch.nn import functional as F

ENTRIES = []


@dataclass
class Entry:
    """A network: how it is made, its inputs for a batch of some size, and its loss for an output."""

    name: str
    make: Callable
    inputs: Callable
    loss: Optional[Callable] = None
    opset: int = 14
    fixed: bool = False
    traced: int = 2
    stored: int = 3
    shared: tuple = ()
    batch_axis: dict = field(default_factory=dict)


def add(name, make, inputs, loss=None, **more):
    ENTRIES.append(Entry(name, make, inputs, loss, **more))


class Apply(nn.Module):
    """Layers, and what a function does with them and the inputs."""

    def __init__(self, forward, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.function = forward

    def forward(self, *inputs):
        return self.function(*inputs, *self.layers)


def images(size, channels=3):
    return lambda n: (torch.randn(n, channels, size, size),)


def rows(*shape):
    return lambda n: (torch.randn(n, *shape),)


def tokens(length, vocabulary):
    return lambda n: (torch.randint(1, vocabulary, (n, length)),)


def classes(y):
    """Cross-entropy over the second axis."""
    target = torch.randint(y.shape[1], (y.shape[0], *y.shape[2:]))
    return target, F.cross_entropy(y, target)


def next_tokens(y):
    """Cross-entropy over the last axis."""
    target = torch.randint(y.shape[-1], y.shape[:-1])
    return target, F.cross_entropy(y.flatten(0, -2), target.flatten())


def log_classes(y):
    """Negative log-likelihood over the second axis."""
    target = torch.randint(y.shape[1], (y.shape[0], *y.shape[2:]))
    return target, F.nll_loss(y, target)


def values(y):
    """Mean squared error."""
    target = torch.randn_like(y, dtype=torch.float32)
    return target, F.mse_loss(y, target.double())
