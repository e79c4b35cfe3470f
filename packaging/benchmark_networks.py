"""The networks that benchmarks compare on, with their data: seeded weights, real digits where the network takes them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy
import torch
from torch import nn

SEED = 1
CLASSES = 10


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


def residual(stem, channels, stages):
    """A residual network of stages (width, blocks, stride of the first block)."""
    layers = list(stem)
    for width, blocks, stride in stages:
        for block in range(blocks):
            layers.append(Block(channels, width, stride if block == 0 else 1))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES))


def resnet20():
    stem = [nn.Conv2d(1, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    return residual(stem, 16, [(16, 3, 1), (32, 3, 2), (64, 3, 2)])


def resnet18():
    stem = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    return residual(stem, 64, [(64, 2, 1), (128, 2, 2), (256, 2, 2), (512, 2, 2)])


class Inverted(nn.Module):
    """A depthwise convolution between two of one place, with a skip where the shapes allow it (Sandler et al. 2018)."""

    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        inner = inputs * expansion
        layers = [] if expansion == 1 else [nn.Conv2d(inputs, inner, 1, bias=False), nn.BatchNorm2d(inner), nn.ReLU6()]
        self.layers = nn.Sequential(
            *layers,
            nn.Conv2d(inner, inner, 3, stride, 1, groups=inner, bias=False), nn.BatchNorm2d(inner), nn.ReLU6(),
            nn.Conv2d(inner, outputs, 1, bias=False), nn.BatchNorm2d(outputs),
        )  # fmt: skip
        self.skips = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.layers(x) if self.skips else self.layers(x)


def mobilenet():
    layers = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU6()]
    channels = 32
    for expansion, width, blocks, stride in (
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)
    ):  # fmt: skip
        for block in range(blocks):
            layers.append(Inverted(channels, width, stride if block == 0 else 1, expansion))
            channels = width
    layers += [nn.Conv2d(channels, 1280, 1, bias=False), nn.BatchNorm2d(1280), nn.ReLU6()]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, CLASSES))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, CLASSES),
    )  # fmt: skip


def dense(*widths):
    layers = [nn.Flatten()]
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.mixed = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x):
        batch, tokens, width = x.shape[0], x.shape[1], x.shape[2]
        split = self.mixed(x).reshape(-1, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(split[0] @ split[1].transpose(-1, -2) * (width // self.heads) ** -0.5, -1)
        return self.out((weights @ split[2]).transpose(1, 2).reshape(-1, tokens, width))


class TransformerBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.inner = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.inner(self.norm2(x))


class Transformer(nn.Module):
    """Of 64 tokens of an alphabet of 64, the mean of the last layer is classified (Vaswani et al. 2017)."""

    TOKENS = 64

    def __init__(self, width=128, heads=4, blocks=4):
        super().__init__()
        self.tokens = nn.Embedding(self.TOKENS, width)
        self.places = nn.Parameter(torch.randn(self.TOKENS, width) / 10)
        self.blocks = nn.Sequential(*[TransformerBlock(width, heads) for _ in range(blocks)])
        self.norm, self.out = nn.LayerNorm(width), nn.Linear(width, CLASSES)

    def forward(self, x):
        return self.out(self.norm(self.blocks(self.tokens(x) + self.places)).mean(1))


def digits(samples, side=28, channels=1):
    """Digits of the sample data, scaled to 0-1 and framed with zeros to the wanted side."""
    data = numpy.load(Path(__file__).parent.parent / "sample-models" / "mnist-test.npz")
    images = torch.tensor(data["x"][:samples].astype(numpy.float32) / 255)
    frame = (side - 28) // 2
    framed = nn.functional.pad(images, (frame,) * 4).repeat(1, channels, 1, 1)
    return framed, torch.tensor(data["y"][:samples].astype(numpy.int64))


def sequences(samples):
    torch.manual_seed(SEED)
    return torch.randint(0, Transformer.TOKENS, (samples, Transformer.TOKENS)), torch.randint(0, CLASSES, (samples,))


@dataclass(frozen=True)
class Row:
    """A network, its data as (x, y), and the cells along each side of the grid that it is evaluated on."""

    build: Callable
    data: Callable
    resolution: int


NETWORKS = {
    "dense 784-128-64-10": Row(lambda: dense(784, 128, 64, CLASSES), lambda: digits(1000), 41),
    "LeNet-5": Row(lenet, lambda: digits(1000), 31),
    "ResNet-20": Row(resnet20, lambda: digits(256, 32), 11),
    "MobileNetV2 64x64": Row(mobilenet, lambda: digits(64, 64, 3), 5),
    "ResNet-18 64x64": Row(resnet18, lambda: digits(64, 64, 3), 5),
    "dense 49 M weights": Row(lambda: dense(784, 6400, 4096, 4352, CLASSES), lambda: digits(256), 5),
    "transformer": Row(Transformer, lambda: sequences(128), 11),
}


def prepared(build, x):
    """The network in evaluation mode, its running statistics those of the data."""
    torch.manual_seed(SEED)
    network = build()
    network.train()
    with torch.no_grad():
        for _ in range(20 if any(isinstance(part, nn.BatchNorm2d) for part in network.modules()) else 0):
            network(x)
    return network.eval()


def export(network, x, y, folder):
    torch.onnx.export(
        network, x[:2], str(folder / "model.onnx"), input_names=["x"], output_names=["logits"], opset_version=13,
        dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}},
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False,
    )  # fmt: skip
    numpy.savez(folder / "data.npz", x=x.numpy(), y=y.numpy())
