package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.plot.SurfaceLight;
import io.orograph.ui.display.Crosshair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point3D;
import javafx.scene.AmbientLight;
import javafx.scene.DirectionalLight;
import javafx.scene.Group;
import javafx.scene.LightBase;
import javafx.scene.Node;
import javafx.scene.PerspectiveCamera;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.PhongMaterial;
import javafx.scene.shape.Box;
import javafx.scene.shape.CullFace;
import javafx.scene.shape.Cylinder;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.Sphere;
import org.fxyz3d.utils.CameraTransformer;

/**
 * The 3-D scene of a surface: meshes, frame, markers, lights and camera in a sub-scene. The scene is told what to show
 * and keeps no state of its own beyond that, so a picture for a file is taken from a second one.
 */
final class SurfaceScene implements SurfacePicture {

    private static final double STEM_RADIUS = 0.22;
    private static final double LINE_HALF_WIDTH = 0.7;
    private static final double SPECULAR = 0.16;
    private static final double FRAME_TOLERANCE = 0.12;

    private final StripMesh surface = new StripMesh();
    private final StripMesh faint = new StripMesh();
    private final LineMesh wire = new LineMesh();
    private final LineMesh contours = new LineMesh();
    private final StripMesh floorGrid = new StripMesh();
    private final StripMesh floorEdges = new StripMesh();
    private final List<StripMesh> wallGrids = new ArrayList<>();
    private final List<StripMesh> wallEdges = new ArrayList<>();
    private final StripMesh crosshairLines = new StripMesh();
    private final OverlayLines overlay = new OverlayLines();
    private final Box floor = new Box(1, 0.02, 1);
    private final Sphere originHead = new Sphere(1.7, 32);
    private final Cylinder originStem = new Cylinder(STEM_RADIUS, 1, 12);
    private final Sphere crosshairHead = new Sphere(1.3, 32);
    /** Seen from inside alone, so that it shows as a dark ring around the white head, on every colour. */
    private final Sphere crosshairRing = new Sphere(1.3 * 1.3, 32);

    private final Cylinder crosshairStem = new Cylinder(STEM_RADIUS, 1, 12);

    private final PhongMaterial surfaceMaterial = new PhongMaterial();
    private final PhongMaterial faintMaterial = new PhongMaterial();
    private final PhongMaterial wireMaterial = new PhongMaterial();
    private final PhongMaterial contourMaterial = new PhongMaterial();
    private final PhongMaterial floorMaterial = new PhongMaterial();
    private final PhongMaterial gridMaterial = new PhongMaterial();
    private final PhongMaterial edgeMaterial = new PhongMaterial();
    private final PhongMaterial originMaterial = new PhongMaterial();
    private final PhongMaterial crosshairMaterial = new PhongMaterial();

    private final AmbientLight ambient = new AmbientLight();
    private final Map<SurfaceLight, DirectionalLight> lamps = new EnumMap<>(SurfaceLight.class);
    private final Group lit = new Group();
    private final Group flat = new Group();
    private final Group origin = new Group(originStem, originHead);
    private final Group crosshair = new Group(crosshairStem, crosshairHead);
    private final Group frame = new Group();
    private final CameraTransformer turntable = new CameraTransformer();
    private final PerspectiveCamera camera = new PerspectiveCamera(true);
    private final SwitchedScene scene;

    private Image levelColors;
    private WritableImage plainColor;
    private SurfaceGeometry geometry;
    private double framePixel;
    private Crosshair pointed;
    private boolean axes = true;

    SurfaceScene() {
        for (int wall = 0; wall < BoxFrame.Wall.values().length; wall++) {
            wallGrids.add(new StripMesh());
            wallEdges.add(new StripMesh());
        }
        for (SurfaceLight lamp : SurfaceLight.values()) {
            lamps.put(lamp, new DirectionalLight());
        }
        paint();
        frame.getChildren().addAll(floor, floorGrid.view(), floorEdges.view());
        wallGrids.forEach(wall -> frame.getChildren().add(wall.view()));
        wallEdges.forEach(wall -> frame.getChildren().add(wall.view()));
        crosshairRing.setCullFace(CullFace.FRONT);
        flat.getChildren().addAll(frame, contours.node(), overlay.node(), crosshairLines.view(), crosshairRing);
        // What one sees through comes last: it is mixed with what is drawn already.
        lit.getChildren().addAll(surface.view(), wire.node(), origin, crosshair, faint.view());
        flat.setMouseTransparent(true);
        wire.node().setMouseTransparent(true);
        origin.setMouseTransparent(true);
        crosshair.setMouseTransparent(true);

        turntable.getChildren().add(camera);
        Group root = new Group(flat, lit, turntable);
        root.getChildren().addAll(lights());
        scene = new SwitchedScene(root, camera);
    }

    /**
     * Returns the lights. The surface and the markers are lit; the box, the contours and lines are not: their colours
     * are to be read.
     */
    private List<LightBase> lights() {
        ambient.getScope().add(lit);
        for (SurfaceLight lamp : SurfaceLight.values()) {
            DirectionalLight light = lamps.get(lamp);
            light.setDirection(new Point3D(lamp.right(), lamp.down(), lamp.away()));
            light.getScope().add(lit);
            turntable.getChildren().add(light);
        }
        AmbientLight full = new AmbientLight(Color.WHITE);
        full.getScope().add(flat);
        return List.of(ambient, full);
    }

    private void paint() {
        surface.view().setMaterial(surfaceMaterial);
        faint.view().setMaterial(faintMaterial);
        wire.setMaterial(wireMaterial);
        contours.setMaterial(contourMaterial);
        floor.setMaterial(floorMaterial);
        floorGrid.view().setMaterial(gridMaterial);
        floorEdges.view().setMaterial(edgeMaterial);
        wallGrids.forEach(wall -> wall.view().setMaterial(gridMaterial));
        wallEdges.forEach(wall -> wall.view().setMaterial(edgeMaterial));
        originHead.setMaterial(originMaterial);
        originStem.setMaterial(originMaterial);
        crosshairHead.setMaterial(new PhongMaterial(Color.WHITE));
        crosshairRing.setMaterial(new PhongMaterial(Color.web("#1d232b")));
        crosshairStem.setMaterial(crosshairMaterial);
        crosshairLines.view().setMaterial(crosshairMaterial);
    }

    @Override
    public Node node() {
        return scene.node();
    }

    MeshView surfaceView() {
        return surface.view();
    }

    @Override
    public void colors(ColorMap map, boolean dark) {
        SurfaceTheme theme = SurfaceTheme.of(dark);
        Image palette = image(map.table());
        surfaceMaterial.setDiffuseMap(palette);
        surfaceMaterial.setSpecularPower(10);
        faintMaterial.setDiffuseMap(image(SurfaceTheme.faintColors(map)));
        wireMaterial.setDiffuseMap(image(SurfaceTheme.wireColors(map)));
        levelColors = image(theme.lineColors(map));
        plainColor = new WritableImage(1, 1);
        plainColor.getPixelWriter().setColor(0, 0, theme.text());
        floorMaterial.setDiffuseColor(theme.floor());
        gridMaterial.setDiffuseColor(theme.grid());
        edgeMaterial.setDiffuseColor(theme.edge());
        originMaterial.setDiffuseColor(theme.origin());
        originMaterial.setSpecularColor(Color.gray(0.5));
        crosshairMaterial.setDiffuseColor(theme.crosshair());
        scene.fill(theme.background());
    }

    static Image image(int[] argb) {
        WritableImage image = new WritableImage(argb.length, 1);
        image.getPixelWriter().setPixels(0, 0, argb.length, 1, PixelFormat.getIntArgbInstance(), argb, 0, argb.length);
        return image;
    }

    @Override
    public void show(SurfaceGeometry shown) {
        SurfaceGeometry previous = geometry;
        geometry = shown;
        HeightMesh mesh = shown.mesh();
        surface.set(mesh.points(), mesh.normals(), mesh.texCoords(), mesh.faces());
        faint.set(mesh.points(), mesh.normals(), mesh.texCoords(), mesh.faint());
        wire.set(shown.wire());
        contours.set(shown.contours());
        // A level of the heights is no place in the colours of something else.
        contourMaterial.setDiffuseMap(shown.data().isOfOneQuantity() ? levelColors : plainColor);
        if (previous == null
                || !previous.box().equals(shown.box())
                || !previous.scale().equals(shown.scale())) {
            framePixel = 0;
        }
        Point3D pin = shown.pin();
        origin.setVisible(pin != null);
        if (pin != null) {
            place(originHead, originStem, pin, pin.getY() + SurfaceGeometry.PIN_HEIGHT);
        }
    }

    /**
     * Shows the frame, whose lines keep their width on the screen: they are made anew when a pixel's size has changed.
     */
    private void showFrame(double pixel) {
        if (Math.abs(Math.log(pixel / framePixel)) < FRAME_TOLERANCE) {
            return;
        }
        framePixel = pixel;
        BoxFrame shown = BoxFrame.of(geometry, pixel);
        SurfaceBox box = geometry.box();
        floor.setWidth(2 * box.halfX());
        floor.setDepth(2 * box.halfZ());
        floor.setTranslateY(0.05);
        floorGrid.set(shown.floorGrid());
        floorEdges.set(shown.floorEdges());
        for (int i = 0; i < wallGrids.size(); i++) {
            wallGrids.get(i).set(shown.walls().get(i).grid());
            wallEdges.get(i).set(shown.walls().get(i).edges());
        }
    }

    /** Places a ball at a point with a stem from there to a height. */
    private static void place(Sphere head, Cylinder stem, Point3D at, double stemEnd) {
        head.setTranslateX(at.getX());
        head.setTranslateY(at.getY());
        head.setTranslateZ(at.getZ());
        stem.setHeight(Math.abs(stemEnd - at.getY()));
        stem.setTranslateX(at.getX());
        stem.setTranslateY((stemEnd + at.getY()) / 2);
        stem.setTranslateZ(at.getZ());
    }

    @Override
    public void showAxes(boolean shown) {
        axes = shown;
        frame.setVisible(shown);
    }

    @Override
    public void antialias(boolean wanted) {
        scene.antialias(wanted);
    }

    boolean isAntialiased() {
        return scene.isAntialiased();
    }

    @Override
    public void showCrosshair(Crosshair point) {
        pointed = point;
    }

    @Override
    public void showOverlay(Overlay wanted) {
        overlay.show(wanted);
    }

    private void placeCrosshair(double pixel) {
        Point3D at = pointed == null ? null : geometry.surfacePoint(pointed.alpha(), pointed.beta());
        crosshair.setVisible(at != null);
        crosshairLines.view().setVisible(at != null);
        crosshairRing.setVisible(at != null);
        if (at == null) {
            return;
        }
        place(crosshairHead, crosshairStem, at.subtract(0, crosshairHead.getRadius(), 0), 0);
        crosshairStem.setRadius(LINE_HALF_WIDTH * pixel);
        crosshairRing.setTranslateX(crosshairHead.getTranslateX());
        crosshairRing.setTranslateY(crosshairHead.getTranslateY());
        crosshairRing.setTranslateZ(crosshairHead.getTranslateZ());
        SurfaceBox box = geometry.box();
        double half = LINE_HALF_WIDTH * pixel;
        Ribbons lines = new Ribbons();
        BoxFrame.floorLine(lines, -box.halfX(), at.getZ(), box.halfX(), at.getZ(), half, -0.2);
        BoxFrame.floorLine(lines, at.getX(), -box.halfZ(), at.getX(), box.halfZ(), half, -0.2);
        crosshairLines.set(lines.strip());
    }

    /** Shades the surface by a share: not at all on a map, where its colour is to be read. */
    private void light(double shading) {
        ambient.setColor(Color.gray(1 - shading * (1 - SurfaceLight.AMBIENT)));
        lamps.forEach((lamp, light) -> light.setColor(Color.gray(shading * lamp.strength())));
        surfaceMaterial.setSpecularColor(Color.gray(shading * SPECULAR));
    }

    /** Puts the camera where the projection has it, and shows the walls that the viewer sees from inside. */
    @Override
    public void look(Projection projection) {
        Orbit orbit = projection.orbit();
        SurfaceBox box = projection.box();
        double pixel = projection.scale() / projection.pixelsPerUnit();
        showFrame(pixel);
        placeCrosshair(pixel);
        overlay.place(geometry, pixel);
        scene.show(projection);
        turntable.t.setY(box.middleY());
        turntable.ry.setAngle(orbit.azimuth());
        turntable.rx.setAngle(-orbit.elevation());
        light(projection.shading());
        camera.setFieldOfView(projection.fieldOfView());
        camera.setTranslateX(orbit.panX());
        camera.setTranslateY(orbit.panY());
        camera.setTranslateZ(-projection.distance());
        double reach = 2 * (box.halfX() + box.halfZ() + box.height() + box.gap());
        camera.setNearClip(Math.max(1, projection.distance() - reach));
        camera.setFarClip(projection.distance() + reach);
        Point3D eye = projection.eye();
        for (BoxFrame.Wall wall : BoxFrame.Wall.values()) {
            boolean seen = axes && wall.facesInwards(eye, box);
            wallGrids.get(wall.ordinal()).view().setVisible(seen);
            wallEdges.get(wall.ordinal()).view().setVisible(seen);
        }
    }
}
