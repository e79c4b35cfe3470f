"""Networks that see: torchvision's families, narrow or short, and some that it has not."""

import torch
from torch import nn
from torch.nn import functional as F
from torchvision import models
from torchvision.models import segmentation
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.convnext import CNBlockConfig
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

from .registry import Apply, add, classes, images

CLASSES = 7


def narrow(model, inputs, hidden=32):
    """Put a small classifier in place of the usual one, which has most of the weights."""
    model.avgpool = nn.AdaptiveAvgPool2d(1)
    model.classifier = nn.Sequential(
        nn.Dropout(), nn.Linear(inputs, hidden), nn.ReLU(True), nn.Dropout(), nn.Linear(hidden, CLASSES))
    return model


def vgg(normalises):
    layers = models.vgg.make_layers([8, "M", 16, "M", 16, 16, "M"], batch_norm=normalises)
    return narrow(models.VGG(layers, init_weights=False), 16)


def resnet(block, counts=(1, 1, 1, 1), **more):
    return ResNet(block, list(counts), num_classes=CLASSES, **more)


add("alexnet", lambda: narrow(models.AlexNet(CLASSES), 256), images(64), classes)
add("vgg", lambda: vgg(False), images(32), classes)
add("vgg_bn", lambda: vgg(True), images(32), classes)
add("resnet18", lambda: resnet(BasicBlock, (2, 2, 2, 2)), images(32), classes)
add("resnet_bottleneck", lambda: resnet(Bottleneck), images(32), classes)
add("resnext", lambda: resnet(Bottleneck, groups=8, width_per_group=4), images(32), classes)
add("wide_resnet", lambda: resnet(Bottleneck, width_per_group=96), images(32), classes)
add("resnet_dilated",
    lambda: resnet(Bottleneck, replace_stride_with_dilation=[False, True, True]), images(32), classes)
add("squeezenet1_0", lambda: models.SqueezeNet("1_0", CLASSES), images(48), classes)
add("squeezenet1_1", lambda: models.SqueezeNet("1_1", CLASSES), images(48), classes)
add("densenet", lambda: models.DenseNet(8, (2, 3, 2, 2), 16, num_classes=CLASSES), images(32), classes)
add("googlenet", lambda: models.GoogLeNet(CLASSES, aux_logits=False, init_weights=False), images(32), classes)
add("inception_v3", lambda: models.Inception3(CLASSES, aux_logits=False, init_weights=False), images(80), classes,
    traced=1, stored=2)
add("shufflenet", lambda: models.ShuffleNetV2([2, 3, 2], [24, 32, 48, 64, 96], num_classes=CLASSES),
    images(32), classes)
add("mobilenet_v2", lambda: models.MobileNetV2(CLASSES, width_mult=0.25), images(32), classes)
add("mobilenet_v3_small", lambda: models.mobilenet_v3_small(num_classes=CLASSES), images(32), classes)
add("mobilenet_v3_large", lambda: models.mobilenet_v3_large(num_classes=CLASSES), images(32), classes)
add("mnasnet", lambda: models.MNASNet(0.35, CLASSES), images(32), classes)
add("efficientnet_b0", lambda: models.efficientnet_b0(num_classes=CLASSES), images(32), classes)
add("efficientnet_v2", lambda: models.efficientnet_v2_s(num_classes=CLASSES), images(32), classes, traced=1, stored=2)
add("regnet_x", lambda: models.regnet_x_400mf(num_classes=CLASSES), images(32), classes)
add("regnet_y", lambda: models.regnet_y_400mf(num_classes=CLASSES), images(32), classes)
add("convnext",
    lambda: models.ConvNeXt([CNBlockConfig(16, 32, 2), CNBlockConfig(32, 48, 2), CNBlockConfig(48, None, 1)],
                            num_classes=CLASSES), images(32), classes)
add("vit", lambda: models.VisionTransformer(32, 8, 2, 2, 32, 64, num_classes=CLASSES), images(32), classes)


add("swin", lambda: models.SwinTransformer([4, 4], 16, [2, 2], [2, 4], [4, 4], num_classes=CLASSES), images(32), classes)
add("maxvit",
    lambda: models.maxvit.MaxVit(
        input_size=(64, 64), stem_channels=8, partition_size=4, block_channels=[16, 32], block_layers=[1, 1],
        head_dim=8, stochastic_depth_prob=0.0, num_classes=CLASSES), images(64), classes)


class Segmentation(nn.Module):
    """The one output of a network that gives a dictionary."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x)["out"]


def fcn():
    backbone = IntermediateLayerGetter(models.resnet18(), {"layer3": "out"})
    return Segmentation(segmentation.FCN(backbone, segmentation.fcn.FCNHead(256, CLASSES)))


def deeplab():
    backbone = IntermediateLayerGetter(resnet(BasicBlock), {"layer2": "out"})
    head = segmentation.deeplabv3.DeepLabHead(128, CLASSES)
    return Segmentation(segmentation.DeepLabV3(backbone, head))


add("fcn", fcn, images(32), classes)
add("deeplab_v3", deeplab, images(32), classes)
add("lraspp", lambda: Segmentation(segmentation.lraspp_mobilenet_v3_large(
    weights=None, weights_backbone=None, num_classes=CLASSES)), images(64), classes)


def double(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU())


class UNet(nn.Module):
    """Two levels down and up again."""

    def __init__(self, upsamples):
        super().__init__()
        self.down1, self.down2, self.bottom = double(3, 8), double(8, 16), double(16, 32)
        self.up2 = self.up(32, 16, upsamples)
        self.up1 = self.up(16, 8, upsamples)
        self.join2, self.join1 = double(32, 16), double(16, 8)
        self.last = nn.Conv2d(8, CLASSES, 1)

    @staticmethod
    def up(inputs, outputs, upsamples):
        if upsamples:
            return nn.Sequential(
                nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), nn.Conv2d(inputs, outputs, 1))
        return nn.ConvTranspose2d(inputs, outputs, 2, 2)

    def forward(self, x):
        a = self.down1(x)
        b = self.down2(F.max_pool2d(a, 2))
        c = self.bottom(F.max_pool2d(b, 2))
        b = self.join2(torch.cat([self.up2(c), b], 1))
        return self.last(self.join1(torch.cat([self.up1(b), a], 1)))


add("unet", lambda: UNet(False), images(16), classes)
add("unet_bilinear", lambda: UNet(True), images(16), classes)


class Attention(nn.Module):
    """Convolutional block attention: over channels, then over places."""

    def __init__(self, channels):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(channels, 4), nn.ReLU(), nn.Linear(4, channels))
        self.places = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x):
        scores = self.mlp(x.mean((2, 3))) + self.mlp(x.amax((2, 3)))
        x = x * scores.sigmoid()[:, :, None, None]
        maps = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return x * self.places(maps).sigmoid()


class Excited(nn.Module):
    """Squeeze and excitation around a convolution, added to its input."""

    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.gates = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 4), nn.ReLU(), nn.Linear(4, channels),
            nn.Sigmoid())

    def forward(self, x):
        y = self.conv(x)
        n, c = y.shape[:2]
        return F.relu(x + y * self.gates(y).view(n, c, 1, 1))


def head(channels):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, CLASSES))


def stem(channels, stride=1):
    return nn.Sequential(nn.Conv2d(3, channels, 3, stride, 1), nn.BatchNorm2d(channels), nn.ReLU())


add("cbam", lambda: nn.Sequential(stem(8), Attention(8), head(8)), images(16), classes)
add("se_resnet", lambda: nn.Sequential(stem(8), Excited(8), Excited(8), head(8)), images(16), classes)


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


def convmixer():
    layers = [nn.Conv2d(3, 16, 4, 4), nn.GELU(), nn.BatchNorm2d(16)]
    for _ in range(2):
        layers += [
            Residual(nn.Conv2d(16, 16, 5, groups=16, padding=2), nn.GELU(), nn.BatchNorm2d(16)),
            nn.Conv2d(16, 16, 1), nn.GELU(), nn.BatchNorm2d(16)]
    return nn.Sequential(*layers, head(16))


class Mixer(nn.Module):
    def __init__(self, patches, width):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.tokens = nn.Sequential(nn.Linear(patches, 24), nn.GELU(), nn.Linear(24, patches))
        self.channels = nn.Sequential(nn.Linear(width, 32), nn.GELU(), nn.Linear(32, width))

    def forward(self, x):
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channels(self.norm2(x))


def mlp_mixer():
    return Apply(
        lambda x, patch, first, second, norm, last: last(
            norm(second(first(patch(x).flatten(2).transpose(1, 2)))).mean(1)),
        nn.Conv2d(3, 16, 8, 8), Mixer(16, 16), Mixer(16, 16), nn.LayerNorm(16), nn.Linear(16, CLASSES))


def poolformer():
    def mix(x, stem, norm, mlp, last):
        x = stem(x)
        y = norm(x)
        x = x + F.avg_pool2d(y, 3, 1, 1, count_include_pad=False) - y
        return last(x + mlp(x))
    return Apply(mix, nn.Conv2d(3, 16, 7, 4, 2), nn.GroupNorm(1, 16),
                 nn.Sequential(nn.Conv2d(16, 32, 1), nn.GELU(), nn.Conv2d(32, 16, 1)), head(16))


add("convmixer", convmixer, images(32), classes)
add("mlp_mixer", mlp_mixer, images(32), classes)
add("poolformer", poolformer, images(32), classes)
add("lenet", lambda: nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
    nn.Flatten(), nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)),
    images(28, 1), classes)
add("network_in_network", lambda: nn.Sequential(
    nn.Conv2d(3, 16, 5, padding=2), nn.ReLU(), nn.Conv2d(16, 16, 1), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True),
    nn.Conv2d(16, CLASSES, 3, padding=1), nn.ReLU(), nn.AvgPool2d(8), nn.Flatten()), images(16), classes)
add("group_norm", lambda: nn.Sequential(
    nn.Conv2d(3, 16, 3, bias=False), nn.GroupNorm(4, 16), nn.SiLU(), nn.Conv2d(16, 16, 3, 2), nn.GroupNorm(8, 16),
    nn.SiLU(), head(16)), images(16), classes)
add("instance_norm", lambda: nn.Sequential(
    nn.ReflectionPad2d(1), nn.Conv2d(3, 8, 3), nn.InstanceNorm2d(8, affine=True), nn.LeakyReLU(0.2),
    nn.ReplicationPad2d(1), nn.Conv2d(8, 8, 3), nn.InstanceNorm2d(8), nn.PReLU(8), head(8)), images(16), classes)
add("darknet", lambda: nn.Sequential(*[layer for i in range(3) for layer in (
    nn.Conv2d(3 if i == 0 else 8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.LeakyReLU(0.1),
    nn.MaxPool2d(2))], head(8)), images(32), classes)
add("video_r3d", lambda: nn.Sequential(
    nn.Conv3d(3, 8, (3, 5, 5), (1, 2, 2), (1, 2, 2), bias=False), nn.BatchNorm3d(8), nn.ReLU(),
    nn.Conv3d(8, 8, 3, 1, 1), nn.ReLU(), nn.MaxPool3d(2), nn.AdaptiveAvgPool3d(1), nn.Flatten(),
    nn.Linear(8, CLASSES)), lambda n: (torch.randn(n, 3, 4, 16, 16),), classes)
add("video_r2plus1d", lambda: nn.Sequential(
    nn.Conv3d(3, 8, (1, 3, 3), 1, (0, 1, 1)), nn.BatchNorm3d(8), nn.ReLU(), nn.Conv3d(8, 8, (3, 1, 1), 1, (1, 0, 0)),
    nn.ReLU(), nn.AdaptiveAvgPool3d(1), nn.Flatten(), nn.Linear(8, CLASSES)),
    lambda n: (torch.randn(n, 3, 4, 8, 8),), classes)


def transformer_of_space():
    def forward(x, place, last):
        shift = place(x).view(-1, 2, 3)
        line = torch.linspace(-0.875, 0.875, 8)
        across, down = line.expand(8, 8), line[:, None].expand(8, 8)
        places = torch.stack([across, down, torch.ones(8, 8)], -1).view(64, 3)
        grid = (places @ shift.transpose(1, 2)).view(-1, 8, 8, 2)
        return last(F.grid_sample(x, grid, align_corners=False))
    locate = nn.Sequential(nn.Flatten(), nn.Linear(3 * 64, 16), nn.Tanh(), nn.Linear(16, 6))
    return Apply(forward, locate, nn.Sequential(nn.Flatten(), nn.Linear(3 * 64, CLASSES)))


add("spatial_transformer", transformer_of_space, images(8), classes, opset=16)


class Capsules(nn.Module):
    """Capsules with three rounds of routing."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 5, 2)
        self.votes = nn.Parameter(0.1 * torch.randn(1, 5, 32, 6, 4))

    @staticmethod
    def squash(s):
        square = (s ** 2).sum(-1, keepdim=True)
        return square / (1 + square) * s / torch.sqrt(square + 1e-8)

    def forward(self, x):
        u = self.conv(x).flatten(1).view(-1, 1, 32, 4)
        votes = (self.votes @ self.squash(u)[..., None]).squeeze(-1)
        logits = torch.zeros_like(votes[..., :1])
        for _ in range(3):
            share = torch.softmax(logits, 1)
            capsules = self.squash((share * votes).sum(2, keepdim=True))
            logits = logits + (votes * capsules).sum(-1, keepdim=True)
        return capsules.squeeze(2).norm(dim=-1)


add("capsules", Capsules, images(12, 1))


def coordinates():
    def forward(x, conv, last):
        line = torch.linspace(-1, 1, 12)
        across = line.view(1, 1, 1, 12).expand(x.shape[0], 1, 12, 12)
        return last(F.relu(conv(torch.cat([x, across, across.transpose(2, 3)], 1))))
    return Apply(forward, nn.Conv2d(5, 8, 3), head(8))


add("coord_conv", coordinates, images(12), classes)


def pyramid():
    """Features of three scales, each added to the next finer one, and a head on each."""
    def forward(x, one, two, three, side1, side2, side3, last):
        a = F.relu(one(x))
        b = F.relu(two(a))
        c = F.relu(three(b))
        p3 = side3(c)
        p2 = side2(b) + F.interpolate(p3, size=b.shape[-2:], mode="nearest")
        p1 = side1(a) + F.interpolate(p2, scale_factor=2.0, mode="nearest")
        return last(p1), last(p2), last(p3)
    return Apply(forward, nn.Conv2d(3, 8, 3, 1, 1), nn.Conv2d(8, 8, 3, 2, 1), nn.Conv2d(8, 8, 3, 2, 1),
                 nn.Conv2d(8, 8, 1), nn.Conv2d(8, 8, 1), nn.Conv2d(8, 8, 1), nn.Conv2d(8, 4, 3, 1, 1))


add("feature_pyramid", pyramid, images(16))
