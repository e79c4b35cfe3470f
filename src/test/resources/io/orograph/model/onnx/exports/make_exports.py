"""Write small networks as PyTorch exports them, with inputs and outputs, for the test ExportsTest.

Each folder is one that `orograph check` takes. The batch is open; a network is
traced with a batch of another size than that of the stored inputs, so that a
size that was taken for a constant shows. The weights are random, from a fixed
seed. It needs Debian's packages python3-torch, python3-torchvision and
python3-onnx.

    python3 make_exports.py     into the folder of this file
"""

from pathlib import Path

import torch
from onnx import numpy_helper
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torchvision.models.swin_transformer import SwinTransformer

FOLDER = Path(__file__).resolve().parent
SAMPLES = 3
TOKENS = 20


class Network(nn.Module):
    """Layers, and what a function does with them and the inputs."""

    def __init__(self, forward, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.function = forward

    def forward(self, *inputs):
        return self.function(*inputs, *self.layers)


def assign_columns(x, layer):
    h = layer(x).clone()
    h[:, 0] = 0
    h[:, 2:4] = h[:, 2:4] * 2
    return h


def assign_places(x, layer):
    h = layer(x).clone()
    h[:, :, 0] = x[:, :, 1]
    h[:, 1, 2:4] = 1.5
    h[:, -1] += 1
    h[:, [0, 2]] = x[:, [1, 3], :5]
    return h.sum(1)


def assign_steps(x, layer):
    h = layer(x).clone()
    h[..., ::2] = 0
    return h


def assign_into_zeros(x, layer):
    y = torch.zeros(x.size(0), 4, 8)
    y[:, 1:3, 2:8] = layer(x)[:, :2]
    return y


def pick_by_sample(x, layer):
    return layer(x)[torch.arange(x.size(0)), x[:, 0].gt(0).long()]


def last_token(x, table, layer):
    return layer(table(x))[torch.arange(x.size(0)), (x != 0).sum(1) - 1]


def squeeze(x, layer):
    return layer(x.mean(2, keepdim=True).squeeze(2))


class Packed(nn.Module):
    """A recurrent layer over sequences of different lengths, which are told by the padding."""

    def __init__(self, kind):
        super().__init__()
        self.table = nn.Embedding(TOKENS, 4, padding_idx=0)
        self.layer = kind(4, 5, batch_first=True, bidirectional=True)
        self.head = nn.Linear(10, 3)

    def forward(self, x):
        packed = pack_padded_sequence(self.table(x), (x != 0).sum(1), batch_first=True, enforce_sorted=False)
        outputs, _ = pad_packed_sequence(self.layer(packed)[0], batch_first=True, total_length=x.size(1))
        return self.head(outputs.sum(1))


class Attention(nn.Module):
    """Attention over a sequence that comes first, with some places masked."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2)
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        steps = x.transpose(0, 1)
        outputs, _ = self.attention(steps, steps, steps, key_padding_mask=x[:, :, 0] > 0.5)
        return self.head(outputs.mean(0))


def bag(mode):
    return nn.Sequential(nn.EmbeddingBag(TOKENS, 6, mode=mode), nn.Linear(6, 3))


def numbers(*shape):
    return lambda batch: torch.randn(batch, *shape)


def padded(batch):
    x = torch.randint(1, TOKENS, (batch, 7))
    for sample, length in enumerate([7, 3, 5][:batch]):
        x[sample, length:] = 0
    return x


def tokens(batch):
    return torch.randint(0, TOKENS, (batch, 5))


# Name: how it is made, its inputs for a batch, the batch that it is traced with.
NETWORKS = {
    "assign-columns": (lambda: Network(assign_columns, nn.Linear(6, 5)), numbers(6), 2),
    "assign-places": (lambda: Network(assign_places, nn.Linear(6, 5)), numbers(4, 6), 2),
    "assign-steps": (lambda: Network(assign_steps, nn.Linear(6, 5)), numbers(4, 6), 2),
    "assign-into-zeros": (lambda: Network(assign_into_zeros, nn.Linear(6, 6)), numbers(4, 6), 2),
    "pick-by-sample": (lambda: Network(pick_by_sample, nn.Linear(6, 3)), numbers(6), 2),
    "last-token": (lambda: Network(last_token, nn.Embedding(TOKENS, 6), nn.Linear(6, 3)), padded, 2),
    "squeeze": (lambda: Network(squeeze, nn.Linear(6, 3)), numbers(6, 5), 2),
    "attention-mask": (Attention, numbers(6, 8), 2),
    "packed-lstm": (lambda: Packed(nn.LSTM), padded, 1),
    "packed-gru": (lambda: Packed(nn.GRU), padded, 1),
    "bag-sum": (lambda: bag("sum"), tokens, 2),
    "bag-mean": (lambda: bag("mean"), tokens, 2),
    "bag-max": (lambda: bag("max"), tokens, 2),
    "swin": (lambda: SwinTransformer([4, 4], 8, [2], [2], [2, 2], num_classes=3), numbers(3, 12, 12), 2),
}


def write(name, make, inputs, traced):
    torch.manual_seed(20261128)
    network = make().eval()
    folder = FOLDER / name / "test_data_set_0"
    folder.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network,
        inputs(traced),
        FOLDER / name / "model.onnx",
        input_names=["x"],
        output_names=["y"],
        dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}},
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        opset_version=14,
    )
    x = inputs(SAMPLES)
    for kind, tensor in (("input", x), ("output", network(x))):
        stored = numpy_helper.from_array(tensor.detach().numpy())
        (folder / f"{kind}_0.pb").write_bytes(stored.SerializeToString())


if __name__ == "__main__":
    for case, what in NETWORKS.items():
        write(case, *what)
