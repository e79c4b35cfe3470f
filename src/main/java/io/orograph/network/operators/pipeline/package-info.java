/**
 * What converters of scikit-learn put before and behind a network: operators of the set ai.onnx.ml that scale features,
 * choose columns and rename classes. Models of that set which have weights of their own are not here.
 */
package io.orograph.network.operators.pipeline;
