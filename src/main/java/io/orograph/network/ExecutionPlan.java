package io.orograph.network;

import io.orograph.network.Rewriting.Purpose;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network compiled for one batch size: every operator bound to preallocated buffers, so that a run allocates
 * nothing. Buffers are reused as soon as nothing later reads them; a plan for gradients keeps them for the way back.
 *
 * <p>Not safe for use by two threads at once: each worker has a plan of its own. Owns native memory; {@link #close}
 * frees it.
 */
public final class ExecutionPlan implements AutoCloseable {

    private final Network network;
    private final long[][] shapes;
    private final BufferPool pool;
    private final INDArray parameters;
    private final INDArray[] arrays;
    private final List<INDArray> inputs = new ArrayList<>();
    private final INDArray output;
    private final Dependences dependences;
    private final Map<Dependences.Group, List<Kernel>> kernels = new EnumMap<>(Dependences.Group.class);
    /** Those of affine nodes and of what they need, in order. */
    private final List<Kernel> forAffine = new ArrayList<>();
    /** The kernel of each node, in order; null for a view. */
    private final List<Kernel> inOrder = new ArrayList<>();

    private final BackwardPass backward;

    private ExecutionPlan(Network original, List<long[]> inputShapes, Precision precision, Purpose purpose) {
        this(Rewriting.of(original, inputShapes, Set.of(), precision, purpose), precision, purpose);
    }

    /**
     * Makes a plan of a network that is rewritten already.
     *
     * @param rewritten not written to, so that the plans of several threads may have it in common
     * @param purpose for which it is rewritten
     */
    ExecutionPlan(Rewriting.Result rewritten, Precision precision, Purpose purpose) {
        boolean gradients = purpose == Purpose.GRADIENT;
        this.network = rewritten.network();
        this.dependences = rewritten.dependences();
        this.shapes = rewritten.shapes();
        this.pool = new BufferPool(precision.type());
        this.arrays = new INDArray[network.values().size()];
        try {
            this.parameters = pool.permanent(Math.max(1, network.layout().size()));
            placeInputs();
            placeParameters();
            placeConstants();
            bindForward(purpose);
            this.output = arrays[outputValue()];
            this.backward = gradients ? new BackwardPass(network, shapes, arrays, pool, outputValue()) : null;
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Returns a plan for the forward pass only.
     *
     * @param inputShapes one shape an input of the network, the batch as their first axis
     * @throws IllegalArgumentException if the network cannot take inputs of these shapes
     */
    public static ExecutionPlan forward(Network network, List<long[]> inputShapes, Precision precision) {
        return new ExecutionPlan(network, inputShapes, precision, Purpose.FORWARD);
    }

    /** Returns a plan for forward passes of which parts are run: see {@link #run(int, int)}. */
    static ExecutionPlan unfused(Network network, List<long[]> inputShapes, Precision precision) {
        return new ExecutionPlan(network, inputShapes, precision, Purpose.PARTS);
    }

    /** Returns a plan for the forward and the backward pass. */
    public static ExecutionPlan gradient(Network network, List<long[]> inputShapes, Precision precision) {
        return new ExecutionPlan(network, inputShapes, precision, Purpose.GRADIENT);
    }

    /** Returns the network's input {@code i}: write the data here. */
    public INDArray input(int i) {
        return inputs.get(i);
    }

    /** Returns θ, flat: write the weights here. */
    public INDArray parameters() {
        return parameters;
    }

    /** Returns the network's first output; valid after {@link #forward()} until the next run. */
    public INDArray output() {
        return output;
    }

    /**
     * Returns what the last forward pass computed for a value of the network, by its index. Only in a plan for
     * gradients.
     */
    public double[] read(int value) {
        double[] numbers = new double[(int) arrays[value].length()];
        NativeCopy.read(arrays[value], numbers);
        return numbers;
    }

    public long[] outputShape() {
        return ShapeInference.output(network, shapes).clone();
    }

    /** Computes the output from the inputs and θ. */
    public void forward() {
        for (Dependences.Group group : Dependences.Group.values()) {
            run(group);
        }
    }

    /**
     * Computes the output from other inputs and the θ of the last {@link #forward}: what depends on θ alone, such as
     * weights with a normalisation folded in, is there already.
     */
    public void forwardOnOtherInputs() {
        run(Dependences.Group.DATA);
        run(Dependences.Group.AFFINE);
        run(Dependences.Group.GENERAL);
    }

    /** Runs one group of nodes; those before it must be up to date with the inputs and θ. */
    void run(Dependences.Group group) {
        for (Kernel kernel : kernels.get(group)) {
            kernel.run();
        }
    }

    /** Runs the affine nodes, and of those that depend on θ alone what the affine ones read. */
    void runAffine() {
        for (Kernel kernel : forAffine) {
            kernel.run();
        }
    }

    /** Runs the nodes {@code from} to {@code to - 1} of an unfused plan; what they read of earlier ones must be there. */
    void run(int from, int to) {
        for (int i = from; i < to; i++) {
            if (inOrder.get(i) != null) {
                inOrder.get(i).run();
            }
        }
    }

    /**
     * Returns the arrays that depend on the data, are there once the nodes before {@code cut} have run, and are read by a
     * node from {@code cut} on: the memory of each once, whatever views lie on it.
     */
    List<INDArray> across(int cut) {
        Set<Integer> read = new TreeSet<>();
        network.nodes().subList(cut, network.nodes().size()).forEach(node -> read.addAll(node.inputs()));
        Set<Integer> later = new HashSet<>();
        network.nodes().subList(cut, network.nodes().size()).forEach(node -> later.addAll(node.outputs()));
        read.removeIf(value -> value < 0 || later.contains(value) || !dependences.onData(value));
        Map<Long, INDArray> byAddress = new LinkedHashMap<>();
        read.forEach(value -> byAddress.putIfAbsent(NativeCopy.address(arrays[value]), arrays[value]));
        return List.copyOf(byAddress.values());
    }

    /** Returns the shape of a value. */
    long[] shape(int value) {
        return shapes[value].clone();
    }

    /** Returns the array of a value, which is valid until a node that uses its memory again has run. */
    INDArray array(int value) {
        return arrays[value];
    }

    /** Returns the values that nodes of a group write and general nodes, or whoever reads the output, read. */
    List<Integer> handedOn(Dependences.Group from) {
        Set<Integer> written = new TreeSet<>();
        if (from == Dependences.Group.DATA) {
            network.inputs().forEach(port -> written.add(network.indexOf(port.name())));
        }
        Set<Integer> read = new HashSet<>(Set.of(outputValue()));
        for (int i = 0; i < network.nodes().size(); i++) {
            if (dependences.group(i) == from) {
                written.addAll(network.nodes().get(i).outputs());
            } else if (dependences.group(i) == Dependences.Group.GENERAL) {
                read.addAll(network.nodes().get(i).inputs());
            }
        }
        written.retainAll(read);
        written.removeIf(value -> value < 0 || !dependences.onData(value));
        return List.copyOf(written);
    }

    /**
     * Leaves the rectifier of a value to whoever puts the value in place: from now on it does not run, where it alone reads the
     * value and its result lies in the same place.
     *
     * @param value that is handed on, alone at its place
     * @return the rectifier's cap, infinite for none; empty if there is no such rectifier
     */
    OptionalDouble leaveRectifier(int value) {
        List<Integer> readers = IntStream.range(0, network.nodes().size())
                .filter(i -> network.nodes().get(i).inputs().contains(value))
                .boxed()
                .toList();
        if (readers.size() != 1 || value == outputValue()) {
            return OptionalDouble.empty();
        }
        int reader = readers.get(0);
        Network.Node node = network.nodes().get(reader);
        boolean isInPlace = dependences.group(reader) == Dependences.Group.GENERAL
                && node.operator().isInPlace()
                && NativeCopy.address(arrays[node.outputs().get(0)]) == NativeCopy.address(arrays[value]);
        if (isInPlace
                && node.operator().layerForm(node.inputShapes(shapes)).orElse(null) instanceof LayerForm.Pointwise form
                && form.kind() == LayerForm.Pointwise.Kind.RECTIFIER) {
            kernels.get(Dependences.Group.GENERAL).remove(inOrder.get(reader));
            return OptionalDouble.of(form.cap());
        }
        return OptionalDouble.empty();
    }

    /**
     * Returns what general nodes read of θ and of weights derived from it.
     *
     * @param sums whether derived weights that are affine in θ are summed, in place of made anew at every point
     */
    DerivedWeights derivedWeights(boolean sums) {
        return new DerivedWeights(network, dependences, sums);
    }

    /** Runs the nodes of weights that have to run at every point. */
    void runWeights(DerivedWeights derived) {
        for (int i = 0; i < inOrder.size(); i++) {
            if (derived.runsAtEachPoint(i) && inOrder.get(i) != null) {
                inOrder.get(i).run();
            }
        }
    }

    /** Returns the part of θ that {@link #runAffine} reads: from, to. */
    int[] affineParameters() {
        return parametersRead(dependences.forAffine(network)::get);
    }

    /** Returns the smallest part of θ with all that some nodes read; from, to. */
    private int[] parametersRead(IntPredicate nodes) {
        int from = network.layout().size();
        int to = 0;
        for (int i = 0; i < network.nodes().size(); i++) {
            if (nodes.test(i)) {
                for (int value : network.nodes().get(i).inputs()) {
                    Optional<Parameter> read = value < 0
                            ? Optional.empty()
                            : network.layout().find(network.values().get(value));
                    from = Math.min(from, read.map(Parameter::offset).orElse(from));
                    to = Math.max(to, read.map(Parameter::end).orElse(to));
                }
            }
        }
        return new int[] {Math.min(from, to), to};
    }

    /** Returns ∂L/∂output: write it here before {@link #backward}. Only in a plan for gradients. */
    public INDArray outputGradient() {
        return backward.outputGradient();
    }

    /** Returns ∂L/∂θ, flat, after {@link #backward}. Only in a plan for gradients. */
    public INDArray parameterGradient() {
        return backward.parameterGradient();
    }

    /** Computes ∂L/∂θ from ∂L/∂output and what the last forward pass left. Only in a plan for gradients. */
    public void backward() {
        backward.run();
    }

    /** Returns the number of bytes of native memory that this plan holds. */
    public long bytes() {
        return pool.bytes();
    }

    @Override
    public void close() {
        pool.close();
    }

    private int outputValue() {
        return network.indexOf(network.outputs().get(0).name());
    }

    private void placeInputs() {
        for (Port port : network.inputs()) {
            int value = network.indexOf(port.name());
            arrays[value] = pool.permanent(shapes[value]);
            inputs.add(arrays[value]);
        }
    }

    private void placeParameters() {
        for (Parameter parameter : network.layout().parameters()) {
            arrays[network.indexOf(parameter.name())] = view(parameters, parameter);
        }
    }

    static INDArray view(INDArray flat, Parameter parameter) {
        return NativeArrays.part(flat, parameter.offset(), parameter.shape());
    }

    private void placeConstants() {
        for (Network.Constant constant : network.constants()) {
            Tensor tensor = constant.tensor();
            INDArray array = NativeArrays.part(pool.permanent(Math.max(1, tensor.size())), 0, tensor.shape());
            arrays[constant.value()] = array;
            if (tensor.size() > 0) {
                NativeCopy.write(tensor.doubles(), array);
            }
        }
    }

    private void bindForward(Purpose purpose) {
        for (Dependences.Group group : Dependences.Group.values()) {
            kernels.put(group, new ArrayList<>());
        }
        BitSet needed = dependences.forAffine(network);
        Liveness liveness = purpose == Purpose.GRADIENT
                ? null
                : new Liveness(network, outputValue(), dependences, purpose == Purpose.PARTS);
        for (int i = 0; i < network.nodes().size(); i++) {
            Network.Node node = network.nodes().get(i);
            boolean inPlace = liveness != null && liveness.isInPlace(i);
            if (node.operator().isView() || inPlace) {
                int written = node.outputs().get(0);
                arrays[written] = NativeArrays.part(arrays[node.inputs().get(0)], 0, shapes[written]);
            }
            if (node.operator().isView()) {
                inOrder.add(null);
            } else {
                if (!inPlace) {
                    boolean isGeneral = dependences.group(i) == Dependences.Group.GENERAL;
                    placeOutputs(node, value -> liveness == null ? !isGeneral : liveness.isKept(value));
                }
                Kernel kernel = bind(node);
                kernels.get(dependences.group(i)).add(kernel);
                if (needed.get(i)) {
                    forAffine.add(kernel);
                }
                inOrder.add(kernel);
            }
            if (liveness != null) {
                liveness.lastReadBy(i).forEach(value -> pool.release(arrays[value]));
            }
        }
    }

    /** Places the outputs of a node in memory: that of their own for what is kept from run to run, or that of others. */
    private void placeOutputs(Network.Node node, IntPredicate isKept) {
        for (int value : node.outputs()) {
            if (value >= 0 && shapes[value] != null) {
                arrays[value] = isKept.test(value) ? pool.permanent(shapes[value]) : pool.acquire(shapes[value]);
            }
        }
    }

    private Kernel bind(Network.Node node) {
        NodeBinding binding = new NodeBinding(node, arrays, pool);
        Kernel kernel =
                NodeKernel.bind(network, node, shapes, () -> node.operator().forward(binding));
        binding.releaseScratch();
        return kernel;
    }
}
