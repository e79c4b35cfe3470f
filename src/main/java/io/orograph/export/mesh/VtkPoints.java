package io.orograph.export.mesh;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The cells of a landscape, and behind them the points of its path if they are wanted, as VTK has points and point data. */
final class VtkPoints {

    private final LandscapeMesh mesh;
    private final List<PlanePath.Point> path;
    private final double height;

    VtkPoints(LandscapeMesh mesh, List<PlanePath.Point> path) {
        this.mesh = mesh;
        this.path = path;
        Axis alpha = mesh.landscape().grid().alpha();
        Axis beta = mesh.landscape().grid().beta();
        this.height = Math.max(alpha.to() - alpha.from(), beta.to() - beta.from());
    }

    /** Writes the coordinates (α, β, height); the height is 0 where there is none. */
    void writePlaces(VtkXml xml) throws IOException {
        Landscape landscape = mesh.landscape();
        int nx = landscape.grid().nx();
        int cells = landscape.grid().cells();
        double[] places = new double[3 * (cells + path.size())];
        for (int cell = 0; cell < cells; cell++) {
            places[3 * cell] = landscape.grid().alpha().value(cell % nx);
            places[3 * cell + 1] = landscape.grid().beta().value(cell / nx);
            places[3 * cell + 2] = height(mesh.place(cell));
        }
        for (int t = 0; t < path.size(); t++) {
            PlanePath.Point point = path.get(t);
            places[3 * (cells + t)] = point.place().alpha();
            places[3 * (cells + t) + 1] = point.place().beta();
            places[3 * (cells + t) + 2] = height(mesh.place(point));
        }
        xml.open("Points");
        xml.write("Points", 3, places);
        xml.close("Points");
    }

    private double height(double[] place) {
        return Double.isNaN(place[2]) ? 0 : height * place[2];
    }

    /** Writes the data of points, inside an open element. */
    void writeData(VtkXml xml) throws IOException {
        for (Map.Entry<String, double[]> array : data().entrySet()) {
            xml.write(array.getKey(), 1, array.getValue());
        }
    }

    /** Returns the data by name: losses with errors, accuracies; of a point of the path its own loss, and its residual. */
    private Map<String, double[]> data() {
        Landscape landscape = mesh.landscape();
        Map<String, double[]> data = new LinkedHashMap<>();
        data.put("loss", with(landscape.losses(), point -> point.loss().loss()));
        data.put(
                "loss_se",
                with(landscape.standardErrors(), point -> point.loss().standardError()));
        if (landscape.hasDifferenceErrors()) {
            data.put("loss_difference_se", with(landscape.differenceErrors(), point -> Double.NaN));
        }
        if (landscape.hasAccuracy()) {
            data.put(
                    "accuracy",
                    with(landscape.accuracies(), point -> point.loss().accuracy()));
        }
        if (!path.isEmpty()) {
            data.put(
                    "plane_loss",
                    with(landscape.losses(), point -> point.planeLoss().loss()));
            data.put(
                    "residual",
                    with(
                            new double[landscape.grid().cells()],
                            point -> point.place().residual()));
        }
        return data;
    }

    private double[] with(double[] ofCells, ToDoubleFunction<PlanePath.Point> ofPoint) {
        return DoubleStream.concat(DoubleStream.of(ofCells), path.stream().mapToDouble(ofPoint))
                .toArray();
    }
}
