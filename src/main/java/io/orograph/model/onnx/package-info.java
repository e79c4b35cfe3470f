/**
 * ONNX files: {@link io.orograph.model.onnx.OnnxReader} turns one into a {@link io.orograph.network.Network}. The
 * protobuf classes stay inside this package. Whatever a file holds, a reader here answers with a network or with one
 * of the exceptions of {@link io.orograph.file}, and allocates no more than a small multiple of the file's size.
 */
package io.orograph.model.onnx;
