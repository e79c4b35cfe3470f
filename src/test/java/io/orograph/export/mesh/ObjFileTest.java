package io.orograph.export.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObjFileTest {

    @TempDir
    private Path folder;

    @Test
    void facesUseVerticesAndMaterialsThatAreThere() throws IOException {
        LandscapeMesh mesh = Meshes.withHoles(16);
        ObjFile.write(folder.resolve("s.1.obj"), mesh);
        List<String> lines = Files.readAllLines(folder.resolve("s.1.obj"));
        assertThat(lines).contains("mtllib s.1.mtl");
        Set<String> materials = Files.readAllLines(folder.resolve("s.1.mtl")).stream()
                .filter(line -> line.startsWith("newmtl "))
                .map(line -> line.substring(7))
                .collect(Collectors.toSet());
        assertThat(materials).hasSize(ObjFile.MATERIALS);
        assertThat(lines.stream().filter(line -> line.startsWith("usemtl ")).map(line -> line.substring(7)))
                .isNotEmpty()
                .allMatch(materials::contains)
                .doesNotHaveDuplicates();
        List<String> vertices = of(lines, "v ");
        assertThat(vertices).hasSize(41);
        assertThat(of(lines, "vn ")).hasSize(41);
        assertThat(of(lines, "f "))
                .hasSize(26)
                .allSatisfy(face -> assertThat(Arrays.stream(face.split(" "))
                                .mapToInt(corner -> Integer.parseInt(corner.split("//")[0])))
                        .hasSize(4)
                        .allMatch(number -> number >= 1 && number <= 41));
        double[] first = Arrays.stream(vertices.get(0).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(first).startsWith(-0.5);
        assertThat(first[1]).isCloseTo(mesh.place(0)[2], within(1e-8));
        assertThat(first[2]).isEqualTo(0.5);
        assertThat(first).hasSize(6);
    }

    private static List<String> of(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }
}
