package io.orograph.curvature;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** A point of a loss that is known in closed form, with the losses of its samples, gradient and Hessian. */
record ConstructedPoint(Samples losses, int samples, double[] theta, double factor, double offset) {

    /** The loss of each sample, by closed forms of value, gradient and Hessian of the mean. */
    interface Samples {
        double loss(int sample, double[] x);

        double[] gradient(double[] x, int samples);

        double[][] hessian(double[] x, int samples);
    }

    /** A summand of one coordinate. */
    record Term(DoubleUnaryOperator value, DoubleUnaryOperator slope, DoubleUnaryOperator bend) {

        static Term quadratic(double lambda) {
            return new Term(x -> lambda * x * x / 2, x -> lambda * x, x -> lambda);
        }

        static Term power(int n, double c) {
            return new Term(
                    x -> c * Math.pow(x, n),
                    x -> c * n * Math.pow(x, n - 1),
                    x -> c * n * (n - 1) * Math.pow(x, n - 2));
        }

        static Term well() {
            return new Term(x -> Math.pow(x * x - 1, 2), x -> 4 * x * (x * x - 1), x -> 12 * x * x - 4);
        }

        /** |x| − 10⁻⁵ beyond 10⁻⁵ of a dome: the lowest points are 5·10⁻⁶ below its top. */
        static Term dimple() {
            double w = 1e-5;
            return new Term(
                    x -> Math.abs(x) < w ? -x * x / 2 : Math.abs(x) - w - w * w / 2,
                    x -> Math.abs(x) < w ? -x : Math.signum(x),
                    x -> Math.abs(x) < w ? -1 : 0);
        }
    }

    /** A sum over coordinates, in which samples differ by the weight 1 ± ½ and an offset. */
    static ConstructedPoint of(Term... terms) {
        return new ConstructedPoint(
                new Samples() {
                    @Override
                    public double loss(int sample, double[] x) {
                        double sum = 0;
                        for (int j = 0; j < terms.length; j++) {
                            sum += terms[j].value.applyAsDouble(x[j]);
                        }
                        return sum * (sample % 2 == 0 ? 1.5 : 0.5);
                    }

                    @Override
                    public double[] gradient(double[] x, int n) {
                        double[] g = new double[x.length];
                        for (int j = 0; j < x.length; j++) {
                            g[j] = terms[j].slope.applyAsDouble(x[j]) * weight(n);
                        }
                        return g;
                    }

                    @Override
                    public double[][] hessian(double[] x, int n) {
                        double[][] h = new double[x.length][x.length];
                        for (int j = 0; j < x.length; j++) {
                            h[j][j] = terms[j].bend.applyAsDouble(x[j]) * weight(n);
                        }
                        return h;
                    }

                    private double weight(int n) {
                        return n % 2 == 0 ? 1 : (n + 0.5) / n;
                    }
                },
                40,
                new double[terms.length],
                1,
                0);
    }

    /** Generalised linear losses φ(a·x, y) of two features. */
    private static ConstructedPoint linear(double[][] a, double[] y, boolean logistic, double[] theta) {
        Samples losses = new Samples() {
            private double score(int i, double[] x) {
                return a[i][0] * x[0] + a[i][1] * x[1];
            }

            @Override
            public double loss(int i, double[] x) {
                double z = score(i, x);
                return logistic ? Math.log1p(Math.exp(-y[i] * z)) : (z - y[i]) * (z - y[i]);
            }

            @Override
            public double[] gradient(double[] x, int n) {
                double[] g = new double[2];
                for (int i = 0; i < n; i++) {
                    double z = score(i, x);
                    double d = logistic ? -y[i] / (1 + Math.exp(y[i] * z)) : 2 * (z - y[i]);
                    g[0] += d * a[i][0] / n;
                    g[1] += d * a[i][1] / n;
                }
                return g;
            }

            @Override
            public double[][] hessian(double[] x, int n) {
                double[][] h = new double[2][2];
                for (int i = 0; i < n; i++) {
                    double p = 1 / (1 + Math.exp(-score(i, x)));
                    double d = logistic ? p * (1 - p) : 2;
                    for (int j = 0; j < 2; j++) {
                        for (int k = 0; k < 2; k++) {
                            h[j][k] += d * a[i][j] * a[i][k] / n;
                        }
                    }
                }
                return h;
            }
        };
        return new ConstructedPoint(losses, a.length, theta, 1, 0);
    }

    /** y = 0.7·x + noise whose mean and product with x are 0: the least squares are (0.7, 0). */
    static ConstructedPoint regression(double slope) {
        double[][] a = new double[40][];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            double x = Math.floorDiv(i, 4) - 4.5;
            a[i] = new double[] {x, 1};
            y[i] = 0.7 * x + (i % 4 < 2 ? 0.5 : -0.5) * (1 + i / 4 % 3);
        }
        return linear(a, y, false, new double[] {slope, 0});
    }

    /** Classes on both sides of 0, at least 0.5 from it. */
    static ConstructedPoint separable(double scale) {
        Random random = new Random(1);
        double[][] a = new double[40][];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            y[i] = i % 2 == 0 ? 1 : -1;
            a[i] = new double[] {y[i] * (0.5 + random.nextDouble()), random.nextGaussian()};
        }
        return linear(a, y, true, new double[] {scale, 0});
    }

    ConstructedPoint at(double... where) {
        return new ConstructedPoint(losses, samples, where, factor, offset);
    }

    ConstructedPoint samples(int n) {
        return new ConstructedPoint(losses, n, theta, factor, offset);
    }

    ConstructedPoint scaled(double by, double offsetBy) {
        return new ConstructedPoint(losses, samples, theta, by, offsetBy);
    }

    CriticalPointVerdict verdict() {
        double[][] matrix = losses.hessian(theta, samples);
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        SymmetricOperator hessian = Matrices.operator(matrix);
        Lanczos.Result found = new Lanczos(2, 3, 1e-9, 100, 0).of(hessian, Lanczos.Listener.NONE);
        SampledLoss loss = new SampledLoss() {
            @Override
            public double[] theta() {
                return theta;
            }

            @Override
            public double[][] after(List<double[]> steps) {
                return steps.stream()
                        .map(step -> {
                            double[] x = moved(step);
                            double[] all = new double[samples];
                            for (int i = 0; i < samples; i++) {
                                all[i] = offset + factor * losses.loss(i, x);
                            }
                            return all;
                        })
                        .toArray(double[][]::new);
            }
        };
        StepUnit units = StepUnit.whole(theta.length);
        return CriticalPointVerdict.of(
                new PointTrial(loss, units, hessian, gradient(new double[theta.length]), this::gradient)
                        .measured(found, Double.NaN));
    }

    private double[] moved(double[] step) {
        double[] x = theta.clone();
        for (int j = 0; j < x.length; j++) {
            x[j] += step[j];
        }
        return x;
    }

    private double[] gradient(double[] step) {
        double[] g = losses.gradient(moved(step), samples);
        for (int j = 0; j < g.length; j++) {
            g[j] *= factor;
        }
        return g;
    }
}
