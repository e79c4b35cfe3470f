"""Networks that make pictures, or give back what they were given."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm

from .registry import Apply, add, images, rows, values


def autoencoder():
    return nn.Sequential(
        nn.Linear(20, 12), nn.ReLU(), nn.Linear(12, 3), nn.ReLU(), nn.Linear(3, 12), nn.ReLU(), nn.Linear(12, 20))


def tied_autoencoder():
    """The decoder is the encoder's matrix, transposed."""
    return Apply(lambda x, first: F.linear(torch.tanh(first(x)), first.weight.t()), nn.Linear(20, 6))


def convolutional():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1), nn.ReLU(),
        nn.ConvTranspose2d(4, 8, 3, 2, 1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(8, 1, 3, 2, 1, output_padding=1))


def variational():
    def forward(x, encode, mean, spread, decode):
        h = F.relu(encode(x))
        return decode(mean(h)), mean(h), spread(h)
    return Apply(forward, nn.Linear(20, 8), nn.Linear(8, 2), nn.Linear(8, 2), nn.Sequential(
        nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 20)))


def generator():
    return nn.Sequential(
        nn.ConvTranspose2d(6, 16, 4, 1, 0, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
        nn.ConvTranspose2d(16, 8, 4, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
        nn.ConvTranspose2d(8, 3, 4, 2, 1), nn.Tanh())


def discriminator():
    return nn.Sequential(
        spectral_norm(nn.Conv2d(3, 8, 4, 2, 1)), nn.LeakyReLU(0.2), spectral_norm(nn.Conv2d(8, 8, 4, 2, 1)),
        nn.LeakyReLU(0.2), nn.Flatten(), spectral_norm(nn.Linear(128, 1)))


def style():
    """A picture whose features are normalised and scaled by what another input says."""
    def forward(z, start, affine, conv, last):
        x = start.weight.view(1, 8, 4, 4).expand(z.shape[0], -1, -1, -1)
        scale, shift = affine(z)[:, :, None, None].chunk(2, 1)
        x = F.instance_norm(F.leaky_relu(conv(x), 0.2)) * (1 + scale) + shift
        return last(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))
    return Apply(forward, nn.Embedding(8, 16), nn.Linear(5, 16), nn.Conv2d(8, 8, 3, padding=1), nn.Conv2d(8, 3, 1))


def translator():
    return nn.Sequential(
        nn.ReflectionPad2d(3), nn.Conv2d(3, 8, 7), nn.InstanceNorm2d(8), nn.ReLU(),
        nn.Conv2d(8, 16, 3, 2, 1), nn.InstanceNorm2d(16), nn.ReLU(),
        nn.ConvTranspose2d(16, 8, 3, 2, 1, output_padding=1), nn.InstanceNorm2d(8), nn.ReLU(),
        nn.Conv2d(8, 3, 1), nn.Tanh())


def residual_enlarger():
    def forward(x, first, one, two, up):
        h = first(x)
        return up(h + 0.1 * two(F.relu(one(h)))) + F.interpolate(x, scale_factor=2, mode="bicubic", align_corners=False)
    return Apply(forward, nn.Conv2d(3, 8, 3, 1, 1), nn.Conv2d(8, 8, 3, 1, 1), nn.Conv2d(8, 8, 3, 1, 1),
                 nn.Sequential(nn.Conv2d(8, 12, 3, 1, 1), nn.PixelShuffle(2)))


def denoiser():
    """A denoising network that knows the time, as in diffusion models."""
    def forward(x, t, time, first, second, last):
        rates = torch.exp(-torch.arange(4).float())
        angles = t[:, None] * rates[None]
        e = time(torch.cat([angles.sin(), angles.cos()], 1))
        h = F.silu(first(x)) + e[:, :, None, None]
        return last(h + second(F.group_norm(h, 2)))
    return Apply(forward, nn.Linear(8, 8), nn.Conv2d(1, 8, 3, 1, 1), nn.Conv2d(8, 8, 3, 1, 1), nn.Conv2d(8, 1, 1))


def coupling():
    """Two couplings of a normalising flow, with the logarithm of the volume."""
    def forward(x, one, two):
        a, b = x.chunk(2, 1)
        s, t = one(a).chunk(2, 1)
        b = b * torch.exp(torch.tanh(s)) + t
        u, v = two(b).chunk(2, 1)
        a = a * torch.exp(torch.tanh(u)) + v
        return torch.cat([a, b], 1), torch.tanh(s).sum(1) + torch.tanh(u).sum(1)
    return Apply(forward, nn.Linear(3, 6), nn.Linear(3, 6))


class Quantizer(nn.Module):
    """The nearest of a book of codes, as in VQ-VAE."""

    def __init__(self):
        super().__init__()
        self.encode, self.decode, self.codes = nn.Linear(20, 4), nn.Linear(4, 20), nn.Embedding(8, 4)

    def forward(self, x):
        z = self.encode(x)
        distance = (z ** 2).sum(1, keepdim=True) - 2 * z @ self.codes.weight.t() + (self.codes.weight ** 2).sum(1)
        return self.decode(self.codes(distance.argmin(1)))


add("autoencoder", autoencoder, rows(20), values)
add("autoencoder_tied", tied_autoencoder, rows(20), values)
add("autoencoder_convolutional", convolutional, images(16, 1), values)
add("variational_autoencoder", variational, rows(20))
add("dcgan_generator", generator, lambda n: (torch.randn(n, 6, 1, 1),), values)
add("dcgan_discriminator", discriminator, images(16))
add("style_generator", style, rows(5), values)
add("picture_translation", translator, images(16), values)
add("srcnn", lambda: nn.Sequential(
    nn.Conv2d(1, 8, 9, padding=4), nn.ReLU(), nn.Conv2d(8, 4, 1), nn.ReLU(), nn.Conv2d(4, 1, 5, padding=2)),
    images(16, 1), values)
add("espcn", lambda: nn.Sequential(
    nn.Conv2d(1, 8, 5, padding=2), nn.Tanh(), nn.Conv2d(8, 9, 3, padding=1), nn.PixelShuffle(3)), images(8, 1), values)
add("edsr", residual_enlarger, images(8), values)
add("pixel_unshuffle", lambda: nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(12, 4, 1)), images(8), values)
add("denoiser", denoiser, lambda n: (torch.randn(n, 1, 8, 8), 10 * torch.rand(n)))
add("coupling_flow", coupling, rows(6))
add("vector_quantizer", Quantizer, rows(20), values)
