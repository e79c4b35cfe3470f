package io.orograph.arrays;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that the JSON library takes for another encoding, and in which there are no such characters. */
class JsonInOtherCharactersTest {

    @TempDir
    private Path folder;

    static Stream<byte[]> texts() {
        byte[] late = "{}  {}  {}  {}  ".getBytes(Charset.forName("UTF-32BE"));
        // No character has this number.
        late[4 * 4] = 0x7f;
        return Stream.of(new byte[] {0, 0, 0, '{', (byte) 0xf7, (byte) 0xf6, 1, 2}, late);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aHeaderIsSaidToBeDamaged(byte[] text) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        Path damaged = Files.write(folder.resolve("w.safetensors"), file.array());
        assertThatThrownBy(() -> SafetensorsArrays.open(damaged))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("w.safetensors is damaged");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anIndexIsSaidToBeDamaged(byte[] text) throws IOException {
        Path damaged = Files.write(folder.resolve("w.safetensors.index.json"), text);
        assertThatThrownBy(() -> ShardedArrays.open(damaged))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("index.json");
    }
}
