"""Writes the small files of HDF5 and MATLAB beside this script. Needs h5py and scipy (Debian: python3-h5py, python3-scipy).

Inputs x are [4, 3] with x[i, j] = 10 i + j, targets y 0, 1, 2, 1 where nothing else is said.
"""
import os
import pickle

import h5py
import numpy as np
import scipy.io

HERE = os.path.dirname(os.path.abspath(__file__))
X = (10 * np.arange(4)[:, None] + np.arange(3)).astype("f4")
Y = np.array([0, 1, 2, 1])


def hdf(name, libver="earliest", **packing):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as file:
        file.create_dataset("x", data=X, **packing)
        file["y"] = Y
        file["soft"] = h5py.SoftLink("/x")
        file["outside"] = h5py.ExternalLink("/etc/passwd", "/x")
        group = file.create_group("types")
        group["itself"] = file["/"]
        group["half"] = X[0].astype("f2")
        group["double"] = X[0].astype(">f8")
        group["bytes"] = np.array([0, 255], "u1")
        group["short"] = np.array([-2, 3], ">i2")
        group["unsigned"] = np.array([1, 2 ** 32 - 1], "u4")
        group["bool"] = np.array([True, False])
        group["complex"] = np.array([1 + 2j])
        group["fixed"] = np.array(["cat", "dog"], "S4")
        group["variable"] = np.array(["cat", "mouse"], object)


hdf("plain.h5")
hdf("latest.h5", libver="latest", chunks=(3, 2))
hdf("gzip.h5", chunks=(3, 2), compression="gzip", shuffle=True, fletcher32=True)
hdf("lzf.h5", libver="latest", chunks=(2, 3), compression="lzf")

with h5py.File(os.path.join(HERE, "parts.h5"), "w") as file:
    for part, count in (("train", 4), ("test", 2)):
        file[part + "/images"] = X[:count]
        file[part + "/labels"] = np.array(["dog", "cat", "dog", "cat"][:count], "S3")

with h5py.File(os.path.join(HERE, "part-written.h5"), "w") as file:
    data = file.create_dataset("x", (400, 3), chunks=(4, 3), dtype="f4")
    data[:4] = X
    file["y"] = np.zeros(400, int)

# As MATLAB writes them with save -v7.3: HDF5 behind a block of text, the first axis the fastest.
path = os.path.join(HERE, "version73.mat")
with h5py.File(path, "w", userblock_size=512) as file:
    for name, kind, array in (
        ("X", "double", X.astype("f8").T),
        ("y", "double", Y.astype("f8").reshape(1, 4)),
        ("names", "char", np.array([[ord(c) for c in text] for text in ("cat  ", "mouse", "dog  ", "dog  ")], "u2").T),
        ("flags", "logical", np.array([[1, 0, 1, 1]], "u1")),
    ):
        file[name] = array
        file[name].attrs["MATLAB_class"] = np.bytes_(kind)
with open(path, "r+b") as file:
    file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Mon Jan  1 00:00:00 2024".ljust(512))

for name, packed in (("version5.mat", False), ("version5-packed.mat", True)):
    scipy.io.savemat(
        os.path.join(HERE, name),
        {
            "X": X.astype("f8"),
            "y": Y.reshape(4, 1).astype("u1"),
            "row": Y.reshape(1, 4).astype("i4"),
            "names": np.array(["cat", "mouse", "dog", "dog"]),
            "cells": np.array([["cat"], ["mouse"], ["dog"], ["dog"]], object),
            "flags": np.array([[True], [False], [True], [True]]),
            "single": X,
            "images": np.arange(24, dtype="u1").reshape(2, 3, 4),
            "complex": np.array([[1 + 2j]]),
            "settings": {"rate": 0.1, "inner": X},
        },
        do_compression=packed,
        oned_as="row",
    )

# As the street view house numbers come: the samples on the last axis, 10 for the digit 0.
scipy.io.savemat(
    os.path.join(HERE, "samples-last.mat"),
    {"X": np.arange(2 * 2 * 3 * 4, dtype="u1").reshape(2, 2, 3, 4), "y": np.array([[1], [2], [10], [1]], "u1")},
)

for name, libver, packing in (("small.h5", "earliest", {}), ("small-packed.h5", "latest", {"chunks": True, "compression": "gzip"})):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as file:
        file.create_dataset("x", data=X, **packing)
        file.create_dataset("y", data=Y, **packing)

for name, packed in (("small.mat", False), ("small-packed.mat", True)):
    scipy.io.savemat(os.path.join(HERE, name), {"X": X, "y": Y.reshape(4, 1)}, do_compression=packed)

batch = {
    b"batch_label": b"testing batch 1 of 1",
    b"labels": [9, 4],
    b"data": np.arange(2 * 3072).astype("u1").reshape(2, 3072),
    b"filenames": [b"cat.png", b"dog.png"],
}
for protocol in (4, 5):
    with open(os.path.join(HERE, f"cifar-protocol{protocol}.pickle"), "wb") as file:
        pickle.dump(batch, file, protocol)
for protocol in (4, 5):
    with open(os.path.join(HERE, f"arrays-protocol{protocol}.pkl"), "wb") as file:
        pickle.dump({"x": np.asfortranarray(X.astype(">f4")), "y": Y, "names": ["a", "b"], "when": np.array(["2024-01-01"], "M8[D]")}, file, protocol)
