"""Networks in which layers are merged, and checkpoints that keep them otherwise.

    /usr/bin/python3 make_merged.py FOLDER          (PyTorch 1.13)

writes model.onnx, data and checkpoints for each network, and losses.tsv: network, checkpoint, and the mean cross-entropy
that PyTorch computes in 64 bits with the weights of the checkpoint.
"""

import os
import sys

import numpy as np
import torch
from torch import nn

FOLDER = sys.argv[1]
UNITS = 5
WIDTH = 8


class Recurrent(nn.Module):
    def __init__(self, kind, **options):
        super().__init__()
        self.rnn = kind(4, UNITS, batch_first=True, **options)
        self.fc = nn.Linear(UNITS * (2 if options.get("bidirectional") else 1), 3)

    def forward(self, x):
        return self.fc(self.rnn(x)[0][:, -1])


def heads(x):
    return x.reshape(x.shape[0], x.shape[1], 2, WIDTH // 2).transpose(1, 2)


def attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) * 0.5).softmax(-1)
    mixed = (weights @ v).transpose(1, 2)
    return mixed.reshape(mixed.shape[0], mixed.shape[1], WIDTH)


class Reshaped(nn.Module):
    """q, k and v by reshaping the result of one layer, as in vision transformers."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        n, steps, _ = x.shape
        q, k, v = self.qkv(x).reshape(n, steps, 3, 2, WIDTH // 2).permute(2, 0, 3, 1, 4).unbind(0)
        return self.proj(attention(q, k, v))


class Cut(nn.Module):
    """q, k and v by cutting the result of one layer whose weights are [in, out], as in GPT-2."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(WIDTH, 3 * WIDTH) * 0.3)
        self.bias = nn.Parameter(torch.randn(3 * WIDTH) * 0.3)
        self.proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        q, k, v = (x @ self.weight + self.bias).split(WIDTH, -1)
        return self.proj(attention(heads(q), heads(k), heads(v)))


class Apart(nn.Module):
    def __init__(self):
        super().__init__()
        self.q_proj = nn.Linear(WIDTH, WIDTH)
        self.k_proj = nn.Linear(WIDTH, WIDTH)
        self.v_proj = nn.Linear(WIDTH, WIDTH)
        self.proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        return self.proj(attention(heads(self.q_proj(x)), heads(self.k_proj(x)), heads(self.v_proj(x))))


class OfTorch(nn.Module):
    def __init__(self):
        super().__init__()
        self.mha = nn.MultiheadAttention(WIDTH, 2, batch_first=True)

    def forward(self, x):
        return self.mha(x, x, x)[0]


class Classifier(nn.Module):
    def __init__(self, attn):
        super().__init__()
        self.attn = attn
        self.fc = nn.Linear(WIDTH, 3)

    def forward(self, x):
        return self.fc(self.attn(x).mean(1))


NETWORKS = {
    "lstm": lambda: Recurrent(nn.LSTM),
    "lstm_two_ways": lambda: Recurrent(nn.LSTM, bidirectional=True, num_layers=2),
    "lstm_without_bias": lambda: Recurrent(nn.LSTM, bias=False),
    "gru_two_ways": lambda: Recurrent(nn.GRU, bidirectional=True),
    "rnn_two_ways": lambda: Recurrent(nn.RNN, bidirectional=True),
    "mha": lambda: Classifier(OfTorch()),
    "reshaped": lambda: Classifier(Reshaped()),
    "cut": lambda: Classifier(Cut()),
    "apart": lambda: Classifier(Apart()),
}


def joined(state):
    """The weights of Apart as those of Reshaped."""
    result = {}
    for kind in ("weight", "bias"):
        result["attn.qkv." + kind] = torch.cat([state[f"attn.{part}_proj.{kind}"] for part in "qkv"])
    apart = ("q_proj", "k_proj", "v_proj")
    result.update({name: value for name, value in state.items() if not any(part in name for part in apart)})
    return result


def cut_of(state):
    """The weights of Reshaped as those of Cut."""
    names = {"attn.qkv.weight": "attn.weight", "attn.qkv.bias": "attn.bias"}
    return {names.get(name, name): value.T if name == "attn.qkv.weight" else value for name, value in state.items()}


def flax(state):
    """The weights of Apart as a framework has them that keeps [in, out] and calls it kernel."""
    return {
        name.replace("weight", "kernel"): value.T.contiguous() if name.endswith("weight") else value
        for name, value in state.items()
    }


def fresh(make, seed):
    torch.manual_seed(seed)
    network = make().double()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_((parameter + 0.3 * torch.randn_like(parameter)).float())
    return network.eval()


def loss(network, state, x, y):
    network.load_state_dict(state)
    with torch.no_grad():
        return nn.functional.cross_entropy(network(x), y).item()


def save(name, state):
    torch.save({key: value.float() for key, value in state.items()}, os.path.join(FOLDER, name))


def main():
    lines = []
    for name, make in NETWORKS.items():
        network = fresh(make, 1)
        width = 4 if isinstance(network, Recurrent) else WIDTH
        torch.manual_seed(2)
        x = torch.randn(24, 6, width).float().double()
        y = torch.randint(0, 3, (24,))
        np.savez(os.path.join(FOLDER, name + ".npz"), x=x.float().numpy(), y=y.numpy())
        torch.onnx.export(
            network.float(),
            x[:1 if width == 4 else 2].float(),
            os.path.join(FOLDER, name + ".onnx"),
            opset_version=14,
            input_names=["x"],
            output_names=["scores"],
            dynamic_axes={"x": {0: "batch"}, "scores": {0: "batch"}},
        )
        network.double()
        state = {key: value.clone() for key, value in network.state_dict().items()}
        other = {key: value.clone() for key, value in fresh(make, 3).state_dict().items()}
        for file, weights in ((name + "-own.pt", state), (name + "-other.pt", other)):
            save(file, weights)
            lines.append((name, file, loss(network, weights, x, y)))
        if name in ("reshaped", "cut"):
            apart = fresh(NETWORKS["apart"], 4).state_dict()
            merged = joined(apart)
            expected = loss(network, merged if name == "reshaped" else cut_of(merged), x, y)
            save("in-three.pt", apart)
            save("in-three-flax.pt", flax(apart))
            lines += [(name, "in-three.pt", expected), (name, "in-three-flax.pt", expected)]
        if name == "apart":
            apart = fresh(make, 4).state_dict()
            save("in-one.pt", joined(apart))
            save("in-one-gpt.pt", {
                key.replace("attn.weight", "attn.c_attn.weight").replace("attn.bias", "attn.c_attn.bias"): value
                for key, value in cut_of(joined(apart)).items()
            })
            expected = loss(network, apart, x, y)
            lines += [(name, "in-one.pt", expected), (name, "in-one-gpt.pt", expected)]
    with open(os.path.join(FOLDER, "losses.tsv"), "w") as file:
        for line in lines:
            file.write("\t".join(map(str, line)) + "\n")


main()
