package io.orograph.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A kind of computation with its settings fixed: what an ONNX node says, without its place in the graph. Stateless and
 * immutable; the arrays come with a {@link Binding}.
 *
 * <p>What is rarely so has a default. {@code src/docs/howto/operator.md} says how to add an operator.
 */
public interface Operator {

    /**
     * Returns how many leading inputs of the node are read when it runs: one, where nothing else is said. The others
     * were constants read at creation.
     */
    default int arity() {
        return 1;
    }

    /**
     * Returns the shapes of the outputs.
     *
     * @param inputs shapes of the inputs, without open axes; null for an optional input left out
     * @throws IllegalArgumentException if they do not go together; the message says how
     */
    List<long[]> outputShapes(List<long[]> inputs);

    /**
     * Returns what the operator uses an input for if that is a tensor of the model file.
     *
     * @param shape the tensor's shape
     */
    default Parameter.Role role(int input, long[] shape) {
        return Parameter.Role.NONE;
    }

    /**
     * Returns the axis of a {@link Parameter.Role#WEIGHT} input that counts output units.
     *
     * @param rank the number of axes of that input
     */
    default int outputAxis(int input, int rank) {
        return -1;
    }

    /**
     * Returns into how many equal blocks, one after the other, a {@link Parameter.Role#WEIGHT} input falls, each of which has
     * output units of its own: the groups of a transposed convolution, whose weights are [input channels, output channels
     * of a group, …], the directions of a recurrent layer, the matrices of a stack. 1 where the output axis alone counts
     * them.
     *
     * @param shape of the input
     */
    default int outputGroups(int input, long[] shape) {
        return 1;
    }

    /**
     * Returns the axes of an input along which parts lie one behind the other that do different things, as the gates of a
     * recurrent layer do. None for most.
     */
    default List<MergedAxis> mergedAxes(int input) {
        return List.of();
    }

    /** Tells whether the only output holds the elements of the first input in the same order, under another shape. */
    default boolean isView() {
        return false;
    }

    /**
     * Returns for an operator that hands on the elements of an input, as Transpose, Slice and Concat do, the input's
     * axis that each axis of its outputs runs along, -1 for none. Empty if it computes with them. A tensor of the model
     * file that comes to its operator by way of such nodes, or of views, is trained for what that operator uses it for.
     *
     * @param shapes shapes of the inputs; null for one that is left out or not known
     */
    default Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return Optional.empty();
    }

    /**
     * Where an operator stands that hands on elements.
     *
     * @param output which of its outputs is asked for
     * @param inputs shapes of the inputs
     * @param constants the inputs that are constants of the network; null for the others
     */
    record Handing(int output, List<long[]> inputs, List<Tensor> constants) {}

    /**
     * Returns for an operator that only hands on elements of input 0, in another order or a part of them, where those of an
     * output lie: who reads by strides then needs no copy. Empty if it computes with them, or if they lie at no regular
     * steps.
     *
     * @param input where the elements of input 0 lie
     */
    default Optional<StridedView> handedOn(StridedView input, Handing handing) {
        return isView() ? input.reshaped(outputShapes(handing.inputs()).get(handing.output())) : Optional.empty();
    }

    /**
     * Returns for an operator whose only output holds each element of input 0 once where those of the input lie: who writes
     * by strides can write them where the operator would put them. Empty for any other.
     *
     * @param output where the elements of the output lie
     * @param inputs shapes of the inputs
     */
    default Optional<StridedView> handedBack(StridedView output, List<long[]> inputs) {
        return isView() ? output.reshaped(inputs.get(0)) : Optional.empty();
    }

    /** Returns for an operator that multiplies input 0 by one constant number what that is. Empty for any other. */
    default OptionalDouble factor(Handing handing) {
        return OptionalDouble.empty();
    }

    /**
     * Where an operator finds its inputs and leaves its output if it reads and writes by strides.
     *
     * @param inputs where the elements of each input lie in the array that is read in its place
     * @param factor what the output is to be multiplied by
     * @param output where those of the output lie in the array that is written in its place, all of it
     * @param written the shape of that array
     */
    record Strides(List<StridedView> inputs, double factor, StridedView output, long[] written) {}

    /**
     * Returns for an operator that reads and writes by strides and whose output is proportional to each input, as a product of
     * matrices does, the one that does the same with views. Empty for any other, and for views that it
     * does not read.
     */
    default Optional<Operator> strided(Strides strides) {
        return Optional.empty();
    }

    /** Tells whether the gradient of an input is that of the only output, number by number, as in a sum of two arrays. */
    default boolean handsBackGradient(int input, List<long[]> inputs) {
        return isView();
    }

    /** Tells whether {@link #backward} adds to what a gradient holds wherever {@link Binding#addsGradient} asks for it. */
    default boolean addsGradients() {
        return false;
    }

    /**
     * Tells whether the outputs are affine in some inputs together, the others being given: f(x + Σ cᵢ·vᵢ) = f(x) + Σ
     * cᵢ·(f(x + vᵢ) − f(x)).
     *
     * @param moving which inputs they are, at least one
     */
    default boolean isAffine(boolean[] moving) {
        return false;
    }

    /**
     * Returns for an operator whose outputs are probabilities, or their logarithms, the axis along which they are those of
     * alternatives, of which one is true: along which they sum to 1. Empty for any other.
     *
     * @param shape of the first input
     */
    default OptionalInt normalizedAxis(long[] shape) {
        return OptionalInt.empty();
    }

    /**
     * Returns for an operator whose first output is a sum or mean over its inputs' entries, or a loss, how it comes from the
     * terms. Empty for any other.
     */
    default Optional<BatchTotal> batchTotal() {
        return Optional.empty();
    }

    /** Returns for an operator that computes a loss of class labels which inputs these are. Empty for any other. */
    default Optional<LabelRule> labelRule() {
        return Optional.empty();
    }

    /** Tells whether the only output may take the place of the first input, which nobody reads afterwards. */
    default boolean isInPlace() {
        return false;
    }

    /**
     * Returns for a layer that multiplies by weights (input 1) and adds a bias (input 2, if there is one) the axis of
     * the weights that counts output units, so that whatever scales and shifts each unit afterwards can be folded into
     * both. Empty for an operator that is no such layer.
     */
    default OptionalInt foldableAxis() {
        return OptionalInt.empty();
    }

    /**
     * Returns for an operator that scales and shifts each output unit of the layer before it by numbers that the data
     * do not change the operator that computes what the layer's weights and bias become if the layer is to do this too.
     * The returned operator reads this operator's inputs but the first, then weights and bias, and writes weights and
     * bias. Empty if this operator is none that does so, or not for that layer.
     *
     * @param layer the operator that computes the first input
     */
    default Optional<Operator> foldedInto(Operator layer) {
        return Optional.empty();
    }

    /**
     * How two operators, of which the second reads what the first computes, become one.
     *
     * @param first for each input of the first one its place among those of the joined one, or {@link #LEFT_OUT}
     * @param second the same of the second one, or {@link #OF_FIRST}
     * @param inputs shapes of the inputs of the joined one
     */
    record Join(int[] first, int[] second, List<long[]> inputs) {

        /** An optional input that is left out. */
        public static final int LEFT_OUT = -1;

        /** An input that the first operator computes. */
        public static final int OF_FIRST = -2;
    }

    /**
     * Returns the operator that does in single precision what another one and then this one do, faster than the two. It only
     * goes forward. Empty where there is none.
     *
     * @param first has one output, which only this operator reads
     */
    default Optional<Operator> joined(Operator first, Join join) {
        return Optional.empty();
    }

    /**
     * Two operators that one after the other do what one does.
     *
     * @param order puts the numbers of the first input in another order
     * @param rest does with them what the operator does, only faster
     */
    record Reordered(Operator order, Operator rest) {}

    /**
     * Returns for an operator that would be faster on the numbers of its only input in another order how it is done in two
     * steps; only the largest of some numbers, or what else does not change when a rectifier before it goes behind it. Empty
     * for most.
     *
     * @param inputs shapes of the inputs
     */
    default Optional<Reordered> reordered(List<long[]> inputs) {
        return Optional.empty();
    }

    /**
     * Returns for an operator that normalises by running statistics, inputs 3 (means) and 4 (variances), the operator
     * that takes its place while the network is trained and normalises by those of the batch. That operator reads
     * inputs 0 to 2 and writes the output, the means and the variances. Empty for an operator that does the same in
     * training.
     */
    default Optional<Operator> trainingForm() {
        return Optional.empty();
    }

    /**
     * Returns for an operator that has a {@link #trainingForm} the operator that reads input 0 of it and writes what
     * its statistics are pooled from over several batches, the mean and the sum of squared deviations of each channel.
     *
     * @param batch samples that run at once
     * @param counted how many of them count, from the first on
     */
    default Optional<Operator> momentsForm(int batch, int counted) {
        return Optional.empty();
    }

    /** Returns the share of its running statistics that stays at a training step; there if {@link #trainingForm} is. */
    default OptionalDouble momentum() {
        return OptionalDouble.empty();
    }

    /**
     * Returns what the operator computes of inputs of these shapes, in words that engines with kernels of their own know;
     * empty for an operator, or shapes, that they do not.
     *
     * @param inputs shapes of the inputs; null for an optional input left out
     */
    default Optional<LayerForm> layerForm(List<long[]> inputs) {
        return Optional.empty();
    }

    /**
     * Tells whether an engine may gain something for a network by this operator: a convolution, a pool, a layer normalisation, a
     * GELU, and an operator that files store one of these with. What only goes on with a value in an engine's layout does not
     * count, nor does a softmax, which without one of the others is most often that of a few classes.
     */
    default boolean isForEngines() {
        return false;
    }

    /** Tells whether an engine may do this as a dense layer, for which it is checked apart from its other layers. */
    default boolean isDense() {
        return false;
    }

    /** Binds the computation of the outputs from the inputs. Not called for a view. */
    Kernel forward(Binding binding);

    /**
     * Binds the computation of every wanted input gradient from the output gradients, which nobody reads afterwards: it may
     * overwrite them. The inputs and outputs still hold what the forward pass left there. Not called for a view.
     */
    Kernel backward(Binding binding);
}
