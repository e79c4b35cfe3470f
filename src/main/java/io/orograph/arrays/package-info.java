/**
 * Files of arrays: NPY, NPZ, IDX, safetensors and PyTorch's archives, each read once, into {@link
 * io.orograph.arrays.NamedArrays}, and NPY and NPZ written. Arrays are read when they are asked for, whole or in part.
 * Files are not trusted: nothing in them is run, and no size that they claim is allocated before it is compared with
 * what is there.
 */
package io.orograph.arrays;
