"""Networks that read: transformers of several makes."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .registry import Apply, add, classes, next_tokens, rows, tokens

VOCABULARY = 19
LENGTH = 6
WIDTH = 16
HEADS = 2


def heads(x):
    n, t, d = x.shape
    return x.view(n, t, HEADS, d // HEADS).transpose(1, 2)


def merged(x):
    n, h, t, d = x.shape
    return x.transpose(1, 2).reshape(n, t, h * d)


def attend(q, k, v, bias=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    return torch.softmax(scores if bias is None else scores + bias, -1) @ v


class Block(nn.Module):
    """A layer before which is normalised, with one matrix for query, key and value."""

    def __init__(self, causal=False, width=WIDTH):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        mask = torch.full((64, 64), float("-inf")).triu(1) if causal else None
        self.register_buffer("mask", mask)

    def forward(self, x, bias=None):
        q, k, v = self.qkv(self.norm1(x)).chunk(3, -1)
        if self.mask is not None:
            bias = self.mask[: x.shape[1], : x.shape[1]]
        x = x + self.out(merged(attend(heads(q), heads(k), heads(v), bias)))
        return x + self.mlp(self.norm2(x))


class Gpt(nn.Module):
    """A causal language model, perhaps with one matrix for words in and out."""

    def __init__(self, tied):
        super().__init__()
        self.tokens, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(32, WIDTH)
        self.blocks = nn.ModuleList([Block(True), Block(True)])
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        if tied:
            self.head.weight = self.tokens.weight

    def forward(self, ids):
        x = self.tokens(ids) + self.places(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


class Bert(nn.Module):
    """An encoder over words, segments and a mask of what is no padding."""

    def __init__(self):
        super().__init__()
        self.words, self.segments = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0), nn.Embedding(2, WIDTH)
        self.places = nn.Embedding(LENGTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList([Block(), Block()])
        self.pool, self.last = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 3)

    def forward(self, ids, mask, segments):
        x = self.norm(self.words(ids) + self.segments(segments) + self.places.weight[: ids.shape[1]])
        bias = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for block in self.blocks:
            x = block(x, bias)
        return self.last(torch.tanh(self.pool(x[:, 0])))


def sentence(n):
    lengths = torch.randint(2, LENGTH + 1, (n, 1))
    mask = (torch.arange(LENGTH)[None] < lengths).long()
    return torch.randint(1, VOCABULARY, (n, LENGTH)) * mask, mask


def sentences(n):
    ids, mask = sentence(n)
    return ids, mask, torch.randint(0, 2, (n, LENGTH))


class RmsNorm(nn.Module):
    def __init__(self, width=WIDTH):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight


class Llama(nn.Module):
    """A causal layer with rotated places, shared keys and a gated sum."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(VOCABULARY, WIDTH)
        self.norm1, self.norm2, self.norm3 = RmsNorm(), RmsNorm(), RmsNorm()
        self.q, self.k, self.v = (nn.Linear(WIDTH, w, bias=False) for w in (WIDTH, 8, 8))
        self.o = nn.Linear(WIDTH, WIDTH, bias=False)
        self.gate, self.up = nn.Linear(WIDTH, 24, bias=False), nn.Linear(WIDTH, 24, bias=False)
        self.down, self.head = nn.Linear(24, WIDTH, bias=False), nn.Linear(WIDTH, VOCABULARY, bias=False)
        rates = 10000.0 ** (-torch.arange(0, 8, 2).float() / 8)
        angles = torch.outer(torch.arange(32).float(), rates)
        self.register_buffer("cos", torch.cat([angles, angles], -1).cos())
        self.register_buffer("sin", torch.cat([angles, angles], -1).sin())

    def rotated(self, x):
        half = x.shape[-1] // 2
        turned = torch.cat([-x[..., half:], x[..., :half]], -1)
        t = x.shape[2]
        return x * self.cos[:t] + turned * self.sin[:t]

    def forward(self, ids):
        x = self.table(ids)
        y = self.norm1(x)
        n, t = ids.shape
        k = self.k(y).view(n, t, 1, 8).transpose(1, 2).expand(n, 2, t, 8)
        v = self.v(y).view(n, t, 1, 8).transpose(1, 2).expand(n, 2, t, 8)
        bias = torch.full((t, t), -1e9).triu(1)
        x = x + self.o(merged(attend(self.rotated(heads(self.q(y))), self.rotated(k), v, bias)))
        y = self.norm2(x)
        x = x + self.down(F.silu(self.gate(y)) * self.up(y))
        return self.head(self.norm3(x))


class T5(nn.Module):
    """An encoder and a decoder with biases by distance instead of places, and one table of words."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.near, self.past = nn.Embedding(8, HEADS), nn.Embedding(8, HEADS)
        self.parts = nn.ModuleList([nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(12)])
        self.norms = nn.ModuleList([RmsNorm() for _ in range(7)])
        self.mlps = nn.ModuleList([nn.Sequential(
            nn.Linear(WIDTH, 24, bias=False), nn.ReLU(), nn.Linear(24, WIDTH, bias=False)) for _ in range(2)])

    @staticmethod
    def bias(table, length, causal):
        distance = torch.arange(length)[None] - torch.arange(length)[:, None]
        bucket = (-distance).clamp(0, 7) if causal else (distance.abs().clamp(max=3) + 4 * (distance > 0))
        bias = table(bucket).permute(2, 0, 1)[None]
        return bias + torch.full((length, length), -1e9).triu(1) if causal else bias

    def attention(self, i, x, memory, bias):
        q, k, v, o = self.parts[4 * i: 4 * i + 4]
        return o(merged(attend(heads(q(x)), heads(k(memory)), heads(v(memory)), bias)))

    def forward(self, source, target):
        x = self.words(source)
        y = self.norms[0](x)
        x = x + self.attention(0, y, y, self.bias(self.near, source.shape[1], False))
        memory = self.norms[2](x + self.mlps[0](self.norms[1](x)))
        z = self.words(target)
        y = self.norms[3](z)
        z = z + self.attention(1, y, y, self.bias(self.past, target.shape[1], True))
        z = z + self.attention(2, self.norms[4](z), memory, None)
        z = self.norms[6](z + self.mlps[1](self.norms[5](z)))
        return z * WIDTH ** -0.5 @ self.words.weight.t()


class Albert(nn.Module):
    """One layer that is passed three times, behind a factored table."""

    def __init__(self):
        super().__init__()
        self.table, self.wide = nn.Embedding(VOCABULARY, 8), nn.Linear(8, WIDTH)
        self.block, self.last = Block(), nn.Linear(WIDTH, 4)

    def forward(self, ids):
        x = self.wide(self.table(ids))
        for _ in range(3):
            x = self.block(x)
        return self.last(x.mean(1))


def pairs(n):
    return torch.randint(VOCABULARY, (n, LENGTH)), torch.randint(VOCABULARY, (n, LENGTH - 1))


add("gpt", lambda: Gpt(False), tokens(LENGTH, VOCABULARY), next_tokens)
add("gpt_tied", lambda: Gpt(True), tokens(LENGTH, VOCABULARY), next_tokens)
add("bert", Bert, sentences)
add("llama", Llama, tokens(LENGTH, VOCABULARY), next_tokens)
add("t5", T5, pairs)
add("albert", Albert, tokens(LENGTH, VOCABULARY), classes)


def smooth(x):
    """The exact GELU, called by another name than that for which PyTorch takes a fused layer."""
    return F.gelu(x)


def encoder(norm_first):
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, 32, activation=smooth, batch_first=True, norm_first=norm_first)
    return nn.TransformerEncoder(layer, 2)


add("transformer_encoder", lambda: Apply(
    lambda x, table, layers, last: last(layers(table(x))[:, 0]), nn.Embedding(VOCABULARY, WIDTH), encoder(False),
    nn.Linear(WIDTH, 4)), tokens(LENGTH, VOCABULARY), classes)
add("transformer_encoder_norm_first", lambda: Apply(
    lambda x, layers, last: last(layers(x).mean(1)), encoder(True), nn.Linear(WIDTH, 4)), rows(LENGTH, WIDTH), classes)
add("transformer_padding", lambda: Apply(
    lambda ids, mask, table, layers, last: last(layers(table(ids), src_key_padding_mask=mask == 0)[:, 0]),
    nn.Embedding(VOCABULARY, WIDTH), encoder(False), nn.Linear(WIDTH, 4)), sentence)
add("transformer", lambda: Apply(
    lambda a, b, whole: whole(a, b),
    nn.Transformer(WIDTH, HEADS, 1, 1, 32, activation=smooth, batch_first=True)),
    lambda n: (torch.randn(n, LENGTH, WIDTH), torch.randn(n, LENGTH - 2, WIDTH)))
add("multihead_attention", lambda: Apply(
    lambda x, attention, last: last(attention(x, x, x, need_weights=False)[0].mean(1)),
    nn.MultiheadAttention(WIDTH, HEADS, batch_first=True), nn.Linear(WIDTH, 4)), rows(LENGTH, WIDTH), classes)


def alibi():
    slopes = torch.tensor([0.5, 0.125]).view(1, HEADS, 1, 1)

    def forward(ids, table, qkv, last):
        x = table(ids)
        t = ids.shape[1]
        distance = (torch.arange(t)[None] - torch.arange(t)[:, None]).float()
        bias = slopes * distance + torch.full((t, t), -1e9).triu(1)
        q, k, v = (heads(part) for part in qkv(x).split(WIDTH, -1))
        return last(x + merged(attend(q, k, v, bias)))
    return Apply(forward, nn.Embedding(VOCABULARY, WIDTH), nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, VOCABULARY))


def einsum_attention():
    def forward(x, q, k, v, last):
        scores = torch.einsum("bid,bjd->bij", q(x), k(x)) / 4
        return last(torch.einsum("bij,bjd->bid", scores.softmax(-1), v(x)).sum(1))
    return Apply(forward, *(nn.Linear(8, WIDTH) for _ in range(3)), nn.Linear(WIDTH, 4))


def linear_attention():
    def forward(x, q, k, v, last):
        a, b = F.elu(q(x)) + 1, F.elu(k(x)) + 1
        memory = torch.einsum("btd,bte->bde", b, v(x))
        share = 1 / (torch.einsum("btd,bd->bt", a, b.sum(1)) + 1e-6)
        return last(torch.einsum("btd,bde,bt->bte", a, memory, share).mean(1))
    return Apply(forward, *(nn.Linear(8, WIDTH) for _ in range(3)), nn.Linear(WIDTH, 4))


def xl():
    """Scores by distance, shifted into place by padding and cutting, as in Transformer-XL."""
    def forward(x, q, k, v, distance, last):
        n, t = x.shape[0], x.shape[1]
        r = distance.weight[:t]
        by_place = q(x) @ r.t()
        by_place = F.pad(by_place, (1, 0)).view(n, t + 1, t)[:, 1:].view(n, t, t)
        scores = q(x) @ k(x).transpose(1, 2) + by_place
        scores = scores.masked_fill(torch.ones(t, t).triu(1).bool(), float("-inf"))
        return last((scores / 4).softmax(-1) @ v(x))
    return Apply(forward, *(nn.Linear(8, WIDTH) for _ in range(3)), nn.Embedding(LENGTH, WIDTH), nn.Linear(WIDTH, 5))


def fnet():
    """Mixing by the real part of a Fourier transform, written as products with cosines and sines."""
    def matrices(size):
        angle = 2 * math.pi * torch.outer(torch.arange(size), torch.arange(size)).float() / size
        return angle.cos(), angle.sin()
    (ct, st), (cd, sd) = matrices(LENGTH), matrices(WIDTH)

    def forward(x, norm, mlp, last):
        mixed = ct @ x @ cd - st @ x @ sd
        x = norm(x + mixed)
        return last((x + mlp(x)).mean(1))
    return Apply(forward, nn.LayerNorm(WIDTH), nn.Sequential(nn.Linear(WIDTH, 32), nn.GELU(), nn.Linear(32, WIDTH)),
                 nn.Linear(WIDTH, 4))


def gmlp():
    def forward(x, norm, wide, gate_norm, gate, narrow, last):
        u, v = F.gelu(wide(norm(x))).chunk(2, -1)
        v = gate(gate_norm(v).transpose(1, 2)).transpose(1, 2)
        return last((x + narrow(u * v)).mean(1))
    return Apply(forward, nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 32), nn.LayerNorm(16), nn.Linear(LENGTH, LENGTH),
                 nn.Linear(16, WIDTH), nn.Linear(WIDTH, 4))


def perceiver():
    def forward(x, latents, attention, block, last):
        n = x.shape[0]
        queries = latents.weight[None].expand(n, -1, -1)
        z = queries + attention(queries, x, x, need_weights=False)[0]
        return last(block(z).mean(1))
    return Apply(forward, nn.Embedding(4, WIDTH), nn.MultiheadAttention(WIDTH, HEADS, batch_first=True), Block(),
                 nn.Linear(WIDTH, 4))


def experts(best):
    """A mixture of experts: all are run, and the best by the gate are added."""
    def forward(x, gate, *all_of_them):
        scores = gate(x)
        top, places = scores.topk(best, -1)
        weights = torch.zeros_like(scores).scatter(-1, places, top.softmax(-1))
        answers = torch.stack([expert(x) for expert in all_of_them], -1)
        return (answers * weights.unsqueeze(-2)).sum(-1)
    return Apply(forward, nn.Linear(8, 4), *(nn.Sequential(nn.Linear(8, 12), nn.ReLU(), nn.Linear(12, 5))
                                             for _ in range(4)))


def sliding_window():
    """Each place sees the two before and behind it."""
    def windows(x):
        padded = F.pad(x, (0, 0, 2, 2))
        return torch.stack([padded[:, i: i + LENGTH] for i in range(5)], -1)

    def forward(x, q, k, v, last):
        scores = torch.einsum("btd,btdw->btw", q(x), windows(k(x))) / 4
        answers = windows(v(x))
        return last(torch.einsum("btw,btdw->btd", scores.softmax(-1), answers))
    return Apply(forward, *(nn.Linear(WIDTH, WIDTH) for _ in range(3)), nn.Linear(WIDTH, 5))


add("alibi", alibi, tokens(LENGTH, VOCABULARY), next_tokens)
add("einsum_attention", einsum_attention, rows(LENGTH, 8), classes)
add("linear_attention", linear_attention, rows(LENGTH, 8), classes)
add("transformer_xl", xl, rows(LENGTH, 8), next_tokens)
add("fnet", fnet, rows(LENGTH, WIDTH), classes)
add("gmlp", gmlp, rows(LENGTH, WIDTH), classes)
add("perceiver", perceiver, rows(LENGTH, WIDTH), classes)
add("mixture_of_experts", lambda: experts(2), rows(8), classes)
add("switch_experts", lambda: experts(1), rows(8), classes)
add("sliding_window", sliding_window, rows(LENGTH, WIDTH), next_tokens)
