package io.orograph.arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.FileHead;
import io.orograph.network.Tensor;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a checkpoint that lies in several files (shards) beside an index, which names the shard of each array. A shard is a
 * file of safetensors or of PyTorch in the folder of the index; none elsewhere is opened.
 */
public final class ShardedArrays implements NamedArrays {

    private static final long LARGEST_INDEX = 1 << 26;
    private static final int MOST_SHARDS = 1000;
    private static final List<ArraysFormat> FORMATS = List.of(new SafetensorsFormat(), new TorchFormat());

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path index;
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, NamedArrays> shards = new LinkedHashMap<>();

    private ShardedArrays(Path index) {
        this.index = index;
    }

    /**
     * Opens an index and its shards.
     *
     * @throws io.orograph.file.UnreadableFileException if one is damaged, or holds what is not read, or a shard is missing
     * @throws IOException if one cannot be read
     */
    public static ShardedArrays open(Path index) throws IOException {
        if (RegularFile.requireReadable(index) > LARGEST_INDEX) {
            throw new UnsupportedFileException(index, "is too long for the index of a checkpoint; choose another file");
        }
        ShardedArrays arrays = new ShardedArrays(index);
        try {
            arrays.readIndex();
            arrays.openShards();
            return arrays;
        } catch (IOException | RuntimeException e) {
            arrays.close();
            throw e;
        }
    }

    private void readIndex() throws IOException {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(index))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("is no JSON object", null);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean map = json.currentName().equals("weight_map");
                json.nextToken();
                if (map) {
                    readPlaces(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException | CharConversionException e) {
            throw damaged("is no valid JSON", e);
        }
        if (places.isEmpty()) {
            throw damaged("names no arrays", null);
        }
    }

    private void readPlaces(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw damaged("has a weight_map that is no JSON object", null);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw damaged("names no file for its array " + Excerpt.of(name), null);
            }
            places.put(name, json.getText());
        }
    }

    private DamagedFileException damaged(String what, Exception cause) {
        return new DamagedFileException(index, "is damaged: it " + what + "; save or copy it again", cause);
    }

    private void openShards() throws IOException {
        for (Map.Entry<String, String> place : places.entrySet()) {
            String shard = place.getValue();
            if (!shards.containsKey(shard)) {
                if (shards.size() == MOST_SHARDS) {
                    throw new UnsupportedFileException(index, "names more than " + MOST_SHARDS + " shards");
                }
                shards.put(shard, openShard(shard));
            }
            if (shards.get(shard).find(place.getKey()).isEmpty()) {
                throw damaged(
                        "says that " + Excerpt.of(shard) + " holds the array " + Excerpt.of(place.getKey())
                                + ", which it does not",
                        null);
            }
        }
    }

    private NamedArrays openShard(String name) throws IOException {
        boolean plain = !name.isEmpty() && !name.contains("/") && !name.contains("\\") && name.indexOf('\0') < 0;
        Path shard = plain ? index.resolveSibling(name) : index;
        if (!plain || !Files.isRegularFile(shard)) {
            throw new UnsupportedFileException(
                    index,
                    "names the shard " + Excerpt.of(name) + ", which is not beside it; copy all files of the checkpoint"
                            + " into one folder");
        }
        FileHead head = FileHead.of(shard);
        for (ArraysFormat format : FORMATS) {
            if (format.matches(head)) {
                return format.openArrays(head);
            }
        }
        throw new UnsupportedFileException(
                shard, "is a shard that " + FileName.of(index) + " names, but neither safetensors nor of PyTorch");
    }

    @Override
    public Path file() {
        return index;
    }

    @Override
    public List<Array> arrays() throws IOException {
        List<Array> arrays = new ArrayList<>();
        for (String name : places.keySet()) {
            arrays.add(shard(name).required(name));
        }
        return arrays;
    }

    private NamedArrays shard(String name) {
        return shards.get(places.get(name));
    }

    @Override
    public Optional<Array> find(String name) throws IOException {
        return places.containsKey(name) ? shard(name).find(name) : Optional.empty();
    }

    @Override
    public double[] read(String name) throws IOException {
        required(name);
        return shard(name).read(name);
    }

    @Override
    public double[] read(String name, int from, int to) throws IOException {
        required(name);
        return shard(name).read(name, from, to);
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        required(name);
        return shard(name).tensor(name);
    }

    @Override
    public Map<String, Object> notes() {
        return Map.of("shards", shards.size());
    }

    @Override
    public void close() throws IOException {
        for (NamedArrays shard : shards.values()) {
            shard.close();
        }
    }
}
