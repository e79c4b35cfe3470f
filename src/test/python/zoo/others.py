"""Networks over rows of numbers, and what is in no other family."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import weight_norm

from .registry import Apply, add, classes, images, rows, values


def mlp(*widths, activation=nn.ReLU):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


class Sine(nn.Module):
    def forward(self, x):
        return torch.sin(30 * x)


class Highway(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.change, self.gate = nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, x):
        share = torch.sigmoid(self.gate(x))
        return share * F.relu(self.change(x)) + (1 - share) * x


def runge_kutta():
    """A differential equation in four steps of the fourth order."""
    def forward(x, field, last):
        h = 0.25
        for _ in range(4):
            a = field(x)
            b = field(x + h / 2 * a)
            c = field(x + h / 2 * b)
            x = x + h / 6 * (a + 2 * b + 2 * c + field(x + h * c))
        return last(x)
    return Apply(forward, mlp(4, 8, 4, activation=nn.Tanh), nn.Linear(4, 3))


def radiance():
    """Places as sines and cosines of many frequencies; colour and density."""
    def forward(x, trunk, density, colour):
        bands = 2.0 ** torch.arange(4).float() * torch.pi
        angles = (x.unsqueeze(-1) * bands).flatten(1)
        h = trunk(torch.cat([x, angles.sin(), angles.cos()], 1))
        return torch.cat([torch.sigmoid(colour(h)), F.softplus(density(h))], 1)
    return Apply(forward, nn.Sequential(mlp(27, 16, 16), nn.ReLU()), nn.Linear(16, 1), nn.Linear(16, 3))


def factorisation():
    """Pairwise products of fields through their factors, a linear part and a deep one."""
    def forward(x, linear, table, deep):
        v = table(x + torch.tensor([0, 5, 10]))
        pairs = 0.5 * (v.sum(1) ** 2 - (v ** 2).sum(1)).sum(1, keepdim=True)
        return linear(x + torch.tensor([0, 5, 10])).sum(1) + pairs + deep(v.flatten(1))
    return Apply(forward, nn.Embedding(15, 1), nn.Embedding(15, 4), mlp(12, 8, 1))


def recommender():
    """Numbers and fields, and the products of what both become, as in DLRM."""
    def forward(x, ids, bottom, top, *tables):
        parts = torch.stack([F.relu(bottom(x)), *(t(ids[:, i]) for i, t in enumerate(tables))], 1)
        products = parts @ parts.transpose(1, 2)
        rows_, columns = torch.tril_indices(4, 4, -1)
        return torch.sigmoid(top(torch.cat([parts[:, 0], products[:, rows_, columns]], 1)))
    return Apply(forward, nn.Linear(5, 4), mlp(10, 6, 1), *(nn.Embedding(5, 4) for _ in range(3)))


def dueling():
    def forward(x, trunk, value, advantage):
        h = F.relu(trunk(x))
        a = advantage(h)
        return value(h) + a - a.mean(1, keepdim=True)
    return Apply(forward, nn.Linear(6, 12), nn.Linear(12, 1), nn.Linear(12, 4))


def mixture_density():
    def forward(x, trunk, share, mean, spread):
        h = torch.tanh(trunk(x))
        return torch.cat([share(h).softmax(-1), mean(h), torch.exp(spread(h))], 1)
    return Apply(forward, nn.Linear(2, 8), nn.Linear(8, 3), nn.Linear(8, 3), nn.Linear(8, 3))


def hyper():
    """The weights of a layer are what another layer gives for each sample."""
    def forward(x, make, last):
        w = make(x[:, :2]).view(-1, 4, 6)
        return last(torch.tanh(torch.bmm(w, x[:, 2:, None]).squeeze(-1)))
    return Apply(forward, nn.Linear(2, 24), nn.Linear(4, 3))


def tab_attention():
    """Steps that choose features by a mask, as in TabNet."""
    def forward(x, norm, choose, step, last):
        x = norm(x)
        prior = torch.ones_like(x)
        h = total = torch.zeros(x.shape[0], 8)
        for _ in range(2):
            mask = (choose(h) * prior).softmax(-1)
            prior = prior * (1.3 - mask)
            a, b = step(mask * x).chunk(2, 1)
            h = a * torch.sigmoid(b)
            total = total + F.relu(h)
        return last(total)
    return Apply(forward, nn.BatchNorm1d(6), nn.Linear(8, 6), nn.Linear(6, 16), nn.Linear(8, 3))


def siamese():
    def forward(a, b, tower):
        return torch.exp(-(tower(a) - tower(b)).abs().sum(1, keepdim=True))
    return Apply(forward, nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 5)))


def two_towers():
    def forward(a, b, one, other):
        return F.normalize(one(a), dim=1) @ F.normalize(other(b), dim=1).t() / 0.07
    return Apply(forward, mlp(5, 8, 4), mlp(6, 8, 4))


def radial():
    def forward(x, centres, last):
        distance = torch.cdist(x, centres.weight)
        return last(torch.exp(-distance ** 2))
    return Apply(forward, nn.Embedding(6, 3), nn.Linear(6, 1))


class Quantised(nn.Module):
    """Numbers and weights rounded to 8 bits, as in training for them."""

    def __init__(self, layer, per_channel):
        super().__init__()
        self.layer, self.per_channel = layer, per_channel
        count = layer.weight.shape[0] if per_channel else 1
        scales, zeros = torch.linspace(0.003, 0.008, count), torch.zeros(count, dtype=torch.int32)
        # As buffers: PyTorch writes plain numbers in double precision, which QuantizeLinear does not take.
        self.register_buffer("scales", scales if per_channel else scales[0])
        self.register_buffer("zeros", zeros if per_channel else zeros[0])
        self.register_buffer("scale", torch.tensor(0.02))
        self.register_buffer("zero", torch.tensor(128, dtype=torch.int32))

    def forward(self, x):
        x = torch.fake_quantize_per_tensor_affine(x, self.scale, self.zero, 0, 255)
        w = self.layer.weight
        if self.per_channel:
            w = torch.fake_quantize_per_channel_affine(w, self.scales, self.zeros, 0, -128, 127)
        else:
            w = torch.fake_quantize_per_tensor_affine(w, self.scales, self.zeros, -128, 127)
        if isinstance(self.layer, nn.Conv2d):
            return F.conv2d(x, w, self.layer.bias)
        return F.linear(x, w, self.layer.bias)


def quantised_rows():
    return nn.Sequential(Quantised(nn.Linear(6, 12), False), nn.ReLU(), Quantised(nn.Linear(12, 3), True))


def quantised_images():
    return nn.Sequential(Quantised(nn.Conv2d(3, 8, 3), True), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(),
                         Quantised(nn.Linear(32, 4), False))


def maxout():
    return Apply(lambda x, first, last: last(first(x).view(-1, 8, 3).amax(2)), nn.Linear(6, 24), nn.Linear(8, 3))


def spline():
    """Activations that are learned: sums of bumps on each edge, as in Kolmogorov–Arnold networks."""
    def forward(x, basis, base):
        grid = torch.linspace(-2, 2, 6)
        bumps = torch.exp(-((x.unsqueeze(-1) - grid) * 1.25) ** 2)
        return basis(bumps.flatten(1)) + base(F.silu(x))
    return Apply(forward, nn.Linear(24, 3, bias=False), nn.Linear(4, 3))


def two_heads():
    def forward(x, trunk, policy, value):
        h = trunk(x)
        return policy(h).log_softmax(1), value(h).squeeze(1)
    return Apply(forward, mlp(5, 12, 12, activation=nn.Tanh), nn.Linear(12, 4), nn.Linear(12, 1))


add("mlp_relu", lambda: mlp(6, 16, 16, 4), rows(6), classes)
add("mlp_activations", lambda: nn.Sequential(
    nn.Linear(6, 12), nn.ELU(), nn.Linear(12, 12), nn.Softplus(), nn.Linear(12, 12), nn.Mish(), nn.Linear(12, 12),
    nn.Hardswish(), nn.Linear(12, 12), nn.Softsign(), nn.Linear(12, 12), nn.CELU(), nn.Linear(12, 12),
    nn.Hardsigmoid(), nn.Linear(12, 12), nn.LogSigmoid(), nn.Linear(12, 12), nn.ReLU6(), nn.Linear(12, 3)),
    rows(6), classes)
add("self_normalising", lambda: nn.Sequential(
    nn.Linear(6, 16), nn.SELU(), nn.AlphaDropout(0.1), nn.Linear(16, 16), nn.SELU(), nn.Linear(16, 3)),
    rows(6), classes)
add("gated_linear", lambda: nn.Sequential(nn.Linear(6, 16), nn.GLU(), nn.Linear(8, 16), nn.GLU(), nn.Linear(8, 3)),
    rows(6), classes)
add("batch_norm_rows", lambda: nn.Sequential(
    nn.Linear(6, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Dropout(), nn.Linear(12, 3)), rows(6), classes)
add("weight_norm", lambda: nn.Sequential(
    weight_norm(nn.Linear(6, 12)), nn.ReLU(), weight_norm(nn.Linear(12, 3))), rows(6), classes)
add("siren", lambda: nn.Sequential(nn.Linear(2, 12), Sine(), nn.Linear(12, 12), Sine(), nn.Linear(12, 1)),
    lambda n: (2 * torch.rand(n, 2) - 1,), values)
add("highway", lambda: nn.Sequential(nn.Linear(6, 8), Highway(8), Highway(8), nn.Linear(8, 3)), rows(6), classes)
add("maxout", maxout, rows(6), classes)
add("neural_ode", runge_kutta, rows(4), classes)
add("radiance_field", radiance, rows(3), values)
add("factorisation_machine", factorisation, lambda n: (torch.randint(5, (n, 3)),), values)
add("recommender", recommender, lambda n: (torch.randn(n, 5), torch.randint(5, (n, 3))))
add("wide_and_deep", lambda: Apply(
    lambda x, ids, wide, table, deep: wide(x) + deep(torch.cat([x, table(ids).flatten(1)], 1)),
    nn.Linear(4, 1), nn.Embedding(5, 3), mlp(10, 8, 1)), lambda n: (torch.randn(n, 4), torch.randint(5, (n, 2))))
add("collaborative_filter", lambda: Apply(
    lambda ids, users, items, last: last(torch.cat([users(ids[:, 0]) * items(ids[:, 1]), users(ids[:, 0])], 1)),
    nn.Embedding(9, 4), nn.Embedding(9, 4), mlp(8, 6, 1)), lambda n: (torch.randint(9, (n, 2)),), values)
add("dueling_q", dueling, rows(6), values)
add("actor_critic", two_heads, rows(5))
add("mixture_density", mixture_density, rows(2))
add("hyper_network", hyper, rows(8), classes)
add("tab_net", tab_attention, rows(6), classes)
add("siamese", siamese, lambda n: (torch.randn(n, 1, 8, 8), torch.randn(n, 1, 8, 8)))
add("two_towers", two_towers, lambda n: (torch.randn(n, 5), torch.randn(n, 6)))
add("radial_basis", radial, rows(3), values)
add("bilinear", lambda: Apply(
    lambda x, pair, last: last(torch.tanh(torch.einsum("ni,kij,nj->nk", x[:, :3], pair.weight, x[:, 3:]) + pair.bias)),
    nn.Bilinear(3, 3, 6), nn.Linear(6, 3)), rows(6), classes)
add("quantised_rows", quantised_rows, rows(6), classes)
add("quantised_images", quantised_images, images(8), classes)
add("spline_edges", spline, rows(4), classes)
add("residual_rows", lambda: Apply(
    lambda x, first, one, two, last: last(two(one(first(x)).relu()) + first(x)), nn.Linear(6, 8), nn.Linear(8, 8),
    nn.Linear(8, 8), nn.Linear(8, 1)), rows(6), values)
add("physics_informed", lambda: mlp(2, 12, 12, 1, activation=nn.Tanh), rows(2), values)
