"""Write lists of samples as torch.save writes them, for the test StoredTensorsTest.

    /usr/bin/python3 make_lists.py     into the folder of this file (PyTorch 1.13)
"""

from pathlib import Path

import torch
from torch.utils.data import TensorDataset

FOLDER = Path(__file__).resolve().parent
x = torch.tensor([[1.0, 2], [3, 4], [5, 6]])
y = torch.tensor([0, 2, 1])
dataset = TensorDataset(x, y)

torch.save(list(dataset), FOLDER / "list-tensors.pt")
torch.save(list(dataset), FOLDER / "list-tensors-old.pt", _use_new_zipfile_serialization=False)
torch.save([(row.clone(), int(label)) for row, label in dataset], FOLDER / "list-numbers.pt")
torch.save([{"y": "abc"[label], "x": row} for row, label in dataset], FOLDER / "list-names.pt")
torch.save([(x[0], 1), (torch.ones(3), 2)], FOLDER / "list-unlike.pt")
torch.save([(x[0], 1), (x[1], "two")], FOLDER / "list-mixed.pt")
torch.save([(x[0], 1), (x[1],)], FOLDER / "list-uneven.pt")
torch.save({"train": list(dataset)}, FOLDER / "list-inside.pt")
ones = torch.ones(100)
torch.save([(ones, i) for i in range(50)], FOLDER / "list-repeated.pt")
