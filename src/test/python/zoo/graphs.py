"""Networks over graphs and sets of points."""

import torch
from torch import nn
from torch.nn import functional as F

from .registry import Apply, add, classes, rows

NODES = 6
EDGES = 10


def adjacency(n):
    a = (torch.rand(n, NODES, NODES) < 0.4).float()
    return torch.maximum(a, torch.eye(NODES))


def dense(n):
    return torch.randn(n, NODES, 4), adjacency(n)


def gcn():
    def forward(x, a, first, second):
        scale = a.sum(-1, keepdim=True).clamp(min=1).rsqrt()
        a = scale * a * scale.transpose(1, 2)
        return second(a @ F.relu(first(a @ x)))
    return Apply(forward, nn.Linear(4, 8), nn.Linear(8, 3))


def fixed_gcn():
    """The graph is part of the network, as where all nodes are labelled."""
    torch.manual_seed(1)
    a = adjacency(1)[0]
    a = a / a.sum(-1, keepdim=True)
    return Apply(lambda x, first, second: second(a @ F.relu(first(a @ x))), nn.Linear(4, 8), nn.Linear(8, 3))


def gat():
    def forward(x, a, w, source, target, last):
        h = w(x)
        scores = F.leaky_relu(source(h) + target(h).transpose(1, 2), 0.2)
        share = scores.masked_fill(a == 0, float("-inf")).softmax(-1)
        return last(F.elu(share @ h))
    return Apply(forward, nn.Linear(4, 8, bias=False), nn.Linear(8, 1), nn.Linear(8, 1), nn.Linear(8, 3))


def edges(n):
    return torch.randn(NODES, 4), torch.randint(NODES, (2, EDGES))


def gin():
    """Sums over edges that are data: scattered into the nodes."""
    def forward(x, e, mlp, last):
        total = torch.zeros_like(x).scatter_add(0, e[1][:, None].expand(-1, 4), x[e[0]])
        return last(mlp(1.1 * x + total))
    return Apply(forward, nn.Sequential(nn.Linear(4, 8), nn.ReLU()), nn.Linear(8, 3))


def sage():
    """Means over edges that are data."""
    def forward(x, e, own, other):
        total = torch.zeros_like(x).scatter_add(0, e[1][:, None].expand(-1, 4), x[e[0]])
        count = torch.zeros(x.shape[0], 1).scatter_add(0, e[1][:, None], torch.ones(e.shape[1], 1))
        return own(x) + other(total / count.clamp(min=1))
    return Apply(forward, nn.Linear(4, 3), nn.Linear(4, 3))


def messages():
    def forward(x, e, message, update):
        m = F.relu(message(torch.cat([x[e[0]], x[e[1]]], 1)))
        total = torch.zeros(x.shape[0], 6).scatter_add(0, e[1][:, None].expand(-1, 6), m)
        return update(torch.cat([x, total], 1))
    return Apply(forward, nn.Linear(8, 6), nn.Linear(10, 3))


add("gcn", gcn, dense)
add("gcn_fixed_graph", fixed_gcn, rows(NODES, 4))
add("gat", gat, dense)
add("gin", gin, edges, fixed=True, opset=16)
add("graph_sage", sage, edges, fixed=True, opset=16)
add("message_passing", messages, edges, fixed=True, opset=16)


def pointnet():
    def forward(x, turn, first, second, last):
        x = x.transpose(1, 2)
        x = turn(x.amax(2)).view(-1, 3, 3) @ x
        return last(second(F.relu(first(x))).amax(2))
    return Apply(forward, nn.Linear(3, 9), nn.Conv1d(3, 8, 1), nn.Sequential(
        nn.Conv1d(8, 16, 1), nn.BatchNorm1d(16), nn.ReLU()), nn.Linear(16, 4))


def edge_convolution():
    """The three nearest points of each, found in the network, as in DGCNN."""
    def forward(x, conv, last):
        distance = ((x.unsqueeze(2) - x.unsqueeze(1)) ** 2).sum(-1)
        _, near = distance.topk(3, -1, largest=False)
        index = near.view(x.shape[0], -1, 1).expand(-1, -1, 3)
        others = x.gather(1, index).view(x.shape[0], -1, 3, 3)
        own = x.unsqueeze(2).expand_as(others)
        return last(F.relu(conv(torch.cat([own, others - own], -1))).amax(2).mean(1))
    return Apply(forward, nn.Linear(6, 8), nn.Linear(8, 4))


add("deep_sets", lambda: Apply(
    lambda x, each, all_: all_(each(x).sum(1)), nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 8)),
    nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 4))), rows(7, 3), classes)
add("point_net", pointnet, rows(7, 3), classes)
add("edge_convolution", edge_convolution, rows(7, 3), classes)
add("set_transformer", lambda: Apply(
    lambda x, wide, attention, seeds, pool, last: last(pool(
        seeds.weight[None].expand(x.shape[0], -1, -1), *(2 * [attention(*(3 * [wide(x)]), need_weights=False)[0]]),
        need_weights=False)[0].flatten(1)),
    nn.Linear(3, 8), nn.MultiheadAttention(8, 2, batch_first=True), nn.Embedding(2, 8),
    nn.MultiheadAttention(8, 2, batch_first=True), nn.Linear(16, 4)), rows(7, 3), classes)
