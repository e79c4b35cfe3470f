"""Writes small checkpoints of a network 3-4-2, as PyTorch and safetensors write them.

    python3 make_checkpoints.py

The numbers are exact in every floating type: number i of all, in the order of the state dict, is
((37 i) mod 101) / 64 - 3/4.
"""
import json
import os
import struct

import torch

torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = {"fc1.weight": (4, 3), "fc1.bias": (4,), "fc2.weight": (2, 4), "fc2.bias": (2,)}


def tensors(dtype=torch.float32):
    result, k = {}, 0
    for name, shape in SHAPES.items():
        n = 1
        for s in shape:
            n *= s
        values = [(37 * (k + i)) % 101 / 64 - 0.75 for i in range(n)]
        result[name] = torch.tensor(values, dtype=dtype).reshape(shape)
        k += n
    return result


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = torch.nn.Linear(3, 4)
        self.fc2 = torch.nn.Linear(4, 2)

    def forward(self, x):
        return self.fc2(torch.tanh(self.fc1(x)))


net = Net()
net.load_state_dict(tensors())


def save(value, name, **more):
    torch.save(value, os.path.join(HERE, name), **more)


save(net.state_dict(), "zip.pt")
save(net.state_dict(), "legacy.pt", _use_new_zipfile_serialization=False)

# As people save in the middle of a training: with an optimiser that has moments, and a wrapped module.
optimizer = torch.optim.Adam(net.parameters())
net(torch.ones(1, 3)).sum().backward()
optimizer.step()
save({
    "epoch": 3,
    "loss": 0.25,
    "done": False,
    "model_state_dict": {"module." + k: v for k, v in tensors().items()},
    "optimizer_state_dict": optimizer.state_dict(),
}, "nested.pth")

for name, dtype in {"half.pt": torch.float16, "bfloat.pt": torch.bfloat16, "double.pt": torch.float64}.items():
    save(tensors(dtype), name)

# Views into larger or shared storages, a transposed one, parameters, and a counter that is no weight.
t = tensors()
shared = torch.cat([torch.zeros(5), t["fc1.bias"], t["fc2.bias"]])
save({
    "counter": torch.tensor(7),
    "fc1.weight": t["fc1.weight"].T.contiguous().T,
    "fc1.bias": shared[5:9],
    "fc2.weight": torch.nn.Parameter(t["fc2.weight"]),
    "fc2.bias": shared[9:],
}, "views.pt")

# A whole module: its pickle names classes.
save(torch.nn.Linear(2, 1), "module.pt")

header, data = {"__metadata__": {"format": "pt"}}, b""
for name, value in tensors().items():
    raw = value.numpy().astype("<f4").tobytes()
    header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(os.path.join(HERE, "weights.safetensors"), "wb") as f:
    f.write(struct.pack("<Q", len(text)) + text + data)
