/**
 * Runs ONNX models on stored inputs and compares what comes out with the stored outputs. The layout is that of the ONNX
 * backend tests and of model zoos: a model, and beside it folders {@code test_data_set_*} of {@code input_N.pb} and {@code
 * output_N.pb}. Nothing here knows what the model is for; losses and data files are elsewhere.
 */
package io.orograph.model.onnx.check;
