"""Recurrent networks, and bags of words."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .registry import Apply, add, classes, next_tokens, rows, tokens, values

VOCABULARY = 17
LENGTH = 5
UNITS = 6


def last_step(kind, **more):
    both = 2 if more.get("bidirectional") else 1
    return Apply(lambda x, layer, last: last(layer(x)[0][:, -1]), kind(4, UNITS, batch_first=True, **more),
                 nn.Linear(both * UNITS, 3))


def all_steps(kind, **more):
    both = 2 if more.get("bidirectional") else 1
    return Apply(lambda x, table, layer, last: last(layer(table(x))[0]), nn.Embedding(VOCABULARY, 4),
                 kind(4, UNITS, batch_first=True, **more), nn.Linear(both * UNITS, VOCABULARY))


def last_state(x, layer, last):
    return last(layer(x)[1][0][-1])


add("lstm", lambda: last_step(nn.LSTM), rows(LENGTH, 4), classes)
add("gru", lambda: last_step(nn.GRU), rows(LENGTH, 4), classes)
add("rnn_tanh", lambda: last_step(nn.RNN), rows(LENGTH, 4), classes)
add("rnn_relu", lambda: last_step(nn.RNN, nonlinearity="relu"), rows(LENGTH, 4), classes)
add("lstm_two_layers", lambda: last_step(nn.LSTM, num_layers=2), rows(LENGTH, 4), classes)
add("lstm_bidirectional", lambda: last_step(nn.LSTM, bidirectional=True), rows(LENGTH, 4), classes)
add("gru_bidirectional", lambda: last_step(nn.GRU, bidirectional=True, num_layers=2), rows(LENGTH, 4), classes)
add("lstm_last_state", lambda: Apply(last_state, nn.LSTM(4, UNITS, batch_first=True), nn.Linear(UNITS, 3)),
    rows(LENGTH, 4), classes)
add("lstm_language", lambda: all_steps(nn.LSTM), tokens(LENGTH, VOCABULARY), next_tokens)
add("lstm_tagger", lambda: all_steps(nn.LSTM, bidirectional=True), tokens(LENGTH, VOCABULARY), next_tokens)
add("gru_without_bias", lambda: all_steps(nn.GRU, bias=False), tokens(LENGTH, VOCABULARY), next_tokens)


class Packed(nn.Module):
    """A recurrent layer over sequences whose lengths the padding tells."""

    def __init__(self, kind, **more):
        super().__init__()
        both = 2 if more.get("bidirectional") else 1
        self.table = nn.Embedding(VOCABULARY, 4, padding_idx=0)
        self.layer = kind(4, UNITS, batch_first=True, **more)
        self.last = nn.Linear(both * UNITS, 3)

    def forward(self, ids):
        lengths = (ids != 0).sum(1).cpu()
        packed = pack_padded_sequence(self.table(ids), lengths, batch_first=True, enforce_sorted=False)
        whole, _ = pad_packed_sequence(self.layer(packed)[0], batch_first=True, total_length=LENGTH)
        return self.last(whole.sum(1))


def padded(n):
    lengths = torch.randint(1, LENGTH + 1, (n, 1))
    lengths[0] = LENGTH
    return (torch.randint(1, VOCABULARY, (n, LENGTH)) * (torch.arange(LENGTH)[None] < lengths),)


# PyTorch writes the traced batch into the state that a packed sequence begins with; a batch of 1 fits any other.
add("packed_lstm", lambda: Packed(nn.LSTM), padded, classes, traced=1)
add("packed_gru_bidirectional", lambda: Packed(nn.GRU, bidirectional=True), padded, classes, traced=1)


def cells():
    def forward(x, cell, last):
        h = c = torch.zeros(x.shape[0], UNITS)
        for t in range(LENGTH):
            h, c = cell(x[:, t], (h, c))
        return last(h)
    return Apply(forward, nn.LSTMCell(4, UNITS), nn.Linear(UNITS, 3))


def attention_over_words():
    def forward(x, table, layer, score, last):
        h, _ = layer(table(x))
        share = score(torch.tanh(h)).softmax(1)
        return last((share * h).sum(1))
    return Apply(forward, nn.Embedding(VOCABULARY, 4), nn.GRU(4, UNITS, batch_first=True, bidirectional=True),
                 nn.Linear(2 * UNITS, 1), nn.Linear(2 * UNITS, 3))


def sequence_to_sequence():
    def forward(x, table, encoder, cell, ask, last):
        memory, h = encoder(table(x))
        h = h[0]
        answers = []
        for _ in range(3):
            share = (memory @ ask(h).unsqueeze(-1)).softmax(1)
            h = cell((memory * share).sum(1), h)
            answers.append(last(h))
        return torch.stack(answers, 1)
    return Apply(forward, nn.Embedding(VOCABULARY, 4), nn.GRU(4, UNITS, batch_first=True), nn.GRUCell(UNITS, UNITS),
                 nn.Linear(UNITS, UNITS), nn.Linear(UNITS, VOCABULARY))


add("lstm_cells", cells, rows(LENGTH, 4), classes)
add("gru_attention", attention_over_words, tokens(LENGTH, VOCABULARY), classes)
add("sequence_to_sequence", sequence_to_sequence, tokens(LENGTH, VOCABULARY), next_tokens)
add("lstm_given_state", lambda: Apply(
    lambda x, h, c, layer, last: last(layer(x, (h, c))[0][:, -1]), nn.LSTM(4, UNITS, batch_first=True),
    nn.Linear(UNITS, 3)), lambda n: (torch.randn(n, LENGTH, 4), torch.randn(1, n, UNITS), torch.randn(1, n, UNITS)),
    batch_axis={"x_1": 1, "x_2": 1})
add("lstm_time_major", lambda: Apply(
    lambda x, layer, last: last(layer(x)[0]), nn.LSTM(4, UNITS), nn.Linear(UNITS, 3)),
    lambda n: (torch.randn(LENGTH, n, 4),), batch_axis={"x": 1, "y": 1})
add("bag_of_words", lambda: nn.Sequential(nn.EmbeddingBag(VOCABULARY, 6, mode="mean"), nn.Linear(6, 3)),
    tokens(LENGTH, VOCABULARY), classes)
add("bag_with_offsets", lambda: Apply(
    lambda ids, offsets, bag, last: last(bag(ids, offsets)), nn.EmbeddingBag(VOCABULARY, 6, mode="sum"),
    nn.Linear(6, 3)), lambda n: (torch.randint(VOCABULARY, (4 * n,)), torch.arange(0, 4 * n, 4)))


def text_cnn():
    def forward(x, table, last, *convolutions):
        e = table(x).transpose(1, 2)
        return last(torch.cat([F.relu(conv(e)).amax(2) for conv in convolutions], 1))
    return Apply(forward, nn.Embedding(VOCABULARY, 6), nn.Linear(12, 3), *(nn.Conv1d(6, 4, k) for k in (2, 3, 4)))


def fast_text():
    def forward(x, table, last):
        known = (x != 0).float().unsqueeze(-1)
        return last((table(x) * known).sum(1) / known.sum(1).clamp(min=1))
    return Apply(forward, nn.Embedding(VOCABULARY, 6), nn.Linear(6, 3))


def skip_gram():
    return Apply(lambda x, table, last: last(table(x[:, 0])), nn.Embedding(VOCABULARY, 6),
                 nn.Linear(6, VOCABULARY, bias=False))


add("text_cnn", text_cnn, tokens(LENGTH, VOCABULARY), classes)
add("fast_text", fast_text, padded, classes)
add("skip_gram", skip_gram, tokens(1, VOCABULARY), classes)
add("echo_state", lambda: Apply(
    lambda x, w, last: last(torch.stack([torch.tanh(w(x[:, t])) for t in range(LENGTH)], 1).mean(1)),
    nn.Linear(4, UNITS), nn.Linear(UNITS, 1)), rows(LENGTH, 4), values)
