package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which copies products of matrices spare, and that they compute the same without them. */
class StridingTest {

    /**
     * Sums of up to 15 products of numbers up to 3, in five layers, each rounded to 6·10⁻⁸ of its size; what the order of the
     * sums changes is no more.
     */
    private static final double TOLERANCE = 5e-6;

    private static final int WIDTH = 6;

    private final Random random = new Random(7);

    /**
     * The sizes of an attention.
     *
     * @param size of a head
     */
    private record Sizes(int batch, int tokens, int heads, int size) {

        int width() {
            return heads * size;
        }

        long[] input() {
            return new long[] {batch, tokens, WIDTH};
        }

        @Override
        public String toString() {
            return batch + " samples, " + tokens + " tokens, " + heads + " heads of " + size;
        }
    }

    private static final List<Sizes> SIZES = List.of(
            new Sizes(4, 5, 2, 3),
            new Sizes(1, 5, 3, 4),
            new Sizes(3, 7, 1, 5),
            new Sizes(2, 1, 3, 5),
            new Sizes(2, 4, 3, 1),
            new Sizes(1, 1, 1, 2));

    /** How exporters write that the rows of a layer are those of heads. */
    private enum Style {
        /** One layer, its axes split and brought to the front, of which an index takes queries, keys and values. */
        GATHERED {
            @Override
            void heads(NetworkSketch sketch, Sizes sizes) {
                sketch.tensor("s", integers(0, sizes.tokens(), 3, sizes.heads(), sizes.size()))
                        .node("Reshape", List.of("p", "s"), "r")
                        .node("Transpose", List.of("r"), List.of("all"), permutation(2, 0, 3, 1, 4));
                for (int i = 0; i < 3; i++) {
                    String part = NAMES.get(i);
                    sketch.tensor("i" + part, Tensor.of(new long[] {i}))
                            .node("Gather", List.of("all", "i" + part), List.of(part), Map.of("axis", 0L));
                }
                sketch.node("Transpose", List.of("k"), List.of("kt"), permutation(0, 1, 3, 2));
            }
        },
        /** One layer that is cut along its columns. */
        SPLIT {
            @Override
            void heads(NetworkSketch sketch, Sizes sizes) {
                sketch.node("Split", List.of("p"), List.of("pq", "pk", "pv"), Map.of("axis", 2L));
                each(sketch, sizes);
            }
        },
        /** The same by slices. */
        SLICED {
            @Override
            void heads(NetworkSketch sketch, Sizes sizes) {
                sketch.tensor("axes", integers(2));
                for (int i = 0; i < 3; i++) {
                    String part = NAMES.get(i);
                    sketch.tensor("from" + part, integers((long) i * sizes.width()))
                            .tensor("to" + part, integers((i + 1L) * sizes.width()))
                            .node("Slice", List.of("p", "from" + part, "to" + part, "axes"), "p" + part);
                }
                each(sketch, sizes);
            }
        },
        /** Samples and heads as one axis behind that of the tokens, as PyTorch's module has it. */
        MULTIHEAD {
            @Override
            void heads(NetworkSketch sketch, Sizes sizes) {
                long stack = (long) sizes.batch() * sizes.heads();
                sketch.tensor("flat", integers(sizes.tokens(), stack, sizes.size()))
                        .tensor("apart", integers(-1, sizes.heads(), sizes.tokens(), sizes.size()))
                        .tensor("keys apart", integers(-1, sizes.heads(), sizes.size(), sizes.tokens()))
                        .node("Transpose", List.of("p"), List.of("tokens"), permutation(1, 0, 2))
                        .node("Split", List.of("tokens"), List.of("pq", "pk", "pv"), Map.of("axis", 2L));
                for (String part : NAMES) {
                    boolean isKey = part.equals("k");
                    sketch.node("Reshape", List.of("p" + part, "flat"), "r" + part)
                            .node(
                                    "Transpose",
                                    List.of("r" + part),
                                    List.of("s" + part),
                                    isKey ? permutation(1, 2, 0) : permutation(1, 0, 2))
                            .node("Reshape", List.of("s" + part, isKey ? "keys apart" : "apart"), isKey ? "kt" : part);
                }
            }
        },
        /** Three layers. */
        SEPARATE {
            @Override
            void layers(NetworkSketch sketch, Sizes sizes, Random random) {
                for (String part : NAMES) {
                    layer(sketch, "p" + part, sizes.width(), random);
                }
            }

            @Override
            void heads(NetworkSketch sketch, Sizes sizes) {
                each(sketch, sizes);
            }
        };

        private static final List<String> NAMES = List.of("q", "k", "v");

        abstract void heads(NetworkSketch sketch, Sizes sizes);

        void layers(NetworkSketch sketch, Sizes sizes, Random random) {
            layer(sketch, "p", 3 * sizes.width(), random);
        }

        private static void layer(NetworkSketch sketch, String name, int width, Random random) {
            sketch.drawn("w" + name, random, 0.5, WIDTH, width)
                    .drawn("b" + name, random, 0.5, width)
                    .node("MatMul", List.of("t", "w" + name), "m" + name)
                    .node("Add", List.of("m" + name, "b" + name), name);
        }

        private static void each(NetworkSketch sketch, Sizes sizes) {
            sketch.tensor("s", integers(0, sizes.tokens(), sizes.heads(), sizes.size()));
            for (String part : NAMES) {
                boolean isKey = part.equals("k");
                sketch.node("Reshape", List.of("p" + part, "s"), "r" + part)
                        .node(
                                "Transpose",
                                List.of("r" + part),
                                List.of(isKey ? "kt" : part),
                                isKey ? permutation(0, 2, 3, 1) : permutation(0, 2, 1, 3));
            }
        }
    }

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private static Tensor integers(long... values) {
        return Tensor.of(values, values.length);
    }

    private static Map<String, Object> permutation(long... order) {
        return Map.of("perm", order);
    }

    /** Rows that are not affine in θ, an attention over them, and a layer behind it. */
    private NetworkSketch attention(Style style, Sizes sizes) {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, sizes.tokens(), WIDTH)
                .drawn("w", random, 0.5, WIDTH, WIDTH)
                .node("MatMul", List.of("x", "w"), "m")
                .node("Tanh", List.of("m"), "t");
        return attended(style, sizes, sketch);
    }

    private NetworkSketch attended(Style style, Sizes sizes, NetworkSketch sketch) {
        style.layers(sketch, sizes, random);
        style.heads(sketch, sizes);
        return sketch.tensor("root", Tensor.of(new float[] {(float) (1 / Math.sqrt(sizes.size()))}))
                .tensor("rows", integers(0, sizes.tokens(), sizes.width()))
                .drawn("wo", random, 0.5, sizes.width(), WIDTH)
                .node("MatMul", List.of("q", "kt"), "z")
                .node("Mul", List.of("z", "root"), "zs")
                .node("Softmax", List.of("zs"), List.of("a"), Map.of("axis", -1L))
                .node("MatMul", List.of("a", "v"), "h")
                .node("Transpose", List.of("h"), List.of("ht"), permutation(0, 2, 1, 3))
                .node("Reshape", List.of("ht", "rows"), "o")
                .node("MatMul", List.of("o", "wo"), "y");
    }

    private static List<String> strided(Network network, int batch) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return Striding.of(network, shapes).nodes().stream()
                .map(Network.Node::type)
                .toList();
    }

    private static double[] run(ExecutionPlan plan, Network network, double[] x) {
        try (plan) {
            NativeCopy.write(x, plan.input(0));
            NativeCopy.write(network.weights(), plan.parameters());
            plan.forward();
            // Nothing may be left from the run before.
            plan.forward();
            double[] y = new double[(int) plan.output().length()];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    private double[] draw(long[] shape) {
        return random.doubles(Shape.size(shape), -1, 1).map(v -> (float) v).toArray();
    }

    /** A plan that only goes forward, in both precisions, against what one that keeps all values computes in double precision. */
    private double[] check(Network network, double[] x, int batch) {
        List<long[]> shapes = ShapeInference.inputShapes(network, batch);
        double[] exact = run(ExecutionPlan.gradient(network, shapes, Precision.DOUBLE), network, x);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertThat(run(ExecutionPlan.forward(network, shapes, Precision.SINGLE), network, x))
                .containsExactly(exact, within(TOLERANCE * largest));
        assertThat(run(ExecutionPlan.forward(network, shapes, Precision.DOUBLE), network, x))
                .containsExactly(exact, within(TOLERANCE * largest * 0x1p-29));
        return exact;
    }

    private double[] check(Network network, int batch) {
        return check(network, draw(ShapeInference.inputShapes(network, batch).get(0)), batch);
    }

    @ParameterizedTest
    @EnumSource
    void headsStayWhereTheLayerWroteThem(Style style) {
        for (Sizes sizes : SIZES) {
            Network network = attention(style, sizes)
                    .output("y", Shape.FREE, sizes.tokens(), WIDTH)
                    .build();
            List<String> types = strided(network, sizes.batch());
            // One head, or one token, lies in order all the same: the layer behind it reads it as it is.
            boolean isCopied = sizes.heads() > 1 && sizes.tokens() > 1;
            assertThat(types).as("%s", sizes).doesNotContain("Gather", "Split", "Slice", "Transpose", "Reshape", "Mul");
            assertThat(types).as("%s", sizes).filteredOn("Strided"::equals).hasSize(isCopied ? 2 : 3);
            double[] x = draw(sizes.input());
            double[] exact = check(network, x, sizes.batch());
            assertThat(exact)
                    .as("%s", sizes)
                    .containsExactly(new Loops(network, style, sizes).outputs(x), within(1e-12));
        }
    }

    /** The same by loops over the numbers. */
    private record Loops(Network network, Style style, Sizes sizes) {

        private double[] parameter(String name) {
            Parameter found = network.layout().find(name).orElseThrow();
            return Arrays.copyOfRange(network.weights(), found.offset(), found.end());
        }

        double[] outputs(double[] x) {
            double[] t = Arrays.stream(product(x, parameter("w"), WIDTH, WIDTH))
                    .map(Math::tanh)
                    .toArray();
            double[][] parts = new double[3][];
            for (int i = 0; i < 3; i++) {
                String name = style == Style.SEPARATE ? "p" + Style.NAMES.get(i) : "p";
                int width = style == Style.SEPARATE ? sizes.width() : 3 * sizes.width();
                double[] rows = product(t, parameter("w" + name), WIDTH, width);
                double[] bias = parameter("b" + name);
                int from = style == Style.SEPARATE ? 0 : i * sizes.width();
                parts[i] = IntStream.range(0, rows.length)
                        .filter(at -> at % width >= from && at % width < from + sizes.width())
                        .mapToDouble(at -> rows[at] + bias[at % width])
                        .toArray();
            }
            return product(attended(parts[0], parts[1], parts[2]), parameter("wo"), sizes.width(), WIDTH);
        }

        private static double[] product(double[] a, double[] b, int inner, int columns) {
            double[] product = new double[a.length / inner * columns];
            for (int at = 0; at < product.length; at++) {
                for (int k = 0; k < inner; k++) {
                    product[at] += a[at / columns * inner + k] * b[k * columns + at % columns];
                }
            }
            return product;
        }

        private int at(int sample, int token, int head, int i) {
            return ((sample * sizes.tokens() + token) * sizes.heads() + head) * sizes.size() + i;
        }

        private double[] attended(double[] q, double[] k, double[] v) {
            double[] out = new double[q.length];
            for (int sample = 0; sample < sizes.batch(); sample++) {
                for (int head = 0; head < sizes.heads(); head++) {
                    for (int token = 0; token < sizes.tokens(); token++) {
                        double[] shares = shares(q, k, sample, head, token);
                        for (int other = 0; other < sizes.tokens(); other++) {
                            for (int i = 0; i < sizes.size(); i++) {
                                out[at(sample, token, head, i)] += shares[other] * v[at(sample, other, head, i)];
                            }
                        }
                    }
                }
            }
            return out;
        }

        private double[] shares(double[] q, double[] k, int sample, int head, int token) {
            double factor = (float) (1 / Math.sqrt(sizes.size()));
            double[] shares = new double[sizes.tokens()];
            for (int other = 0; other < shares.length; other++) {
                for (int i = 0; i < sizes.size(); i++) {
                    shares[other] += q[at(sample, token, head, i)] * k[at(sample, other, head, i)];
                }
                shares[other] = Math.exp(factor * shares[other]);
            }
            double sum = DoubleStream.of(shares).sum();
            return DoubleStream.of(shares).map(share -> share / sum).toArray();
        }
    }

    /** What the heads are a copy of is read by somebody else too, and so are the heads. */
    @ParameterizedTest
    @EnumSource
    void whoElseReadsACopyFindsIt(Style style) {
        Sizes sizes = SIZES.get(0);
        NetworkSketch sketch = attention(style, sizes)
                .node("Tanh", List.of("kt"), "kk")
                .tensor("rows of all", integers(0, sizes.tokens(), sizes.width()))
                .node("Reshape", List.of("kk", "rows of all"), "kf")
                .node("Tanh", List.of("h"), "hh")
                .node("Reshape", List.of("hh", "rows of all"), "hf")
                .drawn("wk", random, 0.5, sizes.width(), WIDTH)
                .node("Add", List.of("kf", "hf"), "f")
                .node("MatMul", List.of("f", "wk"), "g")
                .node("Add", List.of("y", "g"), "sum");
        Network network =
                sketch.output("sum", Shape.FREE, sizes.tokens(), WIDTH).build();
        List<String> types = strided(network, sizes.batch());
        // The keys and the heads' results are copied for the others.
        assertThat(types).filteredOn("Strided"::equals).hasSize(2);
        assertThat(types)
                .filteredOn("Transpose"::equals)
                .hasSize(style == Style.GATHERED || style == Style.MULTIHEAD ? 3 : 2);
        check(network, sizes.batch());
    }

    @Test
    void anOutputOfTheNetworkIsWritten() {
        Sizes sizes = SIZES.get(0);
        Network network = attention(Style.SEPARATE, sizes)
                .output("h", Shape.FREE, sizes.heads(), sizes.tokens(), sizes.size())
                .output("kt", Shape.FREE, sizes.heads(), sizes.size(), sizes.tokens())
                .output("y", Shape.FREE, sizes.tokens(), WIDTH)
                .build();
        assertThat(strided(network, sizes.batch()))
                .filteredOn("Transpose"::equals)
                .hasSize(2);
        check(network, sizes.batch());
        check(network.withOutput("h"), sizes.batch());
        check(network.withOutput("kt"), sizes.batch());
    }

    private NetworkSketch squares() {
        return new NetworkSketch()
                .input("x", Shape.FREE, 4, 6)
                .drawn("w", random, 0.5, 6, 6)
                .node("MatMul", List.of("x", "w"), "m")
                .node("Tanh", List.of("m"), "t");
    }

    /** A row of a transposed array does not lie in one piece, and tokens and half a head do not make an axis. */
    @Test
    void axesThatDoNotFollowEachOtherAreBroughtInOrder() {
        Network network = squares()
                .tensor("s", integers(0, 6, 2, 2))
                .tensor("u", integers(0, 3, 8))
                .node("Transpose", List.of("t"), List.of("tt"), permutation(0, 2, 1))
                .node("Reshape", List.of("tt", "s"), "r")
                .node("Transpose", List.of("r"), List.of("rt"), permutation(0, 2, 1, 3))
                .node("Reshape", List.of("rt", "u"), "f")
                .drawn("v", random, 0.5, 8, 3)
                .node("MatMul", List.of("f", "v"), "y")
                .output("y", Shape.FREE, 3, 3)
                .build();
        assertThat(strided(network, 3))
                .containsExactly("MatMul", "Tanh", "Transpose", "Reshape", "Transpose", "Reshape", "MatMul");
        check(network, 3);
    }

    /** Neither of a matrix' axes goes on number by number: the nearest copy that one does in is read. */
    @Test
    void aMatrixWithoutRowsOrColumnsInOnePieceIsBroughtInOrder() {
        Network network = squares()
                .tensor("start", integers(0))
                .tensor("end", integers(6))
                .tensor("axis", integers(2))
                .tensor("step", integers(2))
                .node("Slice", List.of("t", "start", "end", "axis", "step"), "even")
                .node("Transpose", List.of("even"), List.of("et"), permutation(0, 2, 1))
                .node("MatMul", List.of("et", "t"), "y")
                .output("y", Shape.FREE, 3, 6)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Slice", "Strided");
        check(network, 3);
    }

    @Test
    void weightsThatLieTransposedAreReadSo() {
        Network network = squares()
                .drawn("v", random, 0.5, 5, 6)
                .node("Transpose", List.of("v"), List.of("vt"), permutation(1, 0))
                .node("MatMul", List.of("t", "vt"), "y")
                .output("y", Shape.FREE, 4, 5)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Strided");
        check(network, 3);
        check(network, 1);
    }

    /** The BLAS writes rows: a result that is transposed is the product of the transposed factors. */
    @Test
    void aResultThatIsTransposedIsWrittenSo() {
        Network network = squares()
                .node("Transpose", List.of("t"), List.of("tt"), permutation(0, 2, 1))
                .node("MatMul", List.of("tt", "t"), "p")
                .node("Transpose", List.of("p"), List.of("y"), permutation(2, 0, 1))
                .output("y", 6, Shape.FREE, 6)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Strided");
        check(network, 3);
        check(network, 1);
    }

    /** One product of all rows takes a copy rather than as many products as there are samples. */
    @Test
    void rowsOfAllSamplesStayOneMatrix() {
        Network network = squares()
                .drawn("v", random, 0.5, 6, 5)
                .drawn("u", random, 0.5, 4, 2)
                .node("MatMul", List.of("t", "v"), "p")
                .node("Transpose", List.of("p"), List.of("q"), permutation(0, 2, 1))
                .node("MatMul", List.of("q", "u"), "y")
                .output("y", Shape.FREE, 5, 2)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "MatMul", "Transpose", "MatMul");
        assertThat(strided(network, 1)).containsExactly("MatMul", "Tanh", "MatMul", "Strided");
        check(network, 3);
        check(network, 1);
    }

    /** As exporters of PyTorch's attention write it: the root of the factor goes to both. */
    @Test
    void aNumberThatFactorsAreMultipliedByIsOfTheProduct() {
        Network network = squares()
                .tensor("s", integers(0, 4, 2, 3))
                .tensor("half", Tensor.of(new float[] {0.5f}))
                .tensor("three", Tensor.of(new float[] {3}))
                .node("Reshape", List.of("t", "s"), "r")
                .node("Transpose", List.of("r"), List.of("q"), permutation(0, 2, 1, 3))
                .node("Mul", List.of("q", "half"), "qs")
                .node("Transpose", List.of("r"), List.of("k"), permutation(0, 2, 3, 1))
                .node("Div", List.of("k", "three"), "ks")
                .node("MatMul", List.of("qs", "ks"), "y")
                .output("y", Shape.FREE, 2, 4, 4)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Strided");
        check(network, 3);
    }

    /** 0·∞ is NaN, which the BLAS does not compute where the factor of the product is 0. */
    @Test
    void aFactorOfZeroIsMultipliedBy() {
        Network network = squares()
                .tensor("zero", Tensor.of(new float[] {0}))
                .node("Mul", List.of("t", "zero"), "n")
                .node("Transpose", List.of("n"), List.of("nt"), permutation(0, 2, 1))
                .node("MatMul", List.of("nt", "t"), "y")
                .output("y", Shape.FREE, 6, 6)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Mul", "Strided");
        double[] x = new double[3 * 4 * 6];
        x[0] = Double.NaN;
        List<long[]> shapes = ShapeInference.inputShapes(network, 3);
        double[] y = run(ExecutionPlan.forward(network, shapes, Precision.SINGLE), network, x);
        assertThat(Arrays.copyOf(y, 36)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(y, 36, y.length)).containsOnly(0);
    }

    /** Keys and values that all heads share, repeated for each. */
    @Test
    void whatIsRepeatedForEachHeadIsReadAgain() {
        Network network = squares()
                .tensor("s", integers(0, 4, 2, 3))
                .tensor("e", integers(1, 2, 4, 6))
                .tensor("axes", integers(1))
                .node("Reshape", List.of("t", "s"), "r")
                .node("Transpose", List.of("r"), List.of("h"), permutation(0, 2, 3, 1))
                .node("Unsqueeze", List.of("t", "axes"), "u")
                .node("Expand", List.of("u", "e"), "k")
                .node("MatMul", List.of("h", "k"), "y")
                .output("y", Shape.FREE, 2, 3, 6)
                .build();
        assertThat(strided(network, 3)).containsExactly("MatMul", "Tanh", "Strided");
        check(network, 3);
    }

    /** The first layer is affine in θ, so are its heads: what is kept of it from point to point is where it wrote. */
    @ParameterizedTest
    @EnumSource
    void headsThatAreAffineInTheWeightsAreKept(Style style) {
        Sizes sizes = SIZES.get(0);
        NetworkSketch sketch = new NetworkSketch().input("t", Shape.FREE, sizes.tokens(), WIDTH);
        Network network = attended(style, sizes, sketch)
                .output("y", Shape.FREE, sizes.tokens(), WIDTH)
                .build();
        List<long[]> shapes = ShapeInference.inputShapes(network, sizes.batch());
        double[] x = draw(sizes.input());
        double[] origin = network.weights();
        double[] direction = random.doubles(origin.length, -0.5, 0.5).toArray();
        try (NativeArrays memory = new NativeArrays()) {
            INDArray input = memory.zeros(Precision.SINGLE.type(), sizes.input());
            NativeCopy.write(x, input);
            var tiles = new SubspacePlan.Tiles(shapes, 1, tile -> new INDArray[] {input}, 1L << 24);
            try (SubspacePlan plan = new SubspacePlan(network, tiles, Precision.SINGLE, origin, List.of(direction))) {
                for (double at : new double[] {0, 1, -0.5, 0}) {
                    double[] theta = new double[origin.length];
                    Arrays.setAll(theta, i -> origin[i] + at * direction[i]);
                    double[] exact =
                            run(ExecutionPlan.gradient(network, shapes, Precision.DOUBLE), network.at(theta), x);
                    double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
                    double[] y = new double[exact.length];
                    NativeCopy.read(plan.run(0, at), y);
                    assertThat(y).containsExactly(exact, within(TOLERANCE * largest));
                }
            }
        }
        assertThat(new Dependences(network, Set.of()).group(network.nodes().size() - 1))
                .isEqualTo(Dependences.Group.GENERAL);
    }

    /** Returns ∂(g·y)/∂θ, of the second of two runs: nothing may be left from the first. */
    private static double[] gradient(Network network, double[] x, double[] g, int batch, Precision precision) {
        List<long[]> shapes = ShapeInference.inputShapes(network, batch);
        try (ExecutionPlan plan = ExecutionPlan.gradient(network, shapes, precision)) {
            NativeCopy.write(x, plan.input(0));
            NativeCopy.write(network.weights(), plan.parameters());
            for (int run = 0; run < 2; run++) {
                plan.forward();
                NativeCopy.write(g, plan.outputGradient());
                plan.backward();
            }
            double[] gradient = new double[network.layout().size()];
            NativeCopy.read(plan.parameterGradient(), gradient);
            return gradient;
        }
    }

    /** A plan in double precision goes back by the network's own nodes. */
    private void checkGradient(Network network, int batch) {
        double[] x = draw(ShapeInference.inputShapes(network, batch).get(0));
        long[] output = ShapeInference.output(
                network, ShapeInference.infer(network, ShapeInference.inputShapes(network, batch)));
        double[] g = draw(output);
        double[] exact = gradient(network, x, g, batch, Precision.DOUBLE);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        assertThat(gradient(network, x, g, batch, Precision.SINGLE))
                .containsExactly(exact, within(TOLERANCE * largest));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsGoBackToWhereTheHeadsLie(Style style) {
        for (Sizes sizes : SIZES) {
            checkGradient(
                    attention(style, sizes)
                            .output("y", Shape.FREE, sizes.tokens(), WIDTH)
                            .build(),
                    sizes.batch());
        }
    }

    /** What is read by strides once and twice, in part, over and over, and by somebody else before and behind. */
    @Test
    void gradientsOfWhatOthersReadToo() {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, 4, WIDTH)
                .drawn("w", random, 0.5, WIDTH, WIDTH)
                .drawn("u", random, 0.5, WIDTH, WIDTH)
                .tensor("axes", integers(2))
                .tensor("from", integers(1))
                .tensor("to", integers(4))
                .tensor("one", integers(0, 1, 4, 3))
                .node("MatMul", List.of("x", "w"), "m")
                .node("Tanh", List.of("m"), "t")
                .node("Transpose", List.of("u"), "ut")
                .node("MatMul", List.of("t", "ut"), "p")
                .node("MatMul", List.of("p", "u"), "q")
                .node("Transpose", List.of("q"), List.of("qt"), permutation(0, 2, 1))
                .node("MatMul", List.of("q", "qt"), "s")
                .node("Slice", List.of("t", "from", "to", "axes"), "part")
                .node("Transpose", List.of("part"), List.of("pt"), permutation(0, 2, 1))
                .node("MatMul", List.of("s", "part"), "v")
                .node("MatMul", List.of("pt", "v"), "z")
                .node("Sigmoid", List.of("t"), "n")
                .node("Slice", List.of("n", "from", "to", "axes"), "other")
                .node("MatMul", List.of("other", "z"), "y");
        checkGradient(sketch.output("y", Shape.FREE, 4, 3).build(), 3);
    }

    /** One stack of matrices for several, whose gradient is the sum over these. */
    @Test
    void gradientsOfMatricesThatAreRepeated() {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, 2, 4, 3)
                .drawn("w", random, 0.5, 2, 3, 5)
                .drawn("u", random, 0.5, 5, 2, 3)
                .node("MatMul", List.of("x", "w"), "m")
                .node("Tanh", List.of("m"), "t")
                .node("Transpose", List.of("u"), List.of("ut"), permutation(1, 0, 2))
                .node("MatMul", List.of("t", "ut"), "y");
        Network network = sketch.output("y", Shape.FREE, 2, 4, 3).build();
        assertThat(strided(network, 3)).contains("Strided");
        checkGradient(network, 3);
    }
}
