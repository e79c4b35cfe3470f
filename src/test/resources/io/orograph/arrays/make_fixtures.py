"""Makes the data files that the reader tests read. Run it in this folder; needs NumPy only.

Made with NumPy 1.24.2. The tests know the formulas below, so that a fixture is checked number by number.
"""

import gzip
import hashlib
import io
import struct
import warnings

import numpy as np
from numpy.lib import format as npy_format

SHAPE = (2, 3, 4)
COUNT = np.arange(24)


def every_type():
    """One array a type, byte order and memory order: name <type>_<order>_<c|f>, values 0 to 23 or (i - 8) / 4."""
    arrays = {}
    for code in ["f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "b1"]:
        for order in "<>":
            values = (COUNT - 8) / 4 if code[0] == "f" else COUNT - 8 if code[0] == "i" else COUNT
            if code == "b1":
                values = COUNT % 3 == 0
            array = values.reshape(SHAPE).astype(order + code)
            side = "little" if order == "<" else "big"
            arrays[f"{code}_{side}_c"] = np.ascontiguousarray(array)
            arrays[f"{code}_{side}_f"] = np.asfortranarray(array)
    return arrays


def extremes():
    """The smallest and the largest value of each integer type that is read whole."""
    codes = ["i1", "u1", "i2", "u2", "i4", "u4", "i8"]
    return {code: np.array([np.iinfo(code).min, np.iinfo(code).max], dtype=code) for code in codes}


def save_version(name, array, version):
    with open(name, "wb") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        npy_format.write_array(out, array, version=version)


def idx(array, type_code):
    header = bytes([0, 0, type_code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


def main():
    np.savez_compressed("types.npz", **every_type())
    np.savez("extremes.npz", **extremes())
    np.savez("texts.npz", unicode=np.array("loss α→β 𝛁L"), bytes=np.array("plain".encode()),
             big=np.array("größe").astype(">U5"), empty=np.array(""))
    np.savez("odd.npz", objects=np.array([{}, None], dtype=object), complex=np.zeros(2, "c16"),
             structured=np.zeros(2, [("a", "f4"), ("b", "i4")]), huge=np.array([2**63], "u8"),
             names=np.array(["cat", "dog"]), when=np.zeros(2, "M8[s]"), scalar=np.float64(2.5),
             none=np.zeros((0, 4), "f4"))
    for version in [(1, 0), (2, 0), (3, 0)]:
        save_version(f"version{version[0]}.npy", np.arange(6, dtype="<f8").reshape(2, 3), version)

    halves = np.arange(65536, dtype="<u2").view("<f2")
    singles = np.where(np.isnan(halves), np.float32(0), halves.astype("<f4"))
    print("SHA-256 of all halves as singles, NaN as 0:", hashlib.sha256(singles.tobytes()).hexdigest())

    images = COUNT.astype("u1").reshape(4, 3, 2)
    labels = np.array([3, 1, 0, 2], "u1")
    open("tiny-images-idx3-ubyte", "wb").write(idx(images, 0x08))
    open("tiny-labels-idx1-ubyte", "wb").write(idx(labels, 0x08))
    for name, data in [("zipped-images-idx3-ubyte.gz", idx(images, 0x08)),
                       ("zipped-labels-idx1-ubyte.gz", idx(labels, 0x08))]:
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as out:
            out.write(data)
        open(name, "wb").write(packed.getvalue())
    for code, type_code in [("i1", 0x09), ("i2", 0x0B), ("i4", 0x0C), ("f4", 0x0D), ("f8", 0x0E)]:
        open(f"{code}.idx", "wb").write(idx((COUNT[:6] - 2).reshape(2, 3).astype(code), type_code))


main()
