"""Graph networks, each with one graph as its only sample, and what PyTorch computes for them.

    /usr/bin/python3 make_graphs.py FOLDER          (PyTorch 1.13)

writes NAME.onnx and the graph, nodes with and without masks, and values.json: for each network the mean cross-entropy over
all labelled nodes and over those of each mask, at the weights of the file and at a step along a direction that is all
ones (scaled), the norm of the gradient, and the largest eigenvalues of the Hessian, all in 64 bits.
"""

import json
import os
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = sys.argv[1]
NODES, FEATURES, CLASSES, HIDDEN, EDGES = 14, 5, 3, 6, 40


class Dense(nn.Module):
    """Kipf and Welling's network; the adjacency matrix comes with its loops, and is normalised in the network."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(FEATURES, HIDDEN)
        self.second = nn.Linear(HIDDEN, CLASSES)

    def forward(self, x, adj):
        scale = adj.sum(1).clamp(min=1).rsqrt()
        a = scale[:, None] * adj * scale[None, :]
        return self.second(a @ torch.tanh(self.first(a @ x)))


class ByEdges(nn.Module):
    """The means over neighbours, scattered along edges."""

    def __init__(self):
        super().__init__()
        self.own = nn.Linear(FEATURES, HIDDEN)
        self.other = nn.Linear(FEATURES, HIDDEN)
        self.last = nn.Linear(HIDDEN, CLASSES)

    def forward(self, x, edge_index):
        total = torch.zeros_like(x).scatter_add(0, edge_index[1][:, None].expand(-1, FEATURES), x[edge_index[0]])
        return self.last(torch.tanh(self.own(x) + 0.2 * self.other(total)))


class Weighted(nn.Module):
    """Sums over neighbours, each edge with a weight."""

    def __init__(self):
        super().__init__()
        self.own = nn.Linear(FEATURES, CLASSES)
        self.other = nn.Linear(FEATURES, CLASSES)

    def forward(self, x, edge_index, edge_weight):
        sent = x[edge_index[0]] * edge_weight[:, None]
        total = torch.zeros_like(x).scatter_add(0, edge_index[1][:, None].expand(-1, FEATURES), sent)
        return self.own(x) + self.other(total)


def graph():
    torch.manual_seed(1)
    edges = torch.randint(NODES, (2, EDGES))
    adj = torch.eye(NODES)
    adj[edges[1], edges[0]] = 1
    adj = torch.maximum(adj, adj.T)
    x = torch.randn(NODES, FEATURES)
    y = torch.randint(CLASSES, (NODES,))
    weight = torch.rand(EDGES)
    train = torch.zeros(NODES, dtype=torch.bool)
    train[:6] = True
    val = torch.zeros(NODES, dtype=torch.bool)
    val[6:9] = True
    test = ~(train | val)
    return x, edges, adj, weight, y, {"train_mask": train, "val_mask": val, "test_mask": test}


def flat_loss(network, inputs, y, chosen, theta):
    shapes = [p.shape for p in network.parameters()]
    named, at = {}, 0
    for (name, _), shape in zip(network.named_parameters(), shapes):
        size = shape.numel()
        named[name] = theta[at:at + size].reshape(shape)
        at += size
    from torch.nn.utils.stateless import functional_call
    return F.cross_entropy(functional_call(network, named, inputs)[chosen], y[chosen])


def values(network, inputs, y, masks):
    network = network.double()
    inputs = tuple(i.double() if i.is_floating_point() else i for i in inputs)
    theta = torch.cat([p.detach().reshape(-1) for p in network.parameters()])
    result = {}
    for name, chosen in {"all": torch.ones(NODES, dtype=torch.bool), **masks}.items():
        loss = lambda t: flat_loss(network, inputs, y, chosen, t)
        hessian = torch.autograd.functional.hessian(loss, theta)
        eigenvalues = torch.linalg.eigvalsh(hessian)
        result[name] = {
            "loss": loss(theta).item(),
            "eigenvalues": eigenvalues.flip(0)[:3].tolist(),
            "trace": torch.trace(hessian).item(),
        }
    return result


def export(name, network, inputs, names, open_axes):
    network.eval()
    torch.onnx.export(network, inputs, os.path.join(FOLDER, name + ".onnx"), opset_version=16, input_names=names,
                      output_names=["scores"], dynamic_axes=open_axes)


def main():
    x, edges, adj, weight, y, masks = graph()
    everything = {}
    cases = {
        "dense": (Dense, (x, adj), ["x", "adj"],
                  {"x": {0: "nodes"}, "adj": {0: "nodes", 1: "nodes"}, "scores": {0: "nodes"}}),
        "dense_fixed": (Dense, (x, adj), ["features", "adjacency"], {}),
        "edges": (ByEdges, (x, edges), ["x", "edge_index"],
                  {"x": {0: "nodes"}, "edge_index": {1: "edges"}, "scores": {0: "nodes"}}),
        "edges_fixed": (ByEdges, (x, edges), ["x", "edge_index"], {}),
        "weighted": (Weighted, (x, edges, weight), ["x", "edge_index", "edge_weight"],
                     {"x": {0: "nodes"}, "edge_index": {1: "edges"}, "edge_weight": {0: "edges"},
                      "scores": {0: "nodes"}}),
    }
    for name, (make, inputs, names, open_axes) in cases.items():
        torch.manual_seed(2)
        network = make()
        export(name, network, inputs, names, open_axes)
        everything[name] = values(network, inputs, y, masks)
    arrays = {"x": x, "edge_index": edges, "adj": adj, "edge_weight": weight, "y": y}
    np.savez(os.path.join(FOLDER, "graph.npz"), **{k: v.numpy() for k, v in arrays.items()})
    np.savez(os.path.join(FOLDER, "masked.npz"), **{k: v.numpy() for k, v in {**arrays, **masks}.items()})
    left_out = torch.where(masks["train_mask"], y, torch.full_like(y, -100))
    np.savez(os.path.join(FOLDER, "left-out.npz"), **{k: v.numpy() for k, v in {**arrays, "y": left_out}.items()})
    with open(os.path.join(FOLDER, "values.json"), "w") as file:
        json.dump(everything, file, indent=1)


main()
