"""Networks over samples in time."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import weight_norm

from .registry import Apply, add, classes, log_classes, rows, values


class Causal(nn.Module):
    """A dilated convolution that sees no sample ahead, added to its input."""

    def __init__(self, channels, dilation):
        super().__init__()
        self.pad = 2 * dilation
        self.conv = weight_norm(nn.Conv1d(channels, channels, 3, padding=self.pad, dilation=dilation))

    def forward(self, x):
        return F.relu(x + self.conv(x)[:, :, : -self.pad])


class Gated(nn.Module):
    """A layer of WaveNet: a filter and a gate, and what goes on and what goes out."""

    def __init__(self, dilation):
        super().__init__()
        self.dilation = dilation
        self.filter, self.gate = (nn.Conv1d(8, 8, 2, dilation=dilation) for _ in range(2))
        self.on, self.out = nn.Conv1d(8, 8, 1), nn.Conv1d(8, 8, 1)

    def forward(self, x):
        padded = F.pad(x, (self.dilation, 0))
        z = torch.tanh(self.filter(padded)) * torch.sigmoid(self.gate(padded))
        return x + self.on(z), self.out(z)


class WaveNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(1, 8, 1)
        self.layers = nn.ModuleList([Gated(d) for d in (1, 2, 4)])
        self.last = nn.Sequential(nn.ReLU(), nn.Conv1d(8, 8, 1), nn.ReLU(), nn.Conv1d(8, 5, 1))

    def forward(self, x):
        x = self.first(x)
        total = 0
        for layer in self.layers:
            x, out = layer(x)
            total = total + out
        return self.last(total)


def tasnet():
    """Encodes, masks for two speakers, and decodes."""
    def forward(x, encode, mask, decode):
        e = F.relu(encode(x))
        masks = torch.sigmoid(mask(e)).view(x.shape[0], 2, 8, -1)
        return decode((masks * e.unsqueeze(1)).flatten(0, 1)).view(x.shape[0], 2, -1)
    return Apply(forward, nn.Conv1d(1, 8, 4, 2), nn.Sequential(
        nn.GroupNorm(1, 8), nn.Conv1d(8, 8, 1), nn.PReLU(), nn.Conv1d(8, 8, 3, padding=1, groups=8),
        nn.PReLU(), nn.Conv1d(8, 16, 1)), nn.ConvTranspose1d(8, 1, 4, 2))


def speech():
    """Convolutions over a spectrogram, a recurrent layer over its time, and log-probabilities of letters."""
    def forward(x, conv, layer, last):
        y = conv(x)
        n, c, f, t = y.shape
        h, _ = layer(y.view(n, c * f, t).transpose(1, 2))
        return last(h).log_softmax(-1).transpose(1, 2)
    return Apply(forward, nn.Sequential(nn.Conv2d(1, 4, 3, (2, 1), 1), nn.BatchNorm2d(4), nn.Hardtanh(0, 20)),
                 nn.GRU(16, 6, batch_first=True, bidirectional=True), nn.Linear(12, 5))


def m5():
    layers = []
    for inputs, outputs, width, stride in ((1, 8, 9, 4), (8, 8, 3, 1), (8, 16, 3, 1)):
        layers += [nn.Conv1d(inputs, outputs, width, stride), nn.BatchNorm1d(outputs), nn.ReLU(), nn.MaxPool1d(2)]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(16, 4), nn.LogSoftmax(1))


def spectrum():
    """The power of a short-time Fourier transform as a convolution with cosines and sines."""
    t = torch.arange(16).float()
    angle = 2 * torch.pi * torch.outer(torch.arange(9).float(), t) / 16
    window = torch.hann_window(16)
    real, imaginary = (angle.cos() * window)[:, None], (angle.sin() * window)[:, None]

    def forward(x, last):
        power = F.conv1d(x, real, stride=8) ** 2 + F.conv1d(x, imaginary, stride=8) ** 2
        return last(torch.log(power + 1e-3).mean(2))
    return Apply(forward, nn.Sequential(nn.Linear(9, 8), nn.ReLU(), nn.Linear(8, 4)))


add("tcn", lambda: nn.Sequential(nn.Conv1d(2, 8, 1), Causal(8, 1), Causal(8, 2), Causal(8, 4), nn.Conv1d(8, 3, 1)),
    rows(2, 20), classes)
add("wavenet", WaveNet, rows(1, 24), classes)
add("conv_tasnet", tasnet, rows(1, 32), values)
add("deep_speech", speech, rows(1, 8, 12), log_classes)
add("m5", m5, rows(1, 128), log_classes)
add("spectrogram", spectrum, rows(1, 64), classes)
add("resnet_1d", lambda: nn.Sequential(
    nn.Conv1d(2, 8, 7, 2, 3), nn.BatchNorm1d(8), nn.ReLU(), nn.MaxPool1d(3, 2, 1), Causal(8, 1), nn.AvgPool1d(2),
    nn.Flatten(), nn.Linear(8 * 4, 3)), rows(2, 32), classes)
