package io.orograph.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lessons that come with the program. */
public final class Lessons {

    private static final String FOLDER = "/lessons/";
    private static final String INDEX = "index.txt";

    private Lessons() {}

    /** Returns the names of their files, in the order of the lecture. */
    static List<String> names() throws IOException {
        return new String(bytes(INDEX), StandardCharsets.UTF_8)
                .lines()
                .filter(name -> !name.isBlank())
                .toList();
    }

    /** Returns them in the order of the lecture. */
    public static List<Lesson> all() throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (String name : names()) {
            lessons.add(LessonReader.read(Path.of(name), bytes(name)));
        }
        return lessons;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Lessons.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new NoSuchFileException(null, null, "The lesson " + name + " is missing in the program");
            }
            return in.readAllBytes();
        }
    }
}
