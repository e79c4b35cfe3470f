"""Write whole networks as ONNX files for the test WholeNetworksTest.

The weights are random and distinct, from a fixed seed: what is tested is that
the program computes what ONNX Runtime computes, not that the networks know
anything. It needs Debian's packages python3-torch, python3-torchvision and
python3-onnx.

    python3 make_networks.py             the small fixtures, into this folder
    python3 make_networks.py --all DIR   torchvision's own sizes (170 MB), into DIR

The test always reads the small ones, and those of a folder that the system
property orograph.networks names:

    mvn test -Dtest=WholeNetworksTest -Dorograph.networks=DIR
"""

import argparse
from pathlib import Path

import torch
from torch import nn
from torchvision import models
from torchvision.models import densenet, mobilenetv2, shufflenetv2

SEED = 20261124
VOCABULARY = 50
STEPS = 12


class Encoder(nn.Module):
    """A transformer encoder over tokens, with a class from the mean over the places."""

    def __init__(self, width=24):
        super().__init__()
        self.table = nn.Embedding(VOCABULARY, width)
        self.places = nn.Parameter(torch.zeros(1, STEPS, width))
        layer = nn.TransformerEncoderLayer(width, 4, 48, dropout=0.1, batch_first=True, activation="gelu")
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.head = nn.Linear(width, 5)

    def forward(self, x):
        return self.head(self.encoder(self.table(x) + self.places).mean(1))


class Recurrent(nn.Module):
    """Two recurrent layers in both directions, with a class from the last state."""

    def __init__(self, kind):
        super().__init__()
        self.layers = kind(6, 10, num_layers=2, batch_first=True, bidirectional=True)
        self.head = nn.Linear(20, 5)

    def forward(self, x):
        return self.head(self.layers(x)[0][:, -1])


def vgg():
    """VGG-11 with BatchNorm for small images: its own pooling to 7 by 7 cannot be exported for them."""
    network = models.vgg11_bn()
    network.avgpool = nn.Identity()
    network.classifier = nn.Linear(512 * 2 * 2, 10)
    return network


IMAGE = (1, 3, 32, 32)

SMALL = {
    "mobilenet-v2": (lambda: mobilenetv2.MobileNetV2(num_classes=5, width_mult=0.1), IMAGE),
    "densenet": (lambda: densenet.DenseNet(4, (2, 3, 2), 8, 2, num_classes=5), IMAGE),
    "shufflenet-v2": (
        lambda: shufflenetv2.ShuffleNetV2([2, 2, 2], [8, 16, 24, 32, 48], num_classes=5),
        IMAGE,
    ),
    "transformer": (Encoder, None),
    "lstm": (lambda: Recurrent(nn.LSTM), (1, STEPS, 6)),
    "gru": (lambda: Recurrent(nn.GRU), (1, STEPS, 6)),
}

FULL_IMAGE = (1, 3, 64, 64)

FULL = {
    "squeezenet": (models.squeezenet1_1, FULL_IMAGE),
    "mobilenet-v2": (models.mobilenet_v2, FULL_IMAGE),
    "densenet-121": (models.densenet121, FULL_IMAGE),
    "shufflenet-v2": (models.shufflenet_v2_x1_0, FULL_IMAGE),
    "resnet-18": (models.resnet18, FULL_IMAGE),
    "googlenet": (lambda: models.googlenet(init_weights=True, aux_logits=False), FULL_IMAGE),
    "vgg-11-bn": (vgg, FULL_IMAGE),
}


def write(name, make, shape, folder):
    torch.manual_seed(SEED)
    model = make()
    for parameter in model.parameters():
        if parameter.dim() < 2:
            # Scales, shifts and biases start as ones and zeros, which would hide that they are mixed up.
            nn.init.uniform_(parameter, 0.3, 1.1)
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    model.eval()
    x = torch.zeros(1, STEPS, dtype=torch.long) if shape is None else torch.randn(shape)
    # As training exports are: parameters by their names, BatchNorm as nodes of its own.
    torch.onnx.export(
        model,
        x,
        folder / f"{name}.onnx",
        input_names=["x"],
        output_names=["logits"],
        dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}},
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        opset_version=13,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--all", type=Path, metavar="DIR", help="write torchvision's own sizes there")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    folder = arguments.all or Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, shape) in (FULL if arguments.all else SMALL).items():
        write(name, make, shape, folder)


if __name__ == "__main__":
    main()
